import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program to its end. @returns its standard output @throws where it fails, with its last words */
export async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; uid?: number; gid?: number } = {},
): Promise<string> {
  try {
    const { stdout } = await execute(program, [...args], { ...options, maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(`${program} failed: ${stderr.split('\n').slice(-3).join(' ') || String(error)}`);
  }
}

export const tryRun = (program: string, args: readonly string[]): Promise<string | undefined> =>
  run(program, args).catch(() => undefined);

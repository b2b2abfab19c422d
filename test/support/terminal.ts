import { execFile } from 'node:child_process';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An officer's terminal: runs the real command with a session file of its own. @param options of Node.js */
export const terminal =
  (session: string, options = '') =>
  (words: readonly string[], input = ''): Promise<Said> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        ['dist/programs/liaison.js', ...words],
        { env: { ...process.env, LIAISON_SESSION: session, NODE_OPTIONS: options } },
        (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
      child.stdin!.end(input);
    });

/** Signs in, and gives a terminal on which every command has to succeed. */
export async function succeeding(
  run: ReturnType<typeof terminal>,
  node: string,
  { name, password }: SignIn,
): Promise<(...words: string[]) => Promise<string>> {
  const succeed = ({ code, out, err }: Said, words: readonly string[]) => {
    if (code !== 0) throw new Error(`liaison ${words.join(' ')}: exit ${code}\n${out}${err}`);
    return words.includes('--json') ? out : out + err;
  };
  succeed(await run(['sign-in', '--node', node, '--name', name], `${password}\n`), ['sign-in']);
  return async (...words) => succeed(await run(words), words);
}
export type Succeeding = Awaited<ReturnType<typeof succeeding>>;

/** Runs the command until it prints what is wanted. @returns all that it printed */
export const says = (run: Succeeding, words: readonly string[], wanted: string | RegExp): Promise<string> =>
  until(`"${words.join(' ')}" says ${wanted}`, async () => {
    const said = await run(...words).catch(() => '');
    return (typeof wanted === 'string' ? said.includes(wanted) : wanted.test(said)) ? said : undefined;
  });

export const uuidIn = (said: string): string => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(said)![0];

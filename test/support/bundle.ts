import { execFile, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';
import { debianPrograms } from '#deploy/local/debian.js';

const TOOLS = ['openssl', 'jq', 'sha256sum', 'basenc'];
export const EXPERT_TOOLS = 'openssl, jq and coreutils';

/** What docs/verify-a-bundle.md takes for granted: the environment that has it, or undefined where it cannot be had. */
export async function expertTools(): Promise<NodeJS.ProcessEnv | undefined> {
  if (TOOLS.every(has)) return process.env;
  try {
    const { env } = await debianPrograms('court-expert', ['openssl', 'jq', 'coreutils']);
    return { ...process.env, ...env };
  } catch (error) {
    process.stderr.write(`${EXPERT_TOOLS} could not be fetched: ${(error as Error).message}\n`);
    return undefined;
  }
}

function has(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status === 0;
}

async function entriesOf(file: string): Promise<Map<string, Buffer>> {
  const zip = await yauzl.openPromise(file);
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    entries.set(entry.fileName, Buffer.concat(chunks));
  }
  return entries;
}

export const unpack = async (file: string, folder: string): Promise<string> => lay(await entriesOf(file), folder);

/** Writes entries into a folder, as unpacking does. */
export async function lay(entries: ReadonlyMap<string, Uint8Array>, folder: string): Promise<string> {
  for (const [path, bytes] of entries) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** The bundle once more, each entry as `change` makes it; left out where it makes nothing. */
export async function repack(
  file: string,
  target: string,
  change: (path: string, bytes: Buffer) => Buffer | undefined,
  more: readonly (readonly [string, Buffer])[] = [],
): Promise<void> {
  const zip = new ZipFile();
  for (const [path, bytes] of await entriesOf(file)) {
    const changed = change(path, bytes);
    if (changed) zip.addBuffer(changed, path, { compress: !path.startsWith('files/') });
  }
  for (const [path, bytes] of more) zip.addBuffer(bytes, path, { compress: !path.startsWith('files/') });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

/** Runs every command of docs/verify-a-bundle.md in an unpacked bundle. @returns the lines that they print */
export async function follow(folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const page = await readFile('docs/verify-a-bundle.md', 'utf8');
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n');
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', commands], { cwd: folder, env }, (error, out, err) =>
      error ? reject(new Error(`${error.message}\n${err}`)) : resolve(out.trim().split('\n')),
    );
  });
}

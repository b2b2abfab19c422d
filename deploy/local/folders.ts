import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Where fetched programs are kept: readable by the account that PostgreSQL runs under. */
export const cacheFolder = isRoot
  ? '/var/cache/liaison'
  : join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'liaison');

/** Where `npm start` keeps its network between starts. */
export const defaultDataFolder = isRoot
  ? '/var/lib/liaison'
  : join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'liaison');

/** A folder for one run, which the account that PostgreSQL runs under can pass through. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `liaison-${name}-`));
  await chmod(folder, 0o711);
  return folder;
}

/** @throws where we are root and a folder above is closed to the account that PostgreSQL then runs under */
export function mustBeEnterable(folder: string): void {
  if (!isRoot) return;
  for (let above = dirname(resolve(folder)); above !== dirname(above); above = dirname(above)) {
    const mode = statSync(above, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) {
      throw new Error(
        `PostgreSQL does not run as root, and the account that it runs under instead may not enter ${above}.\n` +
          'Name another folder, or start as an ordinary user.',
      );
    }
  }
}

/** Lies in each folder that holds a network of ours; says which process runs it. */
const MARK = 'liaison-network';

/**
 * Takes a folder for a network: a new or an empty one, or one that was taken before.
 * @throws Error where it holds anything else, or where another process runs the network in it
 */
export async function takeFolder(folder: string): Promise<void> {
  await mustBeOurs(folder);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, MARK), `${process.pid}\n`);
  // PostgreSQL runs under another account where we are root, and has to get through to its own folder.
  await chmod(folder, 0o711);
}

/** Notes that nothing runs in it any more. */
export const releaseFolder = (folder: string): Promise<void> => writeFile(join(folder, MARK), '');

/**
 * Erases a folder that was taken for a network, and nothing else.
 * @throws Error as `takeFolder` does; then nothing is erased
 */
export async function eraseFolder(folder: string): Promise<void> {
  await mustBeOurs(folder);
  await rm(folder, { recursive: true, force: true });
}

async function mustBeOurs(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const mark = join(folder, MARK);
  if (existsSync(mark)) {
    const runs = Number(readFileSync(mark, 'utf8'));
    if (!isRunning(runs)) return;
    throw new Error(
      `The network in ${folder} is running, as process ${runs}. Stop that first, with Ctrl-C where it was started.\n` +
        `If process ${runs} is something else, remove ${mark} and start again.`,
    );
  }
  if (!statSync(folder).isDirectory() || (await readdir(folder)).length > 0) {
    throw new Error(
      `${folder} holds something that is no network of Liaison's. Nothing was changed.\n` +
        'Name a new or an empty folder with --data.',
    );
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another account is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

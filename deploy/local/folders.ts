import { statSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
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

import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Sealed parts on disk, one file a part: `<folder>/<unit>/<name>/<part>`. A part is whole or not there. */
export class PartsFolder {
  constructor(private readonly folder: string) {}

  async write(unit: string, name: string, part: number, sealed: Uint8Array): Promise<void> {
    const target = this.path(unit, name, part);
    await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
    const unfinished = await open(`${target}.new`, 'w', 0o600);
    try {
      await unfinished.writeFile(sealed);
      await unfinished.sync();
    } finally {
      await unfinished.close();
    }
    await rename(`${target}.new`, target);
  }

  /** Undefined where the part is not there. */
  async read(unit: string, name: string, part: number): Promise<Uint8Array | undefined> {
    return readFile(this.path(unit, name, part)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  }

  remove = (unit: string, name: string): Promise<void> =>
    rm(join(this.folder, unit, name), { recursive: true, force: true });

  private path = (unit: string, name: string, part: number): string => join(this.folder, unit, name, String(part));
}

import { mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { openPart } from '#libs/envelope/attachment.js';
import type { Disk } from './room.js';

/** A file as far as its parts go. */
interface Stored {
  /** Of its folder. */
  readonly id: string;
  /** That its parts are sealed under. */
  readonly name: string;
  readonly parts: number;
}

/** All of it in memory. */
export async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Sealed parts on disk, one file a part: `<folder>/<id>/<part>`. The id is this node's own (32 hexadecimal digits), so
 * that nothing that somebody else chose is part of a path. A part is whole or not there.
 */
export class PartsFolder {
  constructor(private readonly folder: string) {}

  async write(id: string, part: number, sealed: Uint8Array): Promise<void> {
    const target = this.path(id, part);
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
  async read(id: string, part: number): Promise<Uint8Array | undefined> {
    return readFile(this.path(id, part)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  }

  /** What the parts hold, one after the other. @throws Error where one is not here, or does not open */
  async *content({ id, name, parts }: Stored, key: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let part = 0; part < parts; part++) {
      const sealed = await this.read(id, part);
      const opened = sealed && openPart(key, name, part, part === parts - 1, sealed);
      if (!opened?.ok) throw new Error('a stored part does not open');
      yield opened.value;
    }
  }

  remove = (id: string): Promise<void> => rm(join(this.folder, id), { recursive: true, force: true });

  /** The disk that it lies on. */
  async disk(): Promise<Disk> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { bavail, blocks, bsize } = await statfs(this.folder);
    return { free: bavail * bsize, size: blocks * bsize };
  }

  private path = (id: string, part: number): string => join(this.folder, id, String(part));
}

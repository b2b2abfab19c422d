import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { CallFailed, type NodeApi } from './api.js';

export interface Uploaded {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly metadata: 'removed' | 'kept' | 'unknown';
}
interface Upload {
  readonly name: string;
  readonly received: number;
  readonly file: Uploaded | null;
}

export interface ToUpload {
  readonly unit: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly keepMetadata?: boolean;
}

/**
 * What is uploaded, part by part. Not a `Blob`: Node's has 32 bits for the size of a file, and would cut one of five
 * gigabytes to one without a word.
 */
export interface Content {
  readonly bytes: number;
  readonly part: (from: number, to: number) => ReadableStream;
}
export async function contentOfFile(path: string): Promise<Content> {
  const { size } = await stat(path);
  return {
    bytes: size,
    part: (from, to) => Readable.toWeb(createReadStream(path, { start: from, end: to - 1 })) as ReadableStream,
  };
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.webp': 'image/webp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.mp4': 'video/mp4',
};
/** By the file's extension. */
export const mediaTypeOf = (path: string): string =>
  MEDIA_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';

export const contentOf = (bytes: Uint8Array): Content => ({
  bytes: bytes.length,
  part: (from, to) => new Blob([bytes.slice(from, to) as never]).stream() as ReadableStream,
});

/** A line that was cut is tried again so often, without a byte more having arrived. */
const TRIES = 5;
const APART_MS = 1000;
/** So much goes in one request: a proxy's patience, and where progress is told. */
const SLICE_BYTES = 64 * 1024 ** 2;

/** Uploads a file, in slices, and goes on where a cut line left it. @param onProgress bytes that have arrived */
export async function uploadFile(
  api: NodeApi,
  { unit, fileName, mediaType, keepMetadata = false }: ToUpload,
  content: Content,
  onProgress: (received: number) => void = () => undefined,
): Promise<Uploaded> {
  const described = { unit, fileName, mediaType, bytes: content.bytes, keepMetadata };
  const { name } = await api.post<Upload>('/uploads', described);
  let [received, tries] = [0, 0];
  for (;;) {
    const part = content.part(received, Math.min(content.bytes, received + SLICE_BYTES));
    const answer = await api.putBytes<Upload>(`/uploads/${name}?offset=${received}`, part).catch(async (error) => {
      if (!(error instanceof CallFailed) || error.kind !== 'unreachable' || tries >= TRIES) throw error;
      await pause(APART_MS * (tries + 1));
      return api.get<Upload>(`/uploads/${name}`).catch(() => ({ name, received, file: null }));
    });
    if (answer.file) return answer.file;
    tries = answer.received > received ? 0 : tries + 1;
    if (tries > TRIES) {
      throw new CallFailed(
        'refused',
        `${fileName} does not arrive beyond ${received} bytes: it may have become shorter meanwhile.`,
        'Nothing was attached. Try again when nobody writes to it.',
        'upload-stuck',
      );
    }
    received = answer.received;
    onProgress(received);
  }
}

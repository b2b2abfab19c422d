import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { asBytes } from '#libs/api/client.js';
import { Problem } from '#libs/api/problem.js';
import type { Answer, Body } from '#libs/api/routes.js';
import { kindOf, type NodeApi } from './api.js';
import { refused } from './files.js';

export type Uploaded = NonNullable<Answer<'/api/v1/uploads/{name}'>['file']>;

export type ToUpload = Omit<Body<'/api/v1/uploads', 'post'>, 'bytes'>;

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
  const { name } = await api.post('/api/v1/uploads', { body: described });
  const path = { name };
  let [received, tries] = [0, 0];
  for (;;) {
    const part = content.part(received, Math.min(content.bytes, received + SLICE_BYTES));
    const params = { path, query: { offset: received } };
    const sent = api.put('/api/v1/uploads/{name}', { params, ...asBytes(part) });
    const answer = await sent.catch(async (error) => {
      if (!(error instanceof Problem) || kindOf(error) !== 'unreachable' || tries >= TRIES) throw error;
      await pause(APART_MS * (tries + 1));
      return api.get('/api/v1/uploads/{name}', { params: { path } }).catch(() => ({ received, file: null }));
    });
    if (answer.file) return answer.file;
    tries = answer.received > received ? 0 : tries + 1;
    if (tries > TRIES) {
      throw refused(
        `${fileName} does not arrive beyond ${received} bytes: it may have become shorter meanwhile.`,
        'Nothing was attached. Try again when nobody writes to it.',
        'upload-stuck',
      );
    }
    received = answer.received;
    onProgress(received);
  }
}

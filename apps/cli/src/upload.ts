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

/** A line that was cut is tried again so often, without a byte more having arrived. */
const TRIES = 5;
const APART_MS = 1000;
/** So much goes in one request: a proxy's patience, and where progress is told. */
const SLICE_BYTES = 64 * 1024 ** 2;

/** Uploads a file, in slices, and goes on where a cut line left it. @param onProgress bytes that have arrived */
export async function uploadFile(
  api: NodeApi,
  { unit, fileName, mediaType, keepMetadata = false }: ToUpload,
  content: Blob,
  onProgress: (received: number) => void = () => undefined,
): Promise<Uploaded> {
  const { name } = await api.post<Upload>('/uploads', { unit, fileName, mediaType, bytes: content.size, keepMetadata });
  let [received, tries] = [0, 0];
  for (;;) {
    const slice = content.slice(received, received + SLICE_BYTES);
    const answer = await api
      .putBytes<Upload>(`/uploads/${name}?offset=${received}`, slice.stream() as ReadableStream)
      .catch(async (error) => {
        if (!(error instanceof CallFailed) || error.kind !== 'unreachable' || ++tries > TRIES) throw error;
        await pause(APART_MS * tries);
        return api.get<Upload>(`/uploads/${name}`).catch(() => ({ name, received, file: null }));
      });
    if (answer.file) return answer.file;
    if (answer.received > received) tries = 0;
    received = answer.received;
    onProgress(received);
  }
}

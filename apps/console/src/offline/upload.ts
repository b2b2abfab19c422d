import { isUnreachable, node, Problem, problemOf } from '../api/client.js';

/** So much goes in one request: where a cut line costs little, and progress is told often. */
const SLICE_BYTES = 1024 * 1024;
const APART_MS = 2000;

export interface Uploaded {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly metadata: 'removed' | 'kept' | 'unknown';
}

/** Sends a file in slices; after a cut line it goes on where it was. @param onProgress from 0 to 1 */
export async function upload(
  unit: string,
  file: File,
  onProgress: (share: number) => void,
  stopped: () => boolean = () => false,
): Promise<Uploaded> {
  const { data } = await node.POST('/api/v1/uploads', {
    body: {
      unit,
      fileName: file.name,
      mediaType: /^[a-z]+\/[a-z0-9.+-]+$/.test(file.type) ? file.type : 'application/octet-stream',
      bytes: file.size,
    },
  });
  const { name } = data!;
  let received = 0;
  while (!stopped()) {
    try {
      const answer = await fetch(`/api/v1/uploads/${name}?offset=${received}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: file.slice(received, received + SLICE_BYTES),
      }).catch(() => {
        throw new Problem(0, 'unreachable', '', '');
      });
      if (!answer.ok) throw await problemOf(answer);
      const view = (await answer.json()) as { received: number; file: Uploaded | null };
      received = view.received;
      onProgress(received / file.size);
      if (view.file) return view.file;
    } catch (problem) {
      if (!isUnreachable(problem)) throw problem;
      await new Promise((resolve) => setTimeout(resolve, APART_MS));
      const there = await node.GET('/api/v1/uploads/{name}', { params: { path: { name } } }).catch(() => undefined);
      received = there?.data?.received ?? received;
      if (there?.data?.file) return there.data.file;
    }
  }
  throw new Problem(0, 'upload-stopped', '', '');
}

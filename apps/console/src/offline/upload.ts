import { asBytes } from '#libs/api/client.js';
import { Problem } from '#libs/api/problem.js';
import type { Answer } from '#libs/api/routes.js';
import { isUnreachable, node } from '../api/client.js';

/** So much goes in one request: where a cut line costs little, and progress is told often. */
const SLICE_BYTES = 1024 * 1024;
const APART_MS = 2000;

export type Uploaded = NonNullable<Received['file']>;

/** Without a line, with the session locked, or while an earlier request is still at it: the file goes on by itself. */
const mustWait = (problem: unknown): boolean =>
  isUnreachable(problem) || (problem instanceof Problem && [401, 409, 423].includes(problem.status));
/** The node has forgotten what it had of it, or has all of it and the answer was lost: it is sent anew. */
const isUnknown = (problem: unknown): boolean => problem instanceof Problem && problem.code === 'upload-unknown';

interface Following {
  /** What the node called it when a part of it was sent before. */
  readonly from: string | undefined;
  readonly onAnnounced: (name: string) => void;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly stopped: () => boolean;
}

/**
 * Sends a file in slices; after a cut line it goes on where it was.
 * @returns undefined where it was stopped @throws what the node refused it with
 */
export async function upload(
  unit: string,
  file: File,
  { from, onAnnounced, onProgress, stopped }: Following,
): Promise<Uploaded | undefined> {
  let name = from;
  /** Undefined where the node has to be asked. */
  let received = from ? undefined : 0;
  while (!stopped()) {
    try {
      if (!name) {
        name = await announce(unit, file);
        onAnnounced(name);
      }
      const view = await (received === undefined ? whatIsThere(name) : sendSlice(name, file, received));
      if (view.file) return view.file;
      received = view.received;
      onProgress(received / file.size);
    } catch (problem) {
      if (isUnknown(problem)) {
        name = undefined;
        received = 0;
        continue;
      }
      if (!mustWait(problem)) throw problem;
      if (name) received = undefined;
      await new Promise((resolve) => setTimeout(resolve, APART_MS));
    }
  }
  return undefined;
}

type Received = Answer<'/api/v1/uploads/{name}'>;

const whatIsThere = async (name: string): Promise<Received> =>
  (await node.GET('/api/v1/uploads/{name}', { params: { path: { name } } })).data!;

/** @returns the name that the node gives to what will come */
async function announce(unit: string, file: File): Promise<string> {
  const { data } = await node.POST('/api/v1/uploads', {
    body: {
      unit,
      fileName: file.name,
      mediaType: /^[a-z]+\/[a-z0-9.+-]+$/.test(file.type) ? file.type : 'application/octet-stream',
      bytes: file.size,
    },
  });
  return data!.name;
}

async function sendSlice(name: string, file: File, offset: number): Promise<Received> {
  const slice = asBytes(file.slice(offset, offset + SLICE_BYTES));
  const params = { path: { name }, query: { offset } };
  return (await node.PUT('/api/v1/uploads/{name}', { params, ...slice })).data!;
}

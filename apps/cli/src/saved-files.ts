import { bulletinsAt } from '#libs/api/bulletins.js';
import type { NodeApi } from './api.js';
import { saveAnswer } from './files.js';
import type { OfKind } from './of-kind.js';
import { print } from './output.js';
import { loadSession } from './session.js';

export const FILE_STATE_IN_WORDS = {
  coming: 'the file has not arrived whole yet',
  'no-room': 'this node has no room for the file; tell whoever runs it',
  altered: 'a part of the file does not open; it is asked for again',
  refused: 'REFUSED: what came is not what its sender described; see "liaison incidents"',
  here: 'the file is here',
} as const;

/** A name alone says nothing of which file is meant: it is its sender's own. */
function fileIn(api: NodeApi, name: string, described: Described): Promise<ReadableStream> {
  const { bulletin, kind, case: id, event } = described;
  const parseAs = 'stream';
  if (bulletin)
    return api.get(bulletinsAt(kind, '/{id}/files/{name}'), { params: { path: { id: bulletin, name } }, parseAs });
  if (!id || !event) return api.get('/api/v1/files/{name}', { params: { path: { name } }, parseAs });
  const path = { id, event, name };
  return api.get('/api/v1/cases/{id}/events/{event}/files/{name}', { params: { path }, parseAs });
}

/** The message that describes a file: a bulletin, or an event of a case. Neither: it was uploaded here. */
interface Described extends OfKind {
  readonly bulletin?: string;
  readonly case?: string;
  readonly event?: string;
}

/** `liaison file save NAME` */
export async function saveFile(name: string, options: Described & { output: string }): Promise<void> {
  const { api } = await loadSession();
  await saveAnswer(options.output, () => fileIn(api, name, options));
  print(`Saved ${options.output}.`);
}

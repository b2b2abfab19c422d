import { saveAnswer } from './files.js';
import { print } from './output.js';
import { loadSession } from './session.js';

export const FILE_STATE_IN_WORDS = {
  coming: 'the file has not arrived whole yet',
  'no-room': 'this node has no room for the file; tell whoever runs it',
  altered: 'a part of the file does not open; it is asked for again',
  refused: 'REFUSED: what came is not what its sender described; see "liaison incidents"',
  here: 'the file is here',
} as const;
export type FileState = keyof typeof FILE_STATE_IN_WORDS;

/** A name alone says nothing of which file is meant: it is its sender's own. */
const fileIn = (name: string, { alert, case: caseId, event }: Described): string => {
  if (alert) return `/alerts/${encodeURIComponent(alert)}/files/${encodeURIComponent(name)}`;
  if (!caseId || !event) return `/files/${encodeURIComponent(name)}`;
  return `/cases/${encodeURIComponent(caseId)}/events/${encodeURIComponent(event)}/files/${encodeURIComponent(name)}`;
};

/** The message that describes a file: an alert, or an event of a case. Neither: it was uploaded here. */
interface Described {
  readonly alert?: string;
  readonly case?: string;
  readonly event?: string;
}

/** `liaison file save NAME` */
export async function saveFile(name: string, options: Described & { output: string }): Promise<void> {
  const { api } = await loadSession();
  await saveAnswer(options.output, () => api.download(fileIn(name, options)));
  print(`Saved ${options.output}.`);
}

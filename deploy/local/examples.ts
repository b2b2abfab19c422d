import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { NodeApi } from '#apps/cli/src/api.js';

const UNIT = 'ne/police-agadez';
const example = async (file: string) =>
  JSON.parse(await readFile(fileURLToPath(new URL(`../../../examples/${file}`, import.meta.url)), 'utf8'));

/**
 * What a new network begins with, so that there is something to read and to answer: a practice note from Agadez, and its urgent
 * request for information to Lisbon. They arrive by themselves; nobody waits for that.
 */
export async function publishExamples(agadez: NodeApi): Promise<void> {
  const body = await example('practice-notes/hearing-a-witness-by-video.json');
  const asked = await example('information-requests/who-answers-the-telephone.json');
  const { requested, reference, language, urgency, ...content } = asked;
  const terms = { requested, reference, language, urgency };
  await Promise.all([
    agadez.post('/api/v1/bulletins/practice-note', { body: { unit: UNIT, body } }),
    agadez.post('/api/v1/cases', {
      body: { unit: UNIT, kind: 'information-request', move: 'ask', terms, content },
    }),
  ]);
}

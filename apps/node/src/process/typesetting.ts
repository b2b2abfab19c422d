import { inTurn, TookTooMuch } from '#libs/apart/apart.js';
import { problem } from '../http/problem.js';

const SETTER = new URL('./typeset-worker.js', import.meta.url);
/** The longest bulletin takes some seconds, and a case of two thousand events as many as ten. */
const ALLOWANCE = { megabytes: 1024, milliseconds: 120_000 };

const setApart = inTurn<Uint8Array>(SETTER, ALLOWANCE);

/** Sets a document as `typeset` does, in a process of its own: a long one takes seconds. */
export async function typesetApart(template: string, data: unknown, at: number): Promise<Uint8Array> {
  try {
    return await setApart({ template, data, at });
  } catch (error) {
    if (!(error instanceof TookTooMuch)) throw error;
    throw problem(422, 'too-large', `Setting the document took too much ${error.what}.`, 'Take it in another format.');
  }
}

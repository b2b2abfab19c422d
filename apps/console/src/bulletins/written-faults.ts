import { isWrittenAt } from '../ui/field-path.js';
import type { Fault } from '../ui/schema.js';
import type { BulletinDraftView } from './draft-room.js';

type Phrase = BulletinDraftView['faults'][number]['phrase'];

/**
 * What the node expects of fields in which something is written; what is not written yet is told beside the form alone.
 * @param said in the reader's language
 */
export const writtenFaults = (view: BulletinDraftView | undefined, said: (expected: Phrase) => string): Fault[] =>
  (view?.faults ?? [])
    .filter(({ field }) => isWrittenAt(view!.body, field))
    .map(({ field, phrase }) => ({ field, expected: said(phrase) }));

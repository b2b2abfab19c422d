import { z } from 'zod';
import type { Refusal } from '#libs/outcome/index.js';
import { movesOf, no } from '../../case-move.js';
import { type CaseState, type MeasureState, type MeasureStatus, type PartyRole, statusOf } from '../state.js';

export { answered, Number_, nextFault, no, openFault } from '../../case-move.js';

/** A move in mutual legal assistance. */
export const move = movesOf<CaseState, PartyRole>((state) => ['closed', 'withdrawn'].includes(statusOf(state)));

export const Numbers = z.array(z.int().min(1).max(99)).min(1).max(50);
/** The label of a piece of evidence: `E1`. */
export const Item = z.string().regex(/^E[1-9]\d{0,3}$/, 'evidence as E1, E2 …');
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256: 64 hexadecimal digits');

/** Why these measures are not all in one of these states. */
export function measuresFault(
  state: CaseState,
  numbers: readonly number[],
  wanted: readonly MeasureStatus[],
): Refusal | undefined {
  if (new Set(numbers).size < numbers.length)
    return no('measure-twice', 'A measure is named twice.', 'Name each once.');
  const odd = numbers.find((number) => !wanted.includes(measureIn(state, number)?.status ?? ('none' as MeasureStatus)));
  if (odd === undefined) return undefined;
  const measure = measureIn(state, odd);
  return measure
    ? no(
        'measure-not-so-far',
        `Measure ${odd} is ${measure.status}, not ${wanted.join(' or ')}.`,
        'See what each measure stands at.',
      )
    : no('measure-unknown', `The case has no measure ${odd}.`, 'See its measures.');
}

export const measureIn = (state: CaseState, number: number): MeasureState | undefined =>
  state.measures.find((one) => one.number === number);

/** Whether a measure is in one of these states. */
export const some = (state: CaseState, ...statuses: MeasureStatus[]): boolean =>
  state.measures.some((one) => statuses.includes(one.status));

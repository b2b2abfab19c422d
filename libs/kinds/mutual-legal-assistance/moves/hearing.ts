import { z } from 'zod';
import { Instant } from '#libs/bounds/times.js';
import { isFinished, roleOf } from '../state.js';
import { answered, measureIn, move, Number_, nextFault, no } from './move.js';

const Slot = z.tuple([Instant, Instant]).refine(([from, until]) => from < until, 'a slot ends after it begins');

/** Hearing by video conference, UNTOC Art. 18(18): one side offers times, the other takes one. */
export const hearing = {
  'propose-hearing': move({
    when: (state) => state.measures.some((one) => one.type === 'video-hearing' && !isFinished(one)),
    law: 'UNTOC Art. 18(18)',
    by: ['requesting', 'requested'],
    text: 'optional',
    terms: z.strictObject({ number: Number_, measure: z.int().min(1).max(99), slots: z.array(Slot).min(1).max(10) }),
    fault: (state, { number, measure, slots }, { at }) => {
      const asked = measureIn(state, measure);
      if (asked?.type !== 'video-hearing' || isFinished(asked))
        return no(
          'no-hearing',
          `Measure ${measure} is no hearing by video that is still to be held.`,
          'Name the measure that is.',
        );
      if (slots.some(([from]) => from <= at))
        return no('slot-past', 'A time that is offered has passed.', 'Offer times to come.');
      return nextFault(state.hearings, number);
    },
    apply: (state, { number, measure, slots }, { at, author }) => ({
      ...state,
      // What was offered for this measure and not taken is off the table.
      hearings: [
        ...state.hearings.map((one) =>
          one.measure === measure && one.status === 'proposed' ? { ...one, status: 'cancelled' as const } : one,
        ),
        { number, measure, proposedBy: roleOf(state, author)!, at, slots, agreed: null, status: 'proposed' as const },
      ],
    }),
  }),

  'agree-hearing': move({
    when: (state, author) =>
      state.hearings.some((one) => one.status === 'proposed' && one.proposedBy !== roleOf(state, author)),
    law: 'UNTOC Art. 18(18)',
    by: ['requesting', 'requested'],
    text: 'optional',
    terms: z.strictObject({ number: Number_, slot: z.int().min(1).max(10) }),
    fault: (state, { number, slot }, { author }) => {
      const offered = state.hearings.find((one) => one.number === number);
      if (offered?.status !== 'proposed')
        return no('not-offered', `No times with number ${number} are on offer.`, 'See the hearings of the case.');
      if (offered.proposedBy === roleOf(state, author))
        return no('own-offer', 'The other side takes one of your times.', 'Wait for it, or offer others.');
      return offered.slots[slot - 1]
        ? undefined
        : no('slot-unknown', `${offered.slots.length} times were offered.`, 'Name one of them.');
    },
    apply: (state, { number, slot }) => ({
      ...state,
      hearings: answered(state.hearings, number, { status: 'agreed', agreed: slot }),
    }),
  }),

  'cancel-hearing': move({
    when: (state) => state.hearings.some((one) => one.status === 'proposed' || one.status === 'agreed'),
    law: 'UNTOC Art. 18(18)',
    by: ['requesting', 'requested'],
    text: 'required',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) =>
      state.hearings.some((one) => one.number === number && ['proposed', 'agreed'].includes(one.status))
        ? undefined
        : no('not-offered', `No hearing ${number} is to come.`, 'See the hearings of the case.'),
    apply: (state, { number }) => ({ ...state, hearings: answered(state.hearings, number, { status: 'cancelled' }) }),
  }),

  'record-hearing': move({
    when: (state) => state.hearings.some((one) => one.status === 'agreed'),
    law: 'UNTOC Art. 18(18)',
    by: ['requested', 'executing'],
    text: 'required',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) =>
      state.hearings.some((one) => one.number === number && one.status === 'agreed')
        ? undefined
        : no('not-agreed', `No hearing ${number} was agreed.`, 'Agree a time first.'),
    apply: (state, { number }) => ({ ...state, hearings: answered(state.hearings, number, { status: 'held' }) }),
  }),
};

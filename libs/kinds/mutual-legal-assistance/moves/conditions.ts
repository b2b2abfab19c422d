import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';
import { isOpen, roleOf } from '../state.js';
import { answered, move, Number_, nextFault, no, openFault } from './move.js';

const sides = ['requesting', 'requested', 'executing', 'team'] as const;

/** What binds the parties beyond the request: other use, safe conduct. */
export const conditions = {
  'ask-consent': move({
    law: 'UNTOC Art. 18(19), 18(5)',
    by: sides,
    text: 'required',
    afterwards: true,
    terms: z.strictObject({ number: Number_, of: UnitAddress }),
    fault: (state, { number, of }, { author }) => {
      if (of === author || !roleOf(state, of))
        return no('not-the-giver', 'Consent is the party’s from whom the content came.', 'Name that party.');
      return nextFault(state.consents, number);
    },
    apply: (state, { number, of }, { at, author }) => ({
      ...state,
      consents: [...state.consents, { number, of, by: author, at, answerBy: null, answeredAt: null, granted: null }],
    }),
  }),

  'decide-consent': move({
    when: (state, author) => state.consents.some((one) => isOpen(one) && one.of === author),
    law: 'UNTOC Art. 18(19), 18(5)',
    by: sides,
    text: 'required',
    afterwards: true,
    terms: z.strictObject({ number: Number_, granted: z.boolean() }),
    fault: (state, { number }, { author }) =>
      openFault(state.consents, number) ??
      (state.consents.some((one) => one.number === number && one.of === author)
        ? undefined
        : no('not-the-giver', 'Another party was asked.', 'Leave it to that party.')),
    apply: (state, { number, granted }, { at }) => ({
      ...state,
      consents: answered(state.consents, number, { answeredAt: at, granted }),
    }),
  }),

  'grant-safe-conduct': move({
    when: (state) => state.form === 'request',
    law: 'UNTOC Art. 18(27)',
    by: ['requesting'],
    text: 'required',
    // Fifteen consecutive days, or what the states agree.
    terms: z.strictObject({ person: z.string().regex(/^P[1-9]\d?$/), days: z.int().min(15).max(365).default(15) }),
    apply: (state, { person, days }, { at }) => ({
      ...state,
      safeConducts: [...state.safeConducts, { person, days, at }],
    }),
  }),
};

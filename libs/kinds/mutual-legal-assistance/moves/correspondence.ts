import { z } from 'zod';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { move, no } from './move.js';

/** What does not change where the case stands, and who else comes to look at it. */
export const correspondence = {
  write: move({
    law: 'UNTOC Art. 18(13)',
    by: ['requesting', 'requested', 'executing', 'team', 'liaison'],
    text: 'required',
    afterwards: true,
    terms: z.strictObject({}),
    apply: (state) => state,
  }),

  escalate: move({
    law: 'ours: Rabat Process, conclusions',
    by: ['requesting', 'requested'],
    text: 'optional',
    terms: z.strictObject({ offices: z.array(UnitAddress).min(1).max(4) }),
    fault: (state, { offices }) => {
      const members = [memberOf(state.requesting), memberOf(state.requested)];
      return offices.every((office) => members.includes(memberOf(office)))
        ? undefined
        : no('not-a-side', 'Liaison offices of the two sides come in.', 'Name those.');
    },
    apply: (state, { offices }) => ({ ...state, liaison: [...new Set([...state.liaison, ...offices])] }),
  }),
};

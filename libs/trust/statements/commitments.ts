import { z } from 'zod';
import { hex } from '#libs/cose/bytes.js';
import { phrase } from '#libs/words/phrase.js';
import { UnitAddress } from '../address.js';
import { Hash } from '../fields.js';
import { rule, unitFault } from '../rule.js';

/** What a unit's records were at a time, blinded: it says nothing to who does not have them, and binds who does. */
export const commitmentStatements = {
  'cases-committed': rule(
    z.strictObject({
      type: z.literal('cases-committed'),
      unit: UnitAddress,
      /** RFC 9162 root over one salted leaf for each case of the unit that has changed. */
      root: Hash,
    }),
    {
      words: ({ unit, root }) =>
        phrase('Commit to the cases of {{unit}} as they stand: {{root}}….', { unit, root: hex(root).slice(0, 16) }),
      author: ({ unit }) => unit,
      fault: (state, { unit }) => unitFault(state, unit),
      apply: () => undefined,
    },
  ),
};

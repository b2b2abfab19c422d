import { z } from 'zod';
import { faultOf } from '#libs/geography/area.js';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { UnitAddress } from '../address.js';
import { change, isItsLiaisonOffice, rule, unitFault } from '../rule.js';
import { SubscriptionLine } from '../subscription.js';

/** What units want to hear of. */
export const subscriptionStatements = {
  /** Replaces the unit's earlier subscription; no lines means nothing. */
  'subscription-set': rule(
    z.strictObject({
      type: z.literal('subscription-set'),
      unit: UnitAddress,
      lines: z.array(SubscriptionLine).max(32),
    }),
    {
      words: ({ unit, lines: { length: count } }) =>
        phrase(count === 1 ? 'Subscribe {{unit}} by one line.' : 'Subscribe {{unit}} by {{count}} lines.', {
          unit,
          count,
        }),
      author: ({ unit }) => unit,
      orBy: (state, { unit }, author) => isItsLiaisonOffice(state, unit, author),
      fault: (state, { unit, lines }) => {
        const fault = unitFault(state, unit);
        if (fault) return fault;
        const area = lines
          .flatMap((line) => line.areas)
          .map(faultOf)
          .find((text) => text !== undefined);
        return area
          ? refuse('area-malformed', area, 'Draw it anew: one outline that does not meet itself.')
          : undefined;
      },
      apply: (state, { unit, lines }, since) => change(state.units, unit, { subscription: { lines, since } }),
    },
  ),
};

import { z } from 'zod';
import { phrase } from '#libs/words/phrase.js';
import { MemberCode } from '../address.js';
import { Name } from '../fields.js';
import { rule } from '../rule.js';

/** Longer than the default policy many times over, and short enough to be read by those who sign it. */
const PolicyText = z.string().min(1).max(32_768);
const policy = { title: Name, text: PolicyText };

/**
 * Cedar policies, in force from the position of the statement that adopts them. The log takes any text: whether it
 * type-checks is asked before it is signed and again by everyone who evaluates it, and what does not permits nothing.
 */
export const policyStatements = {
  'network-policy-adopted': rule(z.strictObject({ type: z.literal('network-policy-adopted'), ...policy }), {
    words: ({ title, text }) =>
      phrase('Adopt the network policy "{{title}}" ({{count}} lines).', { title, count: text.split('\n').length }),
    author: () => 'committee',
    fault: () => undefined,
    apply: (state, { title, text }, from) => {
      state.networkPolicies = [...state.networkPolicies, { title, text, from }];
    },
  }),

  /** Comes on top of the network's: what either forbids is forbidden. */
  'national-policy-adopted': rule(
    z.strictObject({ type: z.literal('national-policy-adopted'), member: MemberCode, ...policy }),
    {
      words: ({ member, title, text }) =>
        phrase('Adopt the policy "{{title}}" of {{member}} ({{count}} lines).', {
          title,
          member,
          count: text.split('\n').length,
        }),
      author: ({ member }) => member,
      fault: () => undefined,
      apply: (state, { member, title, text }, from) => {
        const earlier = state.nationalPolicies.get(member) ?? [];
        state.nationalPolicies.set(member, [...earlier, { title, text, from }]);
      },
    },
  ),
};

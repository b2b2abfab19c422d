import { z } from 'zod';
import { Version } from '#libs/bounds/numbers.js';
import { Day } from '#libs/bounds/times.js';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { MemberCode, memberOf, UnitAddress } from '../address.js';
import { Languages, Remark, Slug, Times, Titles } from '../fields.js';
import { absent, officeFault, rule } from '../rule.js';

const office = { office: UnitAddress };

/** Treaties and agreements that bind a member, with what it declared and reserved. */
export const instrumentStatements = {
  /** Replaces what the office recorded under the same id before: a revision, a new declaration. */
  'instrument-recorded': rule(
    z.strictObject({
      type: z.literal('instrument-recorded'),
      ...office,
      id: Slug,
      form: z.enum(['multilateral-treaty', 'regional-instrument', 'bilateral-agreement']),
      titles: Titles,
      partners: z.array(MemberCode).max(60),
      ratifiedOn: Day.optional(),
      inForceOn: Day.optional(),
      revision: z.strictObject({ number: Version, agreedOn: Day }).optional(),
      reservations: z.array(Remark).max(20),
      declarations: z.strictObject({
        acceptedLanguages: Languages,
        centralAuthority: UnitAddress.optional(),
        /** Within which the member answers requests under it. */
        times: Times.optional(),
        others: z.array(Remark).max(20),
      }),
    }),
    {
      words: ({ titles, form, office }) =>
        phrase('Record "{{title}}" ({{form}}) for {{member}}.', {
          title: titles[0]?.text ?? '',
          form,
          member: memberOf(office),
        }),
      author: (body) => body.office,
      fault: (state, body) => {
        const fault = officeFault(state, body.office);
        if (fault) return fault;
        const stranger = body.partners.find((partner) => !state.members.has(partner));
        if (stranger) return refuse('unknown-member', `${stranger} is not a member.`, 'Name members of the network.');
        if (
          body.form === 'bilateral-agreement' &&
          (body.partners.length === 0 || body.partners.includes(memberOf(body.office)))
        ) {
          return refuse('statement-malformed', 'A bilateral agreement names its other side.', 'Name the partner.');
        }
        const authority = body.declarations.centralAuthority;
        return authority && !state.units.has(authority)
          ? refuse('unknown-unit', `${authority} is not registered.`, 'Register the central authority first.')
          : undefined;
      },
      apply: (state, { type: _, ...instrument }, since) => {
        state.instruments.set(`${instrument.office} ${instrument.id}`, { ...instrument, since });
      },
    },
  ),

  'instrument-withdrawn': rule(z.strictObject({ type: z.literal('instrument-withdrawn'), ...office, id: Slug }), {
    words: ({ id, office }) => phrase('Withdraw the instrument "{{id}}" of {{office}}.', { id, office }),
    author: (body) => body.office,
    fault: (state, body) =>
      officeFault(state, body.office) ??
      (state.instruments.has(`${body.office} ${body.id}`) ? undefined : absent(`"${body.id}"`)),
    apply: (state, body) => {
      state.instruments.delete(`${body.office} ${body.id}`);
    },
  }),
};

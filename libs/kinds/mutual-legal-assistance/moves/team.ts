import { z } from 'zod';
import { move, no } from './move.js';

/** A joint investigation of several members, UNTOC Art. 19. */
export const team = {
  'join-team': move({
    when: (state, author) => state.team.some((one) => one.unit === author && !one.joined),
    law: 'UNTOC Art. 19',
    by: ['team'],
    text: 'optional',
    terms: z.strictObject({}),
    fault: (state, _, { author }) =>
      state.team.some((one) => one.unit === author && one.joined)
        ? no('joined-already', 'You have joined.', 'Nothing needs to be done.')
        : undefined,
    apply: (state, _, { author }) => ({
      ...state,
      team: state.team.map((one) => (one.unit === author ? { ...one, joined: true } : one)),
    }),
  }),

  'leave-team': move({
    when: (state, author) => author !== state.requesting,
    law: 'UNTOC Art. 19',
    by: ['team'],
    text: 'required',
    terms: z.strictObject({}),
    fault: (state, _, { author }) =>
      author === state.requesting ? no('leads', 'Who leads the team ends it.', 'End it.') : undefined,
    apply: (state, _, { author }) => ({ ...state, team: state.team.filter((one) => one.unit !== author) }),
  }),

  'end-team': move({
    when: (state, author) => author === state.requesting,
    law: 'UNTOC Art. 19',
    by: ['team'],
    text: 'required',
    terms: z.strictObject({}),
    fault: (state, _, { author }) =>
      author === state.requesting ? undefined : no('not-the-lead', 'Who leads the team ends it.', 'Leave it.'),
    apply: (state, _, { at }) => ({ ...state, closedAt: at }),
  }),
};

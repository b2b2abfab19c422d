import type { z } from 'zod';
import { lookup } from '#libs/bounds/lookup.js';
import type { CaseEvent } from '#libs/cases/event.js';
import type { CaseKind } from '#libs/cases/kind.js';
import { fromTerms } from '#libs/cases/terms.js';
import { accept, type Refusal, refuse } from '#libs/outcome/index.js';
import { memberOf } from '#libs/trust/address.js';
import { faultOf } from '../case-move.js';
import { BEGINNINGS, type Beginning, isBeginning } from './beginnings.js';
import { fresh } from './moves/asking.js';
import { MOVES } from './moves/index.js';
import { type CaseState, type PartyRole, partiesOf, roleOf } from './state.js';

/**
 * Who comes first of two that did not know of each other: what is taken back, then what changes what is asked or who is asked, then
 * decisions, then everything else. The same on both sides.
 */
const RANK: Readonly<Record<string, number>> = lookup({
  withdraw: 1,
  amend: 2,
  extend: 2,
  'confirm-in-writing': 2,
  transfer: 3,
  decide: 4,
});
const LAST = 9;

/** Mutual legal assistance, UNTOC Art. 18 and what belongs to it, as a kind of case. */
export const MUTUAL_LEGAL_ASSISTANCE: CaseKind<CaseState> = {
  name: 'mutual-legal-assistance',
  begin: (first) => {
    if (!isBeginning(first.move))
      return refuse('not-a-beginning', 'No case begins like this.', 'Ask its author to begin another.');
    const terms = BEGINNINGS[first.move].terms.safeParse(fromTerms(first.terms));
    if (!terms.success)
      return refuse(
        'terms-malformed',
        'What the request says of itself cannot be read.',
        'Ask its author to send another.',
      );
    const state = begunBy(first, BEGINNINGS[first.move].form, terms.data);
    const parties = partiesOf(state);
    // Between units of one state no treaty is needed, and none of its limits holds.
    return parties.some((party) => memberOf(party) !== memberOf(first.author))
      ? accept({ state, parties })
      : refuse(
          'not-between-states',
          'Mutual legal assistance is between states.',
          'Ask the unit directly: it is of your own state.',
        );
  },
  apply: (state, event) => {
    const fault = moveFault(state, event.move, fromTerms(event.terms), event);
    if (fault) return { ok: false, refusal: fault };
    const next = MOVES[event.move as keyof typeof MOVES].apply(state, fromTerms(event.terms), event);
    return accept({ state: next, parties: partiesOf(next) });
  },
  rank: ({ move }) => RANK[move] ?? LAST,
};

/** Why a party cannot make a move where the case stands; undefined where it can. */
export function moveFault(
  state: CaseState,
  name: string,
  terms: unknown,
  event: Pick<CaseEvent, 'author' | 'at'>,
): Refusal | undefined {
  return faultOf(MOVES, roleOf(state, event.author), { state, name, terms, event });
}

/** Who reads what moves say: liaison offices see that the case moves, and nothing of what it is about. */
export const mayRead = (role: PartyRole | undefined): boolean => role !== undefined && role !== 'liaison';

function begunBy(
  { author, at, move }: CaseEvent,
  form: CaseState['form'],
  terms: z.infer<(typeof BEGINNINGS)[Beginning]['terms']>,
): CaseState {
  const measures = 'measures' in terms ? terms.measures : [];
  const team = 'team' in terms ? [author, ...terms.team.filter((one) => one !== author)] : [];
  return {
    form,
    reference: terms.reference,
    theirReference: null,
    requesting: author,
    requested: 'requested' in terms ? terms.requested : author,
    language: terms.language,
    instruments: 'instruments' in terms ? terms.instruments : [],
    urgency: 'urgency' in terms ? terms.urgency : 'normal',
    wishedBy: ('wishedBy' in terms && terms.wishedBy) || null,
    times: ('times' in terms && terms.times) || null,
    begunAt: at,
    oral: move === 'oral-request' ? { confirmedAt: null } : null,
    acknowledgedAt: null,
    reviewedAt: null,
    confidentiality: 'confidential' in terms && terms.confidential ? 'kept' : 'none',
    measures: fresh(measures, at),
    questions: [],
    consultations: [],
    enquiries: [],
    consents: [],
    hearings: [],
    evidence: [],
    results: [],
    executing: [],
    liaison: [],
    team: [...new Set(team)].map((unit) => ({ unit, joined: unit === author })),
    safeConducts: [],
    closedAt: null,
  };
}

import { lookup } from '#libs/bounds/lookup.js';
import type { CaseKind } from '#libs/cases/kind.js';
import { fromTerms } from '#libs/cases/terms.js';
import { accept, refuse } from '#libs/outcome/index.js';
import { memberOf } from '#libs/trust/address.js';
import { faultOf } from '../case-move.js';
import { MOVES } from './moves.js';
import { AskTerms } from './request.js';
import { type InformationState, partiesOf, roleOf } from './state.js';

export const BEGINNING = 'ask';

/** Of two moves that did not know of each other: what is taken back comes first, then what is answered, then everything else. */
const RANK: Readonly<Record<string, number>> = lookup({ withdraw: 1, answer: 2, refuse: 3 });
const LAST = 9;

/**
 * A request for information between police units, as Framework Decision 2006/960/JHA ("Swedish Initiative"), Directive (EU) 2023/977
 * and Europol's SIENA have it: questions that are answered one by one, in time, graded, or refused on a ground.
 */
export const INFORMATION_REQUEST: CaseKind<InformationState> = {
  name: 'information-request',
  begin: (first) => {
    const terms = AskTerms.safeParse(fromTerms(first.terms));
    if (first.move !== BEGINNING)
      return refuse('not-a-beginning', 'No case begins like this.', 'Ask its author to begin another.');
    if (!terms.success)
      return refuse(
        'terms-malformed',
        'What the request says of itself cannot be read.',
        'Ask its author to send another.',
      );
    const { reference, language, requested, urgency, questions } = terms.data;
    if (memberOf(requested) === memberOf(first.author))
      return refuse(
        'not-between-states',
        'Such a request goes to another state.',
        'Ask the unit directly: it is of your own state.',
      );
    if (questions.some(({ number }, i) => number !== i + 1))
      return refuse('terms-malformed', 'Questions are numbered from 1.', 'Ask its author to send another.');
    const state: InformationState = {
      reference,
      theirReference: null,
      requesting: first.author,
      requested,
      language,
      urgency,
      access: null,
      begunAt: first.at,
      acknowledgedAt: null,
      questions: questions.map((one) => ({
        ...one,
        status: 'asked',
        ground: null,
        source: null,
        information: null,
        answeredAt: null,
      })),
      clarifications: [],
      extension: null,
      consents: [],
      closedAt: null,
    };
    return accept({ state, parties: partiesOf(state) });
  },
  apply: (state, event) => {
    const terms = fromTerms(event.terms);
    const refusal = faultOf(MOVES, roleOf(state, event.author), { state, name: event.move, terms, event });
    if (refusal) return { ok: false, refusal };
    return accept({ state: MOVES[event.move as keyof typeof MOVES].apply(state, terms, event) });
  },
  rank: ({ move }) => RANK[move] ?? LAST,
};

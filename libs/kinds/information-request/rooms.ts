import type { CaseEvent } from '#libs/cases/event.js';
import { fromTerms } from '#libs/cases/terms.js';
import { type Phrase, phrase } from '#libs/words/phrase.js';
import type { CaseRooms } from '../case-kind.js';
import { faultOf, openTo } from '../case-move.js';
import { recordPaper } from '../case-record.js';
import { blocksOf } from './blocks.js';
import { TELLING } from './codes.js';
import { obligationsIn } from './deadlines.js';
import { informationFacts } from './facts.js';
import { BEGINNING, INFORMATION_REQUEST } from './kind.js';
import { MOVES } from './moves.js';
import { AskContent, AskDraft, AskTerms, askedIn, questionsOf } from './request.js';
import { startOf } from './start.js';
import { type InformationState, roleOf, statusOf } from './state.js';
import { INFORMATION_WORDS } from './words/index.js';

const summaryOf = ({ reference, theirReference, requesting, requested, urgency }: InformationState) => ({
  reference,
  theirReference,
  form: 'information-request',
  requesting,
  requested,
  urgency,
});

/** The information request as nodes carry it. */
export const INFORMATION: CaseRooms<InformationState> = {
  engine: INFORMATION_REQUEST,
  words: INFORMATION_WORDS,
  between: ['specialised-police', 'liaison-office'],
  facts: informationFacts,
  beginnings: {
    [BEGINNING]: {
      law: 'DIR Art. 4; FD Art. 5',
      terms: AskTerms,
      content: AskContent,
      draft: AskDraft,
      told: {
        names: ['questions'],
        from: ({ questions }) => ({ questions: questionsOf(questions as AskContent['questions']) }),
      },
    },
  },
  moves: MOVES,
  fault: (state, name, terms, event) => faultOf(MOVES, roleOf(state, event.author), { state, name, terms, event }),
  open: (state, unit) => openTo(MOVES, roleOf(state, unit), state, unit),
  start: startOf,
  isDrafted: () => false,
  isCustody: () => false,
  role: roleOf,
  reads: (state, unit) => roleOf(state, unit) !== undefined,
  status: statusOf,
  summary: summaryOf,
  owed: obligationsIn,
  evidence: () => [],
  consented: (state, giver, user) =>
    state.consents.some((one) => one.granted === true && one.of === giver && one.by === user),
  view: viewOf,
  blocks: blocksOf,
  contradiction,
  documents: ['record'],
  paper: (document, languages, sources) =>
    document === 'record'
      ? recordPaper(
          {
            words: INFORMATION_WORDS,
            summary: summaryOf(sources.state),
            blocks: blocksOf(sources.state, sources.events),
          },
          languages,
          sources,
        )
      : undefined,
};

/** What is signed in the terms and what is said in the content have to agree. */
function contradiction(event: CaseEvent, content: unknown): Phrase | undefined {
  const terms = fromTerms(event.terms) as {
    urgency?: string;
    reply?: string;
    questions?: { number: number; type: string }[];
  };
  if (event.move === BEGINNING) {
    const asked = askedIn(content);
    if (!asked) return undefined;
    if (
      JSON.stringify(questionsOf(asked.questions)) !==
      JSON.stringify(questionsOf((terms.questions ?? []) as AskContent['questions']))
    )
      return phrase('its questions are not those that were signed with it');
    return terms.urgency === 'urgent' && !asked.urgencyReason ? phrase('it is urgent and does not say why') : undefined;
  }
  if (event.move !== 'answer' || !TELLING.includes(terms.reply ?? '')) return undefined;
  const said = content as { text?: unknown; files?: readonly unknown[] } | null | undefined;
  if (event.content !== null && (said === null || said === undefined)) return undefined;
  return said?.text || said?.files?.length ? undefined : phrase('it answers and says nothing');
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The state with times as people and programs read them (ISO 8601, UTC). */
function viewOf(state: InformationState) {
  const asked = <T extends { readonly at: number; readonly answeredAt: number | null }>(one: T) => ({
    ...one,
    at: iso(one.at),
    answeredAt: iso(one.answeredAt),
  });
  return {
    ...state,
    begunAt: iso(state.begunAt),
    acknowledgedAt: iso(state.acknowledgedAt),
    closedAt: iso(state.closedAt),
    questions: state.questions.map((one) => ({ ...one, answeredAt: iso(one.answeredAt) })),
    clarifications: state.clarifications.map(asked),
    extension: state.extension && { ...state.extension, at: iso(state.extension.at) },
    consents: state.consents.map(asked),
  };
}

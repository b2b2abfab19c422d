import type { Choice, Fields, MoveStart } from '../case-kind.js';
import { type Asked, type CaseState, isOpen, type MeasureStatus } from './state.js';

type Numbered = { readonly number: number };
const numbers = (all: readonly Numbered[]): Choice[] => all.map(({ number }) => ({ value: number, word: null }));
const unanswered = (all: readonly (Asked & Numbered)[]) => all.filter(isOpen);

/** What is asked, by the move that asks it: its number is the next one. */
const ASKING: Readonly<Record<string, (state: CaseState) => readonly unknown[]>> = {
  'ask-information': (state) => state.questions,
  consult: (state) => state.consultations,
  'enquire-status': (state) => state.enquiries,
  'ask-consent': (state) => state.consents,
  'propose-hearing': (state) => state.hearings,
  'send-results': (state) => state.results,
};
/** What can be answered, by the move that answers it. */
const ANSWERING: Readonly<Record<string, (state: CaseState) => readonly Numbered[]>> = {
  'supply-information': (state) => unanswered(state.questions),
  'answer-consultation': (state) => unanswered(state.consultations),
  'answer-status': (state) => unanswered(state.enquiries),
  'decide-consent': (state) => unanswered(state.consents),
  'confirm-results': (state) => state.results.filter((one) => one.receivedAt === null),
  'agree-hearing': (state) => state.hearings.filter((one) => one.status === 'proposed'),
  'cancel-hearing': (state) => state.hearings.filter((one) => one.status !== 'cancelled'),
  'record-hearing': (state) => state.hearings.filter((one) => one.status === 'agreed'),
};
/** The measures that a move is usually about. */
const USUAL: Readonly<Record<string, readonly MeasureStatus[]>> = {
  'begin-execution': ['accepted'],
  'report-execution': ['in-execution', 'accepted'],
  'send-results': ['executed', 'partly-executed'],
  withdraw: ['asked', 'accepted', 'postponed', 'in-execution'],
  assign: ['accepted', 'asked'],
  consult: ['asked'],
};
/** Measures that wait for a decision. */
const UNDECIDED: readonly MeasureStatus[] = ['asked', 'postponed'];
const SEVERAL = ['send-results', 'begin-execution', 'assign', 'consult'];

/** What a move's form begins with: the next number, or that of what is open; the measures that it is usually about. */
export function startOf(state: CaseState, move: string): MoveStart {
  const next = ASKING[move]?.(state).length;
  const open = ANSWERING[move]?.(state) ?? [];
  const usual = state.measures.filter((one) => USUAL[move]?.includes(one.status)).map((one) => one.number);
  const items = state.evidence.map((one) => one.item);
  const undecided = state.measures.filter((one) => UNDECIDED.includes(one.status));
  const terms: Fields = {
    ...(open[0] && { number: open[0].number }),
    ...(SEVERAL.includes(move) && { measures: usual }),
    ...(move === 'decide' && { decisions: undecided.map(({ number }) => ({ measure: number, decision: 'accepted' })) }),
    ...(move === 'send-results' && { items }),
    ...(move === 'report-execution' && usual[0] !== undefined && { measure: usual[0], outcome: 'executed' }),
    ...(move === 'record-evidence' && { item: `E${items.length + 1}` }),
  };
  return {
    given: next === undefined ? {} : { number: next + 1 },
    terms,
    choices: {
      measures: state.measures.map(({ number, type }) => ({ value: number, word: { group: 'measure', code: type } })),
      items: items.map((one) => ({ value: one, word: null })),
      ...(open.length > 0 && { number: numbers(open) }),
    },
  };
}

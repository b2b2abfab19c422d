import type { Choice, MoveStart } from '../case-kind.js';
import { type InformationState, isOpen, unanswered } from './state.js';

const numbers = (all: readonly { readonly number: number }[]): Choice[] =>
  all.map(({ number }) => ({ value: number, word: null }));

/** What a move's form begins with: the next number, or that of what is open; the questions that it can be about. */
export function startOf(state: InformationState, move: string): MoveStart {
  const open = unanswered(state);
  const questions = (move === 'answer' ? state.questions.filter((one) => one.status !== 'withdrawn') : open).map(
    ({ number, type }): Choice => ({ value: number, word: { group: 'question', code: type } }),
  );
  const waits = { clarify: state.clarifications.filter(isOpen), 'decide-consent': state.consents.filter(isOpen) };
  const answerable = Object.hasOwn(waits, move) ? waits[move as keyof typeof waits] : [];
  const next = { 'ask-clarification': state.clarifications, 'ask-consent': state.consents };
  const asking = Object.hasOwn(next, move) ? next[move as keyof typeof next] : undefined;
  return {
    given: asking ? { number: asking.length + 1 } : {},
    terms: {
      ...(answerable[0] && { number: answerable[0].number }),
      ...(move === 'answer' && open[0] && { question: open[0].number }),
      ...(move === 'ask-clarification' && { questions: open.map((one) => one.number) }),
    },
    choices: {
      question: questions,
      questions,
      ...(answerable.length > 0 && { number: numbers(answerable) }),
    },
  };
}

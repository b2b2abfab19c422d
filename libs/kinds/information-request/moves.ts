import { z } from 'zod';
import { lookup } from '#libs/bounds/lookup.js';
import { Day } from '#libs/bounds/times.js';
import { calendarOf, dayIn, endOf } from '#libs/calendar/calendar.js';
import type { Refusal } from '#libs/outcome/index.js';
import { memberOf } from '#libs/trust/address.js';
import { answered, type Move, movesOf, Number_, nextFault, no, openFault } from '../case-move.js';
import { InformationReliability, SourceReliability } from '../grading.js';
import { Words } from '../said-words.js';
import { Access, ExtensionReason, RefusalGround, Reply, TELLING } from './codes.js';
import { obligationsIn } from './deadlines.js';
import {
  type InformationState,
  isOpen,
  isOver,
  type PartyRole,
  type QuestionState,
  type QuestionStatus,
  unanswered,
} from './state.js';

const move = movesOf<InformationState, PartyRole>(isOver);
const Name = z.string().trim().min(1).max(200);
const QuestionNumber = z.int().min(1).max(50);
const Numbers = z.array(QuestionNumber).min(1).max(50);
/** What may still be told more of. */
const COMPLETED: readonly QuestionStatus[] = ['asked', 'partly-answered', 'not-available'];

const withQuestions = (
  state: InformationState,
  numbers: readonly number[],
  change: Partial<QuestionState>,
): InformationState => ({
  ...state,
  questions: state.questions.map((one) => (numbers.includes(one.number) ? { ...one, ...change } : one)),
});

/** Why these questions are not all open. */
function questionsFault(state: InformationState, numbers: readonly number[]): Refusal | undefined {
  if (new Set(numbers).size < numbers.length)
    return no('question-twice', 'A question is named twice.', 'Name each once.');
  const odd = numbers.find((number) => state.questions.find((one) => one.number === number)?.status !== 'asked');
  if (odd === undefined) return undefined;
  const known = state.questions.find((one) => one.number === odd);
  return known
    ? no('question-not-open', `Question ${odd} is ${known.status}.`, 'See where each question stands.')
    : no('question-unknown', `The case has no question ${odd}.`, 'See its questions.');
}

const hasOpen = (state: InformationState): boolean => unanswered(state).length > 0;

const ALL = lookup({
  acknowledge: move({
    when: (state) => state.acknowledgedAt === null,
    law: 'ours',
    by: ['requested'],
    text: 'optional',
    // DIR Art. 5(1): by this an urgent request has eight hours or three days.
    terms: z.strictObject({ reference: Name, access: Access }),
    fault: (state) =>
      state.acknowledgedAt === null
        ? undefined
        : no('acknowledged-already', 'It is acknowledged.', 'Nothing needs to be done.'),
    apply: (state, { reference, access }, { at }) => ({
      ...state,
      theirReference: reference,
      access,
      acknowledgedAt: at,
    }),
  }),

  'ask-clarification': move({
    when: hasOpen,
    // While it is not made clear, the clock stands still.
    law: 'DIR Art. 6',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ number: Number_, questions: Numbers, answerBy: Day.optional() }),
    fault: (state, { number, questions, answerBy }, { at }) =>
      nextFault(state.clarifications, number) ??
      questionsFault(state, questions) ??
      (answerBy !== undefined && isPast(state.requesting, answerBy, at)
        ? no('day-past', 'The day for the answer has passed.', 'Name a day to come.')
        : undefined),
    apply: (state, { number, questions, answerBy }, { at }) => ({
      ...state,
      clarifications: [
        ...state.clarifications,
        { number, questions, at, answerBy: answerBy ?? null, answeredAt: null },
      ],
    }),
  }),

  clarify: move({
    when: (state) => state.clarifications.some(isOpen),
    law: 'DIR Art. 6',
    by: ['requesting'],
    text: 'required',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) => openFault(state.clarifications, number),
    apply: (state, { number }, { at }) => ({
      ...state,
      clarifications: answered(state.clarifications, number, { answeredAt: at }),
    }),
  }),

  answer: move({
    when: (state) => state.questions.some((one) => COMPLETED.includes(one.status)),
    law: 'DIR Art. 5, 6; (EU) 2016/794 Art. 29',
    by: ['requested'],
    text: 'optional',
    // On what terms it may be used, beside those of every such case.
    more: { conditions: Words.optional() },
    terms: z.strictObject({
      question: QuestionNumber,
      reply: Reply,
      ground: RefusalGround.optional(),
      source: SourceReliability.optional(),
      information: InformationReliability.optional(),
    }),
    fault: (state, { question, reply, ground, source, information }) => {
      const one = state.questions.find(({ number }) => number === question);
      if (!one) return no('question-unknown', `The case has no question ${question}.`, 'See its questions.');
      if (!COMPLETED.includes(one.status))
        return no('question-not-open', `Question ${question} is ${one.status}.`, 'Write what you have to add.');
      if ((reply === 'refused') !== (ground !== undefined))
        return no(
          'ground-needed',
          reply === 'refused' ? 'A refusal names its ground.' : 'Only a refusal has a ground.',
          'Name the ground, or choose another reply.',
        );
      const isGraded = source !== undefined && information !== undefined;
      if (TELLING.includes(reply) && !isGraded)
        return no(
          'not-graded',
          'What is told is graded, source and information.',
          'Give both grades; X and 4 say that it cannot be judged.',
        );
      if (!TELLING.includes(reply) && (source !== undefined || information !== undefined))
        return no('nothing-to-grade', 'There is nothing in it to grade.', 'Leave the grades out.');
      return undefined;
    },
    apply: (state, { question, reply, ground, source, information }, { at }) =>
      withQuestions(state, [question], {
        status: reply,
        ground: ground ?? null,
        source: source ?? null,
        information: information ?? null,
        answeredAt: at,
      }),
  }),

  refuse: move({
    when: hasOpen,
    law: 'DIR Art. 6(1); FD Art. 10',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ ground: RefusalGround }),
    fault: (state) =>
      hasOpen(state) ? undefined : no('nothing-open', 'Every question is answered.', 'Write what you have to add.'),
    apply: (state, { ground }, { at }) =>
      withQuestions(
        state,
        unanswered(state).map((one) => one.number),
        { status: 'refused', ground, answeredAt: at },
      ),
  }),

  'extend-deadline': move({
    when: hasOpen,
    law: 'DIR Art. 5(2)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ until: Day, reason: ExtensionReason }),
    fault: (state, { until }, { at }) => {
      if (!hasOpen(state)) return no('nothing-open', 'Every question is answered.', 'Nothing needs to be done.');
      if (isPast(state.requested, until, at)) return no('day-past', 'That day has passed.', 'Name a day to come.');
      const due = obligationsIn(state).find((one) => one.duty === 'answer');
      return due && endOf(zoneOf(state.requested), until) <= due.dueAt
        ? no('not-later', 'It has to be answered later than that already.', 'Name a later day.')
        : undefined;
    },
    apply: (state, { until, reason }, { at }) => ({ ...state, extension: { until, reason, at } }),
  }),

  withdraw: move({
    when: hasOpen,
    law: 'ours',
    by: ['requesting'],
    text: 'optional',
    terms: z.strictObject({ questions: Numbers }),
    fault: (state, { questions }) => questionsFault(state, questions),
    apply: (state, { questions }) => withQuestions(state, questions, { status: 'withdrawn' }),
  }),

  'ask-consent': move({
    afterwards: true,
    // What was given is no evidence, and serves no other purpose, unless who gave it consents.
    law: 'FD Art. 1(4), 8(3)–(4)',
    by: ['requesting', 'requested'],
    text: 'required',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) => nextFault(state.consents, number),
    apply: (state, { number }, { at, author }) => ({
      ...state,
      consents: [
        ...state.consents,
        {
          number,
          of: author === state.requesting ? state.requested : state.requesting,
          by: author,
          at,
          answeredAt: null,
          granted: null,
        },
      ],
    }),
  }),

  'decide-consent': move({
    afterwards: true,
    when: (state, author) => state.consents.some((one) => isOpen(one) && one.of === author),
    law: 'FD Art. 1(4), 8(3)–(4)',
    by: ['requesting', 'requested'],
    text: 'optional',
    terms: z.strictObject({ number: Number_, granted: z.boolean() }),
    fault: (state, { number }, { author }) =>
      openFault(state.consents, number) ??
      (state.consents.some((one) => one.number === number && one.of === author)
        ? undefined
        : no('not-asked-of-you', 'The other side was asked.', 'Wait for its decision.')),
    apply: (state, { number, granted }, { at }) => ({
      ...state,
      consents: answered(state.consents, number, { granted, answeredAt: at }),
    }),
  }),

  write: move({
    law: 'ours',
    by: ['requesting', 'requested'],
    text: 'required',
    terms: z.strictObject({}),
    apply: (state) => state,
  }),

  close: move({
    when: (state) => !hasOpen(state),
    law: 'ours',
    by: ['requesting'],
    text: 'optional',
    terms: z.strictObject({}),
    fault: (state) =>
      hasOpen(state)
        ? no('still-open', 'Questions are open.', 'Wait for the answers, or withdraw the questions.')
        : undefined,
    apply: (state, _, { at }) => ({ ...state, closedAt: at }),
  }),
});

const zoneOf = (unit: InformationState['requested']): string => calendarOf(memberOf(unit)).timeZone;
const isPast = (unit: InformationState['requested'], day: string, at: number): boolean => day < dayIn(zoneOf(unit), at);

export type MoveName = keyof typeof ALL;
/** Every move after the first one, by name. */
export const MOVES: Readonly<Record<MoveName, Move<InformationState, PartyRole>>> = ALL;
export const MOVE_NAMES = Object.keys(ALL) as [MoveName, ...MoveName[]];

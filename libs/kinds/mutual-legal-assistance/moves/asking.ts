import { z } from 'zod';
import { Day } from '#libs/bounds/times.js';
import { MEASURE_TYPES } from '../measures.js';
import { Request, RequestDraft } from '../request.js';
import { isFinished, isOpen, type MeasureState, untold, withMeasures } from '../state.js';
import { answered, measuresFault, move, Number_, Numbers, nextFault, no, openFault, some } from './move.js';

export const AskedMeasures = z
  .array(z.strictObject({ number: z.int().min(1).max(99), type: z.enum(MEASURE_TYPES) }))
  .min(1)
  .max(50)
  .refine((all) => new Set(all.map((one) => one.number)).size === all.length, 'each number once');

/** Measures as they stand when they are asked for. */
export const fresh = (asked: z.infer<typeof AskedMeasures>, at: number): MeasureState[] =>
  asked.map((one) => ({
    ...one,
    status: 'asked',
    askedAt: at,
    ground: null,
    decidedAt: null,
    postponedUntil: null,
    executedAt: null,
  }));

/** The request itself, whole, as the content of the move that makes, confirms or changes it. */
const whole = { travels: { request: Request }, written: { request: RequestDraft } };

/** What the requesting authority does after it has asked. */
export const asking = {
  'confirm-in-writing': move({
    when: (state) => state.oral !== null && state.oral.confirmedAt === null,
    law: 'UNTOC Art. 18(14)',
    by: ['requesting'],
    text: 'optional',
    holds: whole,
    terms: z.strictObject({ measures: AskedMeasures }),
    fault: (state, { measures }) => {
      if (!state.oral || state.oral.confirmedAt !== null)
        return no('nothing-to-confirm', 'It was not made orally, or is confirmed.', 'Nothing needs to be done.');
      const decided = state.measures.filter((one) => one.status !== 'asked' && one.status !== 'withdrawn');
      return decided.some((one) => !measures.some((each) => each.number === one.number && each.type === one.type))
        ? no(
            'measure-left-out',
            'A measure that was decided on the oral request is not in the written one.',
            'Put it in, or withdraw it.',
          )
        : undefined;
    },
    apply: (state, { measures }, { at }) => ({
      ...state,
      oral: { confirmedAt: at },
      measures: fresh(measures, at).map((one) => {
        const before = state.measures.find((each) => each.number === one.number && each.type === one.type);
        return before ?? one;
      }),
    }),
  }),

  amend: move({
    when: (state) => some(state, 'asked'),
    law: 'UNTOC Art. 18(15), 18(16)',
    by: ['requesting'],
    text: 'required',
    holds: whole,
    terms: z.strictObject({ measures: AskedMeasures }),
    fault: (state, { measures }) =>
      measuresFault(
        state,
        measures.map((one) => one.number),
        ['asked'],
      ),
    apply: (state, { measures }, { at }) =>
      withMeasures(
        state,
        measures.map((one) => one.number),
        ({ number }) =>
          fresh(
            measures.filter((one) => one.number === number),
            at,
          )[0]!,
      ),
  }),

  extend: move({
    when: (state) => state.form === 'request',
    law: 'UNTOC Art. 18(15), 18(16)',
    by: ['requesting'],
    text: 'required',
    holds: whole,
    terms: z.strictObject({ measures: AskedMeasures }),
    fault: (state, { measures }) =>
      measures.some((one) => state.measures.some((each) => each.number === one.number))
        ? no(
            'measure-there',
            'A measure has this number already.',
            'Give the new ones numbers of their own, or amend it.',
          )
        : undefined,
    apply: (state, { measures }, { at }) => ({ ...state, measures: [...state.measures, ...fresh(measures, at)] }),
  }),

  withdraw: move({
    when: (state) => some(state, 'asked', 'accepted', 'postponed', 'in-execution'),
    law: 'UNTOC Art. 18(24)',
    by: ['requesting'],
    text: 'required',
    terms: z.strictObject({ measures: Numbers }),
    fault: (state, { measures }) => measuresFault(state, measures, ['asked', 'accepted', 'postponed', 'in-execution']),
    apply: (state, { measures }) => withMeasures(state, measures, () => ({ status: 'withdrawn' })),
  }),

  'supply-information': move({
    when: (state) => state.questions.some(isOpen),
    law: 'UNTOC Art. 18(16)',
    by: ['requesting'],
    text: 'required',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) => openFault(state.questions, number),
    apply: (state, { number }, { at }) => ({
      ...state,
      questions: answered(state.questions, number, { answeredAt: at }),
    }),
  }),

  'answer-consultation': move({
    when: (state) => state.consultations.some(isOpen),
    law: 'UNTOC Art. 18(26), 18(28)',
    by: ['requesting'],
    text: 'required',
    terms: z.strictObject({ number: Number_, agreed: z.boolean() }),
    fault: (state, { number }) => openFault(state.consultations, number),
    apply: (state, { number, agreed }, { at }) => ({
      ...state,
      consultations: answered(state.consultations, number, { answeredAt: at, agreed }),
    }),
  }),

  'confirm-results': move({
    when: (state) => state.results.some((one) => one.receivedAt === null),
    law: 'ours: so that both sides know what arrived',
    by: ['requesting'],
    text: 'optional',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) => {
      const results = state.results.find((one) => one.number === number);
      if (!results) return no('not-sent', `No results ${number} were sent.`, 'See what was sent.');
      return results.receivedAt === null
        ? undefined
        : no('confirmed-already', 'They are confirmed already.', 'Nothing needs to be done.');
    },
    apply: (state, { number }, { at }) => ({ ...state, results: answered(state.results, number, { receivedAt: at }) }),
  }),

  'enquire-status': move({
    when: (state) => state.form === 'request',
    law: 'UNTOC Art. 18(24)',
    by: ['requesting', 'liaison'],
    text: 'optional',
    terms: z.strictObject({ number: Number_, answerBy: Day.optional() }),
    fault: (state, { number }) => nextFault(state.enquiries, number),
    apply: (state, { number, answerBy }, { at }) => ({
      ...state,
      enquiries: [...state.enquiries, { number, at, answerBy: answerBy ?? null, answeredAt: null }],
    }),
  }),

  'give-up-confidentiality': move({
    when: (state) => state.confidentiality === 'cannot-be-kept',
    law: 'UNTOC Art. 18(20)',
    by: ['requesting'],
    text: 'required',
    terms: z.strictObject({}),
    fault: (state) =>
      state.confidentiality === 'cannot-be-kept'
        ? undefined
        : no(
            'not-told',
            'The requested side has not said that it cannot keep it confidential.',
            'Nothing needs to be done.',
          ),
    apply: (state) => ({ ...state, confidentiality: 'given-up' }),
  }),

  close: move({
    law: 'ours: a case ends when nothing waits',
    by: ['requesting'],
    text: 'optional',
    terms: z.strictObject({}),
    fault: (state) => {
      if (state.form === 'spontaneous-information') return undefined;
      const open = state.measures.filter((one) => !isFinished(one));
      if (open.length > 0)
        return no(
          'measures-open',
          `Measures ${open.map((one) => one.number).join(', ')} are not finished.`,
          'Wait for them, or withdraw them.',
        );
      const missing = untold(state);
      if (missing.length > 0)
        return no(
          'results-missing',
          `The results of ${missing.map((one) => one.number).join(', ')} were not sent.`,
          'Ask for the status.',
        );
      if (state.results.some((one) => one.receivedAt === null))
        return no('results-unconfirmed', 'Results came and are not confirmed.', 'Confirm them first.');
      return state.questions.some(isOpen) || state.consultations.some(isOpen)
        ? no('answer-open', 'The other side waits for an answer.', 'Give it first.')
        : undefined;
    },
    apply: (state, _, { at }) => ({ ...state, closedAt: at }),
  }),
};

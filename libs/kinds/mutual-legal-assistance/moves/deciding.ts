import { z } from 'zod';
import { Day } from '#libs/bounds/times.js';
import type { Refusal } from '#libs/outcome/index.js';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { Words } from '../../said-words.js';
import { RefusalGround } from '../grounds.js';
import { type CaseState, isOpen, withMeasures } from '../state.js';
import { answered, measuresFault, move, Number_, Numbers, nextFault, no, some } from './move.js';

const Decision = z.discriminatedUnion('decision', [
  z.strictObject({ measure: z.int().min(1).max(99), decision: z.literal('accepted') }),
  z.strictObject({ measure: z.int().min(1).max(99), decision: z.literal('postponed'), until: Day.optional() }),
  z.strictObject({
    measure: z.int().min(1).max(99),
    decision: z.literal('refused'),
    ground: RefusalGround,
  }),
]);
const acknowledgedFault = (state: CaseState): Refusal | undefined =>
  state.acknowledgedAt === null
    ? no('not-acknowledged', 'The request is not acknowledged yet.', 'Acknowledge it first.')
    : undefined;

/**
 * When a day has ended everywhere. Whoever is asked has until its own day ends; but what all parties and a court have to
 * find alike is not asked of a machine's tables of time zones, which change.
 */
const endOfDay = (day: string): number => Date.parse(day) + 36 * 3_600_000;

/** UNTOC Art. 18(26): before refusing or postponing, the requested state consults on terms under which it could help. */
function consultedFault(
  state: CaseState,
  measure: number,
  about: 'refusal' | 'postponement',
  at: number,
): Refusal | undefined {
  const held = state.consultations.filter((one) => one.about === about && one.measures.includes(measure));
  if (held.some((one) => !isOpen(one) || (one.answerBy !== null && at >= endOfDay(one.answerBy)))) return undefined;
  return held.length > 0
    ? no(
        'consultation-open',
        `The consultation on measure ${measure} is not answered, and its day has not passed.`,
        'Wait for the answer, or for the day.',
      )
    : no(
        'not-consulted',
        `Measure ${measure} cannot be ${about === 'refusal' ? 'refused' : 'postponed'} before the other side was consulted (UNTOC Art. 18(26)).`,
        'Consult first: say under which conditions it could be done.',
      );
}

/** What the requested authority does until it has decided. */
export const deciding = {
  acknowledge: move({
    when: (state) => state.acknowledgedAt === null,
    law: 'UNTOC Art. 18(13), 18(24)',
    by: ['requested'],
    text: 'optional',
    terms: z.strictObject({ reference: z.string().trim().min(1).max(200) }),
    more: { officer: z.string().trim().max(200).optional(), telephone: z.string().trim().max(40).optional() },
    fault: (state) =>
      state.acknowledgedAt === null
        ? undefined
        : no('acknowledged-already', 'It is acknowledged already.', 'Nothing needs to be done.'),
    apply: (state, { reference }, { at }) => ({ ...state, acknowledgedAt: at, theirReference: reference }),
  }),

  review: move({
    when: (state) => state.acknowledgedAt !== null && state.reviewedAt === null,
    law: 'ours: so that the other side knows that somebody reads it',
    by: ['requested'],
    text: 'optional',
    terms: z.strictObject({}),
    fault: (state) =>
      acknowledgedFault(state) ??
      (state.reviewedAt === null
        ? undefined
        : no('reviewed-already', 'It is under review already.', 'Nothing needs to be done.')),
    apply: (state, _, { at }) => ({ ...state, reviewedAt: at }),
  }),

  'ask-information': move({
    when: (state) => state.acknowledgedAt !== null && state.form === 'request',
    law: 'UNTOC Art. 18(16)',
    by: ['requested', 'executing'],
    text: 'required',
    terms: z.strictObject({ number: Number_, answerBy: Day.optional() }),
    fault: (state, { number }) => acknowledgedFault(state) ?? nextFault(state.questions, number),
    apply: (state, { number, answerBy }, { at }) => ({
      ...state,
      questions: [...state.questions, { number, at, answerBy: answerBy ?? null, answeredAt: null }],
    }),
  }),

  consult: move({
    when: (state) => state.acknowledgedAt !== null && some(state, 'asked', 'accepted', 'postponed', 'in-execution'),
    law: 'UNTOC Art. 18(26), 18(28)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({
      number: Number_,
      about: z.enum(['refusal', 'postponement', 'conditions', 'costs']),
      measures: Numbers,
      answerBy: Day,
    }),
    fault: (state, { number, measures }) =>
      acknowledgedFault(state) ??
      nextFault(state.consultations, number) ??
      measuresFault(state, measures, ['asked', 'accepted', 'postponed', 'in-execution']),
    apply: (state, { number, about, measures, answerBy }, { at }) => ({
      ...state,
      consultations: [
        ...state.consultations,
        { number, about, measures, at, answerBy, answeredAt: null, agreed: null },
      ],
    }),
  }),

  decide: move({
    when: (state) => state.acknowledgedAt !== null && some(state, 'asked', 'postponed'),
    law: 'UNTOC Art. 18(21), 18(23), 18(25)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ decisions: z.array(Decision).min(1).max(50) }),
    /** Conditions under which it is granted; they bind whoever takes the results. */
    more: { conditions: z.array(Words).max(20).default([]) },
    fault: (state, { decisions }, { at }) =>
      acknowledgedFault(state) ??
      measuresFault(
        state,
        decisions.map((one) => one.measure),
        ['asked', 'postponed'],
      ) ??
      decisions
        .map((one) => {
          if (one.decision === 'accepted') return undefined;
          return consultedFault(state, one.measure, one.decision === 'refused' ? 'refusal' : 'postponement', at);
        })
        .find((fault) => fault !== undefined) ??
      (state.oral?.confirmedAt === null && decisions.some((one) => one.decision === 'refused')
        ? no(
            'not-confirmed',
            'It was asked orally and is not confirmed in writing: there is nothing to refuse yet.',
            'Wait for the written request, or ask for it.',
          )
        : undefined),
    apply: (state, { decisions }, { at }) =>
      decisions.reduce(
        (before, one) =>
          withMeasures(before, [one.measure], () => ({
            status: one.decision,
            ground: one.decision === 'refused' ? one.ground : null,
            postponedUntil: one.decision === 'postponed' ? (one.until ?? null) : null,
            decidedAt: at,
          })),
        state,
      ),
  }),

  transfer: move({
    law: 'UNTOC Art. 18(13)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ to: UnitAddress }),
    fault: (state, { to }) =>
      memberOf(to) === memberOf(state.requested) && to !== state.requested
        ? undefined
        : no(
            'not-its-own-state',
            'A request is passed on inside the requested state.',
            'Name another authority of yours.',
          ),
    apply: (state, { to }) => ({
      ...state,
      requested: to,
      executing: state.executing.filter((one) => one.unit !== to),
    }),
  }),

  'answer-status': move({
    when: (state) => state.enquiries.some(isOpen),
    law: 'UNTOC Art. 18(24)',
    by: ['requested', 'executing'],
    text: 'required',
    terms: z.strictObject({ number: Number_ }),
    fault: (state, { number }) => {
      const asked = state.enquiries.find((one) => one.number === number);
      return asked && isOpen(asked)
        ? undefined
        : no('not-asked', `No open enquiry has the number ${number}.`, 'See what is open in the case.');
    },
    apply: (state, { number }, { at }) => ({
      ...state,
      enquiries: answered(state.enquiries, number, { answeredAt: at }),
    }),
  }),

  'cannot-keep-confidential': move({
    when: (state) => state.confidentiality === 'kept',
    law: 'UNTOC Art. 18(20)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({}),
    fault: (state) =>
      state.confidentiality === 'kept'
        ? undefined
        : no('not-confidential', 'Confidentiality is not asked for here.', 'Nothing needs to be done.'),
    apply: (state) => ({ ...state, confidentiality: 'cannot-be-kept' }),
  }),
};

import { z } from 'zod';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { isDone, reported, roleOf, withMeasures } from '../state.js';
import { Item, measureIn, measuresFault, move, Number_, Numbers, nextFault, no, some } from './move.js';

/** What the requested state does with what it has accepted. */
export const executing = {
  assign: move({
    when: (state) => some(state, 'accepted', 'in-execution'),
    law: 'UNTOC Art. 18(13)',
    by: ['requested'],
    text: 'optional',
    terms: z.strictObject({ unit: UnitAddress, measures: Numbers }),
    fault: (state, { unit, measures }) => {
      if (memberOf(unit) !== memberOf(state.requested) || unit === state.requested) {
        return no(
          'not-its-own-state',
          'An executing authority is one of the requested state.',
          'Name another authority of yours.',
        );
      }
      return measuresFault(state, measures, ['accepted', 'in-execution']);
    },
    apply: (state, { unit, measures }) => {
      const before = state.executing.find((one) => one.unit === unit)?.measures ?? [];
      return {
        ...state,
        executing: [
          ...state.executing.filter((one) => one.unit !== unit),
          { unit, measures: [...new Set([...before, ...measures])].sort((a, b) => a - b) },
        ],
      };
    },
  }),

  'release-authority': move({
    when: (state) => state.executing.length > 0,
    law: 'UNTOC Art. 18(13)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ unit: UnitAddress }),
    fault: (state, { unit }) =>
      state.executing.some((one) => one.unit === unit)
        ? undefined
        : no('executes-nothing', `${unit} executes nothing here.`, 'Nothing needs to be done.'),
    apply: (state, { unit }) => ({ ...state, executing: state.executing.filter((one) => one.unit !== unit) }),
  }),

  'begin-execution': move({
    when: (state) => some(state, 'accepted'),
    law: 'UNTOC Art. 18(17)',
    by: ['requested', 'executing'],
    text: 'optional',
    terms: z.strictObject({ measures: Numbers }),
    fault: (state, { measures }, { author }) =>
      measuresFault(state, measures, ['accepted']) ?? notItsOwn(state, measures, author),
    apply: (state, { measures }) => withMeasures(state, measures, () => ({ status: 'in-execution' })),
  }),

  'report-execution': move({
    when: (state) => some(state, 'accepted', 'in-execution'),
    law: 'UNTOC Art. 18(17)',
    by: ['requested', 'executing'],
    text: 'required',
    terms: z.strictObject({
      measure: z.int().min(1).max(99),
      outcome: z.enum(['executed', 'partly-executed', 'not-executed']),
    }),
    fault: (state, { measure }, { author }) =>
      measuresFault(state, [measure], ['accepted', 'in-execution']) ?? notItsOwn(state, [measure], author),
    apply: (state, { measure, outcome }, { at }) =>
      withMeasures(state, [measure], () => ({ status: outcome, executedAt: at })),
  }),

  'send-results': move({
    when: (state) => state.measures.some((one) => isDone(one) && !reported(state).has(one.number)),
    law: 'UNTOC Art. 18(3), 18(19), 18(29)',
    by: ['requested'],
    text: 'required',
    terms: z.strictObject({ number: Number_, measures: Numbers, items: z.array(Item).max(200).default([]) }),
    fault: (state, { number, measures, items }) => {
      const fault = nextFault(state.results, number);
      if (fault) return fault;
      const undone = measures.find((one) => !measureIn(state, one) || !isDone(measureIn(state, one)!));
      if (undone !== undefined)
        return no('not-executed', `Measure ${undone} has no outcome yet.`, 'Report its execution first.');
      const told = reported(state);
      const again = measures.find((one) => told.has(one));
      if (again !== undefined)
        return no('sent-already', `The results of measure ${again} were sent.`, 'Write what you have to add.');
      const unknown = items.find((item) => !state.evidence.some((one) => one.item === item));
      return unknown ? no('evidence-unknown', `The case has no evidence ${unknown}.`, 'Record it first.') : undefined;
    },
    apply: (state, { number, measures, items }, { at }) => ({
      ...state,
      results: [...state.results, { number, measures, items, at, receivedAt: null }],
    }),
  }),
};

/** An executing authority acts on what was assigned to it, and on nothing else. */
function notItsOwn(state: Parameters<typeof roleOf>[0], measures: readonly number[], author: UnitAddress) {
  if (roleOf(state, author) !== 'executing') return undefined;
  const own = state.executing.find((one) => one.unit === author)!.measures;
  const other = measures.find((one) => !own.includes(one));
  return other === undefined
    ? undefined
    : no('not-assigned', `Measure ${other} is not assigned to ${author}.`, 'Ask the requested authority to assign it.');
}

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseDays, dueCases, dueSince, MOST_CASE_DAYS, type StandingCase } from './case-retention.js';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2030-01-01T00:00Z');
const kinds = fc.constantFrom('information-request', 'mutual-legal-assistance', 'toString');
const days = fc.integer({ min: 1, max: MOST_CASE_DAYS });
const rule: fc.Arbitrary<CaseDays> = fc.dictionary(kinds, days, { noNullPrototype: true });
const standing: fc.Arbitrary<StandingCase> = fc.record({
  kind: kinds,
  endedAt: fc.option(fc.integer({ min: 0, max: NOW })),
  isOnHold: fc.boolean(),
  isUnderWay: fc.boolean(),
  hasWords: fc.boolean(),
});
const ended: fc.Arbitrary<StandingCase> = standing.map((one) => ({
  ...one,
  endedAt: one.endedAt ?? 0,
  isOnHold: false,
  isUnderWay: false,
  hasWords: true,
}));

describe('what was said in a case is erased', () => {
  test('where the unit has a rule for its kind, and never without one', () => {
    fc.assert(
      fc.property(ended, rule, (one, unitDays) => {
        const { [one.kind]: kept, ...others } = { ...unitDays };
        expect(dueSince(one, others)).toBeUndefined();
        if (Object.hasOwn(unitDays, one.kind)) expect(dueSince(one, unitDays)).toBe(one.endedAt! + kept! * DAY_MS);
      }),
    );
  });

  test.each([
    ['it is open', { endedAt: null }],
    ['it is on hold', { isOnHold: true }],
    ['something of it is under way', { isUnderWay: true }],
    ['nothing is left of it', { hasWords: false }],
  ] as const)('never while %s, whatever the rule and the day', (_, change) => {
    fc.assert(
      fc.property(ended, rule, fc.integer(), (one, unitDays, now) => {
        expect(dueCases([{ ...one, ...change }], unitDays, now)).toEqual([]);
      }),
    );
  });

  test('never before its days are over; and those that are longest due come first', () => {
    fc.assert(
      fc.property(fc.array(standing), rule, (cases, unitDays) => {
        const due = dueCases(cases, unitDays, NOW);
        for (const one of due) expect(one.endedAt! + unitDays[one.kind]! * DAY_MS).toBeLessThanOrEqual(NOW);
        expect(due.map(({ dueAt }) => dueAt)).toEqual(due.map(({ dueAt }) => dueAt).sort((a, b) => a - b));
      }),
    );
  });

  test('of no more cases where a rule keeps them longer', () => {
    fc.assert(
      fc.property(fc.array(standing), kinds, days, days, (cases, kind, one, other) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)];
        const byLonger = dueCases(cases, { [kind]: longer }, NOW).map(({ endedAt }) => endedAt);
        const byShorter = dueCases(cases, { [kind]: shorter }, NOW).map(({ endedAt }) => endedAt);
        expect(byShorter).toEqual(expect.arrayContaining(byLonger));
      }),
    );
  });
});

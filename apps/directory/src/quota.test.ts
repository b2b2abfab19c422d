import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Quota } from './quota.js';

const HOUR = 3_600_000;

test('in any hour nobody gets more than twice its quota, and whoever waits as long as it is told to gets one more', () => {
  const steps = fc.array(
    fc.record({ name: fc.constantFrom('ne', 'pt'), after: fc.integer({ min: 0, max: HOUR / 4 }) }),
    {
      maxLength: 200,
    },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), steps, (perHour, asked) => {
      const quota = new Quota(HOUR);
      const given: { name: string; at: number }[] = [];
      let now = 0;
      for (const { name, after } of asked) {
        now += after;
        if (quota.take(name, perHour, now)) given.push({ name, at: now });
        else {
          now += quota.wait(name, perHour, now);
          expect(quota.take(name, perHour, now)).toBe(true);
          given.push({ name, at: now });
        }
      }
      for (const { name, at } of given) {
        const within = given.filter((other) => other.name === name && other.at >= at && other.at < at + HOUR);
        expect(within.length).toBeLessThanOrEqual(2 * perHour);
      }
    }),
  );
});

test('what one has used is not taken from another, and a clock that is set back gives nothing', () => {
  const quota = new Quota(HOUR);
  expect([1, 2, 3].map(() => quota.take('ne', 2, HOUR))).toEqual([true, true, false]);
  expect(quota.take('ne', 2, 0)).toBe(false);
  expect(quota.take('pt', 2, HOUR)).toBe(true);
});

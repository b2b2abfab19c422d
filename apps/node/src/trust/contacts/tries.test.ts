import { expect, test } from '@jest/globals';
import { Tries } from './tries.js';

const DAY = 24 * 3_600_000;

test('what never comes is asked for some twenty times in a week, and then once a day', () => {
  const tries = new Tries();
  const asked = (from: number, until: number): number => {
    let times = 0;
    for (let now = from; now < until; now += 1000) {
      if (!tries.isDue('a', now)) continue;
      times++;
      tries.inVain('a', now);
    }
    return times;
  };
  expect(asked(0, 7 * DAY)).toBeLessThan(25);
  expect(asked(7 * DAY, 14 * DAY)).toBe(7);
});

test('what comes late is asked for at the latest when it was missing for twice as long, and others at once', () => {
  const tries = new Tries();
  let now = 0;
  for (; now < 3_600_000; now += 1000) if (tries.isDue('a', now)) tries.inVain('a', now);
  expect([tries.isDue('a', 2 * now), tries.isDue('b', now)]).toEqual([true, true]);
});

test('what is not wanted any more is forgotten', () => {
  const tries = new Tries();
  tries.inVain('a', 0);
  expect(tries.isDue('a', 0)).toBe(false);
  tries.only(new Set(['b']));
  expect(tries.isDue('a', 0)).toBe(true);
});

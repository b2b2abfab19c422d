import { expect, test } from '@jest/globals';
import { Pauses } from './pauses.js';

const DAY = 24 * 3_600_000;

test('who is refused again and again is tried after twice as long each time, up to ten minutes, until it goes well', () => {
  const pauses = new Pauses(1000, 600_000);
  const lengths = Array.from({ length: 12 }, () => {
    pauses.add('a', 0);
    let ms = 1;
    while (pauses.names(ms).length > 0) ms *= 2;
    return ms;
  });
  expect(lengths.slice(0, 3)).toEqual([1024, 2048, 4096]);
  expect(pauses.names(600_000)).toEqual([]);
  pauses.add('b', 0);
  pauses.forget('a');
  expect(pauses.names(10)).toEqual(['b']);
});

test('what never comes is asked for some twenty times in a week, and then once a day', () => {
  const pauses = new Pauses(2000, DAY);
  const asked = (from: number, until: number): number => {
    let times = 0;
    for (let now = from; now < until; now += 1000) {
      if (pauses.has('a', now)) continue;
      times++;
      pauses.add('a', now);
    }
    return times;
  };
  expect(asked(0, 7 * DAY)).toBeLessThan(25);
  expect(asked(7 * DAY, 14 * DAY)).toBe(7);
});

test('what comes late is asked for at the latest when it was missing for twice as long, and others at once', () => {
  const pauses = new Pauses(2000, DAY);
  let now = 0;
  for (; now < 3_600_000; now += 1000) if (!pauses.has('a', now)) pauses.add('a', now);
  expect([pauses.has('a', 2 * now), pauses.has('b', now)]).toEqual([false, false]);
});

test('what is not wanted any more is forgotten', () => {
  const pauses = new Pauses(2000, DAY);
  pauses.add('a', 0);
  expect(pauses.has('a', 0)).toBe(true);
  pauses.only(new Set(['b']));
  expect(pauses.has('a', 0)).toBe(false);
});

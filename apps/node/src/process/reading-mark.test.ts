import { expect, test } from '@jest/globals';
import { isPast, markOf } from './reading-mark.js';

test('a mailbox into which something comes all the time is read up to what it held when that was asked', () => {
  const busy = { delivered: 10, acknowledged: 7, unacknowledged: 2, pending: 0 };
  const mark = markOf(busy)!;
  expect([mark, isPast(busy, mark)]).toEqual([10, false]);
  expect(isPast({ delivered: 14, acknowledged: 9, unacknowledged: 3, pending: 0 }, mark)).toBe(false);
  expect(isPast({ delivered: 15, acknowledged: 10, unacknowledged: 4, pending: 2 }, mark)).toBe(true);
});

test('while there is something that was never given out, nobody knows where the mailbox ends', () => {
  expect(markOf({ delivered: 10, acknowledged: 10, unacknowledged: 0, pending: 1 })).toBeUndefined();
});

test('a mailbox at rest is read, and one of a hub that began anew is not yet', () => {
  const rest = { delivered: 10, acknowledged: 8, unacknowledged: 0, pending: 0 };
  expect([isPast(rest, markOf(rest)!), isPast(rest, 500)]).toEqual([true, false]);
});

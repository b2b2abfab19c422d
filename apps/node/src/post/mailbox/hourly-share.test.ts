import { expect, test } from '@jest/globals';
import { fitting, MOST_BYTES_AN_HOUR, refusedAs, uselessAs } from './hourly-share.js';

const of = (member: string, bytes: number) => ({ member, bytes });

test('a member’s share is its own, and smaller packets go on fitting', () => {
  const batch = [of('ne', 60), of('ne', 60), of('ne', 40), of('pt', 100), of('pt', 1)];
  const fit = [of('ne', 60), of('ne', 40), of('pt', 100)];
  expect(fitting(batch, new Map(), 100)).toEqual({ fit, over: [of('ne', 60), of('pt', 1)] });
  expect(fitting([of('ne', 1), of('sn', 1)], new Map([['ne', 100]]), 100).fit).toEqual([of('sn', 1)]);
});

test('what is refused takes up the share of who sent it, by its length, and however short it is', () => {
  expect([refusedAs(500_000), refusedAs(1)]).toEqual([500_000, 32 * 1024]);
  const junk = Array.from({ length: 10_000 }, () => of('ne', refusedAs(1)));
  expect(fitting(junk, new Map(), MOST_BYTES_AN_HOUR).fit).toHaveLength(8192);
});

test('a receipt that proves nothing takes up more of it than mail as long, and however short it is as much as what is refused', () => {
  expect([uselessAs(17_000), uselessAs(1)]).toEqual([136_000, 32 * 1024]);
  const receipts = Array.from({ length: 10_000 }, () => of('ne', uselessAs(17_131)));
  expect(fitting(receipts, new Map(), MOST_BYTES_AN_HOUR).fit).toHaveLength(1958);
});

import { expect, test } from '@jest/globals';
import { HourlyShare } from './hourly-share.js';

const of = (member: string, bytes: number) => ({ member, bytes });

test('a member’s share of an hour is its own, smaller packets go on fitting, and the next hour has another', () => {
  const share = new HourlyShare(100);
  const first = share.fitting([of('ne', 60), of('ne', 60), of('ne', 40), of('pt', 100), of('pt', 1)], 0);
  expect(first).toEqual({ fit: [of('ne', 60), of('ne', 40), of('pt', 100)], over: [of('ne', 60), of('pt', 1)] });
  share.count(first.fit);
  expect(share.fitting([of('ne', 1), of('sn', 1)], 3_599_999).fit).toEqual([of('sn', 1)]);
  expect(share.fitting([of('ne', 1)], 3_600_000).fit).toEqual([of('ne', 1)]);
});

test('what was not kept in the end takes up nothing: a batch that comes again fits again', () => {
  const share = new HourlyShare(100);
  for (let attempt = 0; attempt < 3; attempt++) expect(share.fitting([of('ne', 100)], 0).over).toEqual([]);
});

test('what finds no room any more is known before it is opened, and finds some in the next hour', () => {
  const share = new HourlyShare(10);
  const packet = (bytes: number) => ({ member: 'ne', bytes });
  share.fitting([], 3_600_000);
  share.count([packet(8)]);
  expect([packet(2), packet(3)].map((one) => share.hasRoomFor(one, 3_600_001))).toEqual([true, false]);
  expect(share.hasRoomFor({ member: 'pt', bytes: 3 }, 3_600_001)).toBe(true);
  expect(share.hasRoomFor(packet(3), 7_200_000)).toBe(true);
});

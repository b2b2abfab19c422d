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

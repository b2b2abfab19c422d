import { expect, test } from '@jest/globals';
import { fitting } from './hourly-share.js';

const of = (member: string, bytes: number) => ({ member, bytes });

test('a member’s share is its own, and smaller packets go on fitting', () => {
  const batch = [of('ne', 60), of('ne', 60), of('ne', 40), of('pt', 100), of('pt', 1)];
  const fit = [of('ne', 60), of('ne', 40), of('pt', 100)];
  expect(fitting(batch, new Map(), 100)).toEqual({ fit, over: [of('ne', 60), of('pt', 1)] });
  expect(fitting([of('ne', 1), of('sn', 1)], new Map([['ne', 100]]), 100).fit).toEqual([of('sn', 1)]);
});

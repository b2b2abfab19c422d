import { expect, test } from '@jest/globals';
import { POOLS, type Pool, shareName, withinPools } from './pools.js';

const of = (pool: Pool, member: string, bytes: number) => ({ pool, member, bytes });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

test.each(Object.entries(POOLS))(
  'what waits as "%s" is kept up to its member’s bytes, however few packets they are in',
  (name, most) => {
    const pool = name as Pool;
    const eighth = most.bytes / 8;
    const { fit, over } = withinPools([...times(9, of(pool, 'ne', eighth)), of(pool, 'sn', eighth)], new Map());
    expect([fit.length, over]).toEqual([9, [of(pool, 'ne', eighth)]]);
    const full = new Map([[shareName({ pool, member: 'ne' }), { messages: 1, bytes: most.bytes }]]);
    expect(withinPools([of(pool, 'ne', 1)], full).fit).toEqual([]);
  },
);

test('and up to so many packets, however short they are', () => {
  const { fit } = withinPools(times(2100, of('waiting', 'ne', 1)), new Map());
  expect(fit).toHaveLength(POOLS.waiting.messages);
});

test('what no known key has signed takes up nothing of what one did', () => {
  const unsigned = times(300, of('waiting-unsigned', 'ne', 100 * 1024));
  const { fit } = withinPools([...unsigned, of('waiting', 'ne', POOLS.waiting.bytes)], new Map());
  expect(fit.filter(({ pool }) => pool === 'waiting')).toHaveLength(1);
  expect(fit.length - 1).toBe(40);
});

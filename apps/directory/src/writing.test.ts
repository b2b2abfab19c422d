import { expect, test } from '@jest/globals';
import type { MemberCode } from '#libs/trust/address.js';
import { type Writing, WritingQuota } from './writing.js';

const HOUR = 3_600_000;
const statement: Writing = { member: 'ne' as MemberCode, byUnit: true, units: 2, bytes: 300, adoptsPolicy: false };
/** How many are taken one after the other. */
const takenOf = (quota: WritingQuota, change: Partial<Writing>, now = 0): number => {
  const writing = { ...statement, ...change };
  let taken = 0;
  for (; taken < 2000 && !quota.fault(writing, now); taken++) quota.count(writing, now);
  return taken;
};

test('a member’s units write a hundred statements an hour and twenty for each of them, a thousand at most', () => {
  expect([2, 7, 200].map((units) => takenOf(new WritingQuota(), { units }))).toEqual([140, 240, 1000]);
});

test('of statements as long as they may be far fewer are taken: their bytes count, too', () => {
  expect([2, 200].map((units) => takenOf(new WritingQuota(), { units, bytes: 65_535 }))).toEqual([34, 128]);
});

test('a member adopts ten policies a day, and says everything else all the same', () => {
  const quota = new WritingQuota();
  const policy = { byUnit: false, adoptsPolicy: true, bytes: 32_000 };
  expect(takenOf(quota, policy)).toBe(10);
  expect(quota.fault({ ...statement, ...policy }, 0)).toMatchObject({
    refusal: { code: 'quota-exceeded', message: expect.stringContaining('10 policies'), remedy: expect.any(String) },
  });
  expect(takenOf(quota, { ...policy, adoptsPolicy: false })).toBeGreaterThan(20);
  expect(takenOf(quota, policy, 12 * HOUR)).toBe(5);
});

test('a full quota of the units leaves the member’s own, and other members’', () => {
  const quota = new WritingQuota();
  takenOf(quota, {});
  expect(quota.fault(statement, 0)).toMatchObject({ refusal: { code: 'quota-exceeded' } });
  expect(quota.fault({ ...statement, byUnit: false }, 0)).toBeUndefined();
  expect(quota.fault({ ...statement, member: 'pt' as MemberCode }, 0)).toBeUndefined();
});

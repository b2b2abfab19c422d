import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ToldNotes } from './told-notes.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a flood under one subject is read once in a while, the newest of it, and keeps no other waiting', () => {
  const read: string[] = [];
  const told = new ToldNotes(async (subject, note) => void read.push(`${subject}: ${note}`));
  for (let i = 0; i < 1000; i++) {
    told.take('witnessed.ne', `flood ${i}`);
    if (i === 500) told.take('witnessed.pt', 'a checkpoint');
  }
  jest.advanceTimersByTime(1000);
  expect(read).toEqual(['witnessed.ne: flood 999', 'witnessed.pt: a checkpoint']);
  told.take('witnessed.ne', 'later');
  jest.advanceTimersByTime(1000);
  expect(read.at(-1)).toBe('witnessed.ne: later');
});

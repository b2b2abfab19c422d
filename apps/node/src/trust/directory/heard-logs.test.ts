import { expect, test } from '@jest/globals';
import { HeardLogs } from './heard-logs.js';

const told = (size: number) => ({ size }) as Parameters<HeardLogs['note']>[1];

test('a copy is behind from when it did not reach what was told, and not for following a log that always grows', () => {
  const heard = new HeardLogs();
  for (let size = 1; size < 60; size++) {
    heard.note('witnessed.pt', told(size + 1), size, size * 1000);
    expect(heard.longerThan(size, size * 1000)).toBeUndefined();
  }
  heard.note('witnessed.pt', told(100), 60, 60_000);
  heard.note('witnessed.pt', told(101), 60, 64_000);
  expect(heard.longerThan(60, 64_000)).toBeUndefined();
  expect(heard.longerThan(60, 66_000)?.code).toBe('directory-behind');
});

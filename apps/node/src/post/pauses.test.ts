import { expect, test } from '@jest/globals';
import { Pauses } from './pauses.js';

test('who is refused again and again is tried after twice as long each time, up to ten minutes, until it goes well', () => {
  const pauses = new Pauses();
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

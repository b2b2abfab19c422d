import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasRoomFor, roomOn } from './room.js';

const GIB = 1024 ** 3;

test('whatever members send, the disk is never full, and the last member finds room, too', () => {
  const file = fc.record({ member: fc.integer({ min: 0, max: 5 }), bytes: fc.integer({ min: 1, max: 5 * GIB }) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.array(file, { maxLength: 400 }), (size, files) => {
      let free = size * GIB;
      const held = new Map<number, number>();
      for (const { member, bytes } of files) {
        const room = roomOn({ free, size: size * GIB });
        const before = held.get(member) ?? 0;
        if (!hasRoomFor(room, before, bytes)) continue;
        held.set(member, before + bytes);
        free -= bytes;
        const left = roomOn({ free, size: size * GIB });
        expect(left).toBeGreaterThan(0);
        // Who holds nothing yet gets half of what there is.
        expect(hasRoomFor(left, 0, left / 2)).toBe(true);
      }
    }),
  );
});

test('a node with little left takes in no file', () => {
  expect(roomOn({ free: GIB, size: 100 * GIB })).toBe(0);
  expect(roomOn({ free: GIB, size: 2 * GIB })).toBe(GIB - 0.1 * GIB);
  expect(hasRoomFor(10, 0, 6)).toBe(false);
  expect(hasRoomFor(10, 0, 5)).toBe(true);
});

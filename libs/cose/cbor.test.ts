import { describe, expect, test } from '@jest/globals';
import { encode } from 'cborg';
import fc from 'fast-check';
import { equalBytes } from './bytes.js';
import { decodeCbor, encodeCbor } from './cbor.js';

const BOUNDS = { bytes: 4096, depth: 16, items: 512 };
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const codeOf = (bytes: Uint8Array) => {
  const decoded = decodeCbor(bytes, BOUNDS);
  return decoded.ok ? 'accepted' : decoded.refusal.code;
};

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.maxSafeInteger(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true }),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 6 }),
    fc
      .uniqueArray(fc.tuple(fc.oneof(fc.string(), fc.integer()), tie('value')), {
        maxLength: 6,
        selector: ([key]) => `${typeof key}${key}`,
      })
      .map((entries) => new Map(entries as [string | number, unknown][])),
  ),
})).value;

describe('decoding', () => {
  test('takes what encoding makes, and gives the same bytes again', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encodeCbor(value);
        const decoded = decodeCbor(bytes, BOUNDS);
        expect(decoded.ok && equalBytes(encodeCbor(decoded.value), bytes)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('takes nothing that would encode to other bytes, whatever it is', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, change) => {
        const bytes = Buffer.from(encodeCbor(value));
        bytes[place % bytes.length]! ^= change;
        const decoded = decodeCbor(bytes, BOUNDS);
        if (decoded.ok) expect(equalBytes(encodeCbor(decoded.value), bytes)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['an integer in more bytes than it needs', '1817', 'cbor-malformed'],
    ['a length in more bytes than it needs', '580161', 'cbor-malformed'],
    ['text with U+0000', '6100', 'cbor-malformed'],
    ['text that is no UTF-8', '61ff', 'cbor-malformed'],
    ['half of a surrogate pair', '63eda080', 'cbor-malformed'],
    ['a byte order mark before text', '64efbbbf61', 'cbor-malformed'],
    ['a key with U+0000', 'a1610000', 'cbor-malformed'],
    ['keys out of order', 'a2616201616102', 'cbor-not-deterministic'],
    ['a key twice', 'a2616101616102', 'cbor-malformed'],
    ['a float in a longer form than it needs', 'fb3ff8000000000000', 'cbor-not-deterministic'],
    ['an indefinite length', '9f01ff', 'cbor-malformed'],
    ['something after the end', '0101', 'cbor-malformed'],
    ['a length beyond the end', '5820ab', 'cbor-malformed'],
    ['an array of more than there is', '9b00ffffffffffffff', 'cbor-malformed'],
    ['a tag', 'c100', 'cbor-malformed'],
  ])('refuses %s', (_what, text, code) => expect(codeOf(hex(text))).toBe(code));

  test('refuses what is nested deeper or holds more items than its bounds, before it is built', () => {
    expect(codeOf(new Uint8Array(40).fill(0x81))).toBe('cbor-too-deep');
    expect(codeOf(encode(Array.from({ length: 600 }, () => 0)))).toBe('cbor-too-deep');
    expect(codeOf(new Uint8Array(5000))).toBe('cbor-too-large');
  });
});

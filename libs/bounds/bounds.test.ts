import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PART_BYTES } from '#libs/envelope/part-sizes.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { DEEPEST_JSON, oddIn, readJson } from './json.js';
import { lookup } from './lookup.js';
import { MAX_FILE_BYTES, MAX_PARTS } from './numbers.js';
import { isText, textOf } from './text.js';
import { DateTime, Day, Instant, isAhead, LAST_INSTANT } from './times.js';

/** Any sequence of UTF-16 code units, halves of pairs among them. */
const anyUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd83d, 0xde00, 0xfeff)), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

describe('text', () => {
  test('is what comes back from UTF-8 as it was, without U+0000', () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        const bytes = new TextEncoder().encode(text);
        const comesBack = new TextDecoder().decode(bytes) === text && !text.includes('\0');
        expect([isText(text), textOf(bytes) === text]).toEqual([comesBack, comesBack]);
      }),
    );
  });

  test('is not what is no UTF-8', () => {
    for (const bytes of [[0xff], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf0, 0x82, 0x82, 0xac], [0xe2, 0x82]]) {
      expect(textOf(Uint8Array.from(bytes))).toBeUndefined();
    }
  });
});

describe('JSON', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  test.each([
    ['{"alert":{"title":[{"text":"a\\u0000"}]}}', ['alert', 'title', 0, 'text']],
    ['{"a":{"b":"\\ud83d"}}', ['a', 'b']],
    ['{"a":{"b\\u0000":1}}', ['a']],
    ['{"a":[{"__proto__":{"b":1}}]}', ['a', 0]],
    ['[1,1e400]', [1]],
    ['"\\ufeffx"', []],
  ])('%s is refused, and where', (text, path) => {
    expect(oddIn(JSON.parse(text))?.path).toEqual(path);
    expect(readJson(text)).toBeUndefined();
  });

  test('that nests deep is refused without exhausting the stack', () => {
    expect(readJson(deep(DEEPEST_JSON))).toBeDefined();
    expect(readJson(deep(DEEPEST_JSON + 1))).toBeUndefined();
    expect(readJson(deep(200_000))).toBeUndefined();
  });

  test.each(['{"a":1,"a":1}', '{"a":{"b":[{"c":{},"d":0,"c":[]}]}}', '{"a":"\\"","\\u0061" : 2}', '{"":1,"":2}'])(
    '%s says two things under one name, and is refused',
    (text) => expect(readJson(text)).toBeUndefined(),
  );

  test('has one name in as many objects as it likes, and in texts', () => {
    const text = '{"a":{"a":"a"},"b":[{"a":"{\\"a\\":1,\\"a\\":"},{"a":["a","a"]}],"a ":"\\\\"}';
    expect(readJson(text)).toEqual(JSON.parse(text));
  });

  test('of whole text and numbers is read as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
        const whole = JSON.stringify(value);
        const odd = /\\u0000|\\ud|\\ufeff|﻿|"__proto__":/.test(whole);
        if (!odd) expect(readJson(new TextEncoder().encode(whole))).toEqual(JSON.parse(whole));
      }),
    );
  });

  whereSharedIs('with half a character', () => {
    test('in an alert’s title names the title', () => {
      const specimen = readFileSync(`${SHARED}/cases/exchange/alert-lone-surrogate.json`, 'utf8');
      expect(oddIn(JSON.parse(specimen))).toMatchObject({ path: [expect.any(String), 'text'] });
    });
  });
});

describe('times', () => {
  const TERM_MS = 800 * 86_400_000;
  const isShown = (at: number) => expect(new Date(at).toISOString()).toMatch(/^\d{4}-/);

  test('within their bounds can be added to and shown', () => {
    for (const at of [0, LAST_INSTANT]) {
      expect(Instant.safeParse(at).success).toBe(true);
      isShown(at + TERM_MS);
      isShown(at - TERM_MS);
    }
    for (const at of [-1, LAST_INSTANT + 1, 8.64e15, 9e15, 0.5, Number.NaN]) {
      expect(Instant.safeParse(at).success).toBe(false);
    }
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    const someDay = fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join('-'));
    const zone = fc.constantFrom('Z', '+23:59', '-23:59', '+00:00');
    const someTime = fc.tuple(someDay, digits(2), digits(2), zone).map(([day, h, m, z]) => `${day}T${h}:${m}:00${z}`);
    fc.assert(
      fc.property(fc.oneof(someDay, someTime, fc.constantFrom('8999-12-31', '1600-01-01', '9999-12-31')), (text) => {
        const schema = text.includes('T') ? DateTime : Day;
        if (!schema.safeParse(text).success) return;
        isShown(Date.parse(text) + TERM_MS);
        isShown(Date.parse(text) - TERM_MS);
      }),
      { numRuns: 2000 },
    );
  });

  test('are ahead of a clock from a day on', () => {
    expect([isAhead(86_400_001, 0), isAhead(86_400_000, 0), isAhead(0, 86_400_000)]).toEqual([true, false, false]);
  });
});

test('a file of the greatest size has the greatest number of parts', () => {
  expect(Math.ceil(MAX_FILE_BYTES / PART_BYTES)).toBe(MAX_PARTS);
});

test('a table has no entry but its own', () => {
  const table: Readonly<Record<string, number>> = lookup({ a: 1 });
  expect([table.a, table.constructor, '__proto__' in table, 'toString' in table]).toEqual([1, undefined, false, false]);
});

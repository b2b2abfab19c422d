import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { utf8 } from '#libs/cose/bytes.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { imported } from './index.js';

const read = (text: string) => {
  const outcome = imported(utf8(text));
  return outcome.ok ? outcome.value.lines.map(({ where, taken }) => [where, taken]) : outcome.refusal.code;
};

describe('names that every object has are names like others', () => {
  test.each(['__proto__', 'constructor', 'toString', 'valueOf'])('as the type of a MISP attribute: %s', (type) => {
    const Attribute = [
      { type, value: 'z' },
      { type: 'phone-number', value: '+22796000001' },
    ];
    const Tag = [{ name: `liaison:${type.toLowerCase()}="x"` }];
    expect(read(JSON.stringify({ Event: { info: 'x', Tag, Attribute } }))).toEqual([
      ['Event', true],
      ['Event.Tag[0]', false],
      ['Event.Attribute[0]', false],
      ['Event.Attribute[1]', true],
    ]);
  });

  test('as the type of a STIX object', () => {
    const object = { type: 'constructor', id: 'constructor--00000000-0000-4000-8000-000000000000' };
    const lines = read(JSON.stringify({ type: 'bundle', objects: [object] }));
    expect(lines).toEqual([[object.id, false]]);
  });

  whereSharedIs('as somebody once sent it', () => {
    test('in the specimen, with a line', () => {
      const specimen = readFileSync(`${SHARED}/cases/exchange/misp-proto-attribute.json`, 'utf8');
      expect(read(specimen)).toContainEqual(['Event.Attribute[0]', false]);
    });
  });
});

test.each([
  ['{"Event":{"info":"a\\u0000b"}}', 'json-odd'],
  ['{"Event":{"info":"\\ud83d"}}', 'json-odd'],
  ['{"type":"Feature","properties":{"__proto__":{}}}', 'json-odd'],
])('%s is refused, and says where', (text, code) => {
  expect(read(text)).toBe(code);
});

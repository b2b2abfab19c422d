import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { queryTerms } from '#apps/node/src/bulletins/search/query.js';
import { routesOf } from '#apps/node/src/http/route.js';
import { CONTROLLERS } from '#apps/node/src/node.module.js';
import { utf8 } from '#libs/cose/bytes.js';
import { imported } from '#libs/kinds/alert/exchange/index.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { Reply } from '#libs/kinds/bulletin-reply.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { readRequestForm } from '#libs/kinds/mutual-legal-assistance/form.js';
import { RequestDraft } from '#libs/kinds/mutual-legal-assistance/request.js';
import { privacyWarnings } from '#libs/kinds/privacy.js';
import { lookupValue, soundsOf } from '#libs/kinds/searchable.js';
import { readPolicy } from '#libs/policy/rules.js';

/**
 * One long string may not hold up a node: whatever is done to a text takes time as the text is long, and not as its
 * square. What is run through its scans is what makes careless ones slow.
 */
const PIECES = [
  ...[
    'a',
    'A',
    'z',
    '1',
    ' ',
    '\n',
    '(',
    '[',
    '"',
    "'",
    '-',
    '.',
    '/',
    '@',
    '+',
    '\\',
    '{',
    ':',
    '=',
    'é',
    'ا',
    '١',
    '😀',
  ],
  ...[
    '1 ',
    '(1',
    '1-',
    '1.',
    '1/',
    '+1',
    '+1 (',
    '+1 1 1 1 ',
    '+227 96 12 34 56 ',
    '+22796123456',
    '((1',
    '1 - ',
    'ext 1',
  ],
  ...[
    'a@',
    'a@a.',
    'a.',
    'a-',
    '.a',
    'a ',
    '" ',
    '"a',
    "':",
    "a:a='",
    'Mr ',
    'Aa ',
    'Mr Aa ',
    'المسمى ',
    'AB1234567 ',
    '{{a',
    '\\a',
  ],
];
const BEGINNINGS = ['T', '1', '0x', 'bc1', 'PT50', '+', 'Mr ', 'a@', "[a:a='", '"', 'IMO'];
const [SHORT, LONG] = [4_000, 16_000];
const repeated = (beginning: string, piece: string) => (length: number) =>
  beginning + piece.repeat(length / piece.length);
const texts = [
  ...PIECES.map((piece) => repeated('', piece)),
  ...BEGINNINGS.flatMap((beginning) => ['a', 'z', '1', ' ', '(1', '1 '].map((piece) => repeated(beginning, piece))),
];

/** Milliseconds of this process's own work, the least of three runs: others on the machine do not count. */
function work(scan: (text: string) => unknown, text: string): number {
  const once = () => {
    const begun = process.cpuUsage();
    scan(text);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}

/** The first text that takes a scan more than twice what its length explains, if any does; what is quick even so is no matter. */
const slow = (scan: (text: string) => unknown): string | undefined =>
  texts.find((text) => {
    const begun = performance.now();
    scan(text(LONG));
    if (performance.now() - begun < 50) return false;
    return work(scan, text(LONG)) > Math.max(50, 8 * work(scan, text(SHORT)));
  })?.(40);

type Schema = z.core.$ZodType;
/** What a schema of any kind is made of. */
interface Made
  extends Partial<Record<'in' | 'out' | 'innerType' | 'element' | 'keyType' | 'valueType' | 'left' | 'right', Schema>> {
  readonly type: string;
  readonly options?: readonly Schema[];
  readonly items?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
}
const madeOf = (schema: Schema): Made => schema._zod.def as unknown as Made;

/** Every place of a schema that takes a text, with what is done to it. */
function* textsIn(schema: Schema, seen = new Set<Schema>()): Generator<Schema> {
  if (seen.has(schema)) return;
  seen.add(schema);
  const { type, options = [], items = [], shape = {}, ...made } = madeOf(schema);
  if (type === 'string' || (type === 'pipe' && made.in && madeOf(made.in).type === 'string')) {
    yield schema;
    return;
  }
  const { innerType, element, keyType, valueType, left, right } = made;
  const parts = [made.in, made.out, innerType, element, keyType, valueType, left, right, ...options, ...items];
  for (const part of [...parts, ...Object.values(shape)]) if (part) yield* textsIn(part, seen);
}

const bodies = routesOf(CONTROLLERS).flatMap(({ method, path, operation: { body, query } }) =>
  [body, query].flatMap((schema) => (schema && schema !== 'bytes' ? [[`${method} ${path}`, schema] as const] : [])),
);
const schemas: (readonly [string, Schema])[] = [
  ...bodies,
  ['an alert', Alert],
  ['an answer to one', Reply],
  ['a request', RequestDraft],
];
const fields = new Map(
  schemas.flatMap(([where, schema]) => [...textsIn(schema)].map((text) => [text, where] as const)),
);

test('every text that a node is sent is checked in time as it is long', () => {
  expect(fields.size).toBeGreaterThan(60);
  const found = [...fields].flatMap(([schema, where]) => {
    const text = slow((one) => z.safeParse(schema, one));
    return text === undefined ? [] : [`${where}: ${text}`];
  });
  expect(found).toEqual([]);
});

interface TextSchema {
  readonly type?: string;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: string;
}
/** Dates and numbers of files (RFC 9562) have one length, whatever their pattern looks like. */
const OF_ONE_LENGTH = ['date', 'uuid'];
/** Whether what matches a pattern is as long as it likes: it is not held at both ends, or repeats without a number. */
const isEndless = (pattern: string): boolean =>
  !/^\^.*\$$/s.test(pattern) ||
  /[^\\][*+]|\{\d+,\}/.test(pattern.replace(/\[(?:\\.|[^\]])*\]/g, 'C').replace(/\\[*+]/g, 'c'));

const hasEnd = ({ maxLength, pattern, format, ...one }: TextSchema): boolean =>
  maxLength !== undefined ||
  'enum' in one ||
  'const' in one ||
  OF_ONE_LENGTH.includes(format ?? '') ||
  (pattern !== undefined && !isEndless(pattern));

/** Places of a JSON Schema that take a text without an end. What is any JSON at all is not one: a body has an end itself. */
function* endlessTexts(schema: unknown, path = ''): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  if ((schema as TextSchema).type === 'string' && !hasEnd(schema as TextSchema)) yield path;
  for (const [name, one] of Object.entries(schema))
    if (!['$defs', 'propertyNames', 'default', 'enum'].includes(name)) yield* endlessTexts(one, `${path}/${name}`);
}

const said = Object.entries(CASE_KINDS).flatMap(([name, { beginnings, moves }]) =>
  Object.entries({ ...beginnings, ...moves }).flatMap(([move, { terms, draft }]) => [
    [`${name} ${move} terms`, terms] as const,
    [`${name} ${move} words`, draft] as const,
  ]),
);
const written = BULLETIN_NAMES.map((name) => [name, bulletinKind(name).draft] as const);

/** A statement of the directory in base64, which the body that it is all of ends. */
const WHOLE_BODIES = ['POST /directory/statements'];

test('every text that anybody writes has a longest one', () => {
  const all: (readonly [string, z.ZodType])[] = [...(bodies as [string, z.ZodType][]), ...said, ...written];
  const endless = all
    .filter(([where]) => !WHOLE_BODIES.includes(where))
    .flatMap(([where, schema]) => {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      return [...endlessTexts(json)].map((path) => `${where} ${path}`);
    });
  expect(all.length).toBeGreaterThan(100);
  expect(endless).toEqual([]);
});

const stix = (text: string) => ({
  type: 'bundle',
  id: 'bundle--00000000-0000-4000-8000-000000000000',
  objects: [
    {
      type: 'indicator',
      spec_version: '2.1',
      id: 'indicator--00000000-0000-4000-8000-000000000000',
      created: '2026-01-01T00:00:00Z',
      modified: '2026-01-01T00:00:00Z',
      name: text,
      pattern: text,
      pattern_type: 'stix',
      valid_from: '2026-01-01T00:00:00Z',
    },
  ],
});
const misp = (text: string) => ({
  Event: {
    info: text,
    Tag: [{ name: text }],
    Attribute: [{ type: 'text', category: 'Other', value: text, comment: text }],
  },
});

test.each<[string, (text: string) => unknown]>([
  [
    'who might be told of in a draft',
    (text) => privacyWarnings({ title: { text }, routes: [{ points: [{ place: text }] }] }),
  ],
  ['words as they sound', soundsOf],
  ['identifiers as they are looked up', lookupValue],
  ['a search', queryTerms],
  ['a policy on trial', (text) => readPolicy(text.slice(0, 32_768), 'network')],
  ['a filled form', readRequestForm],
  ['a STIX file', (text) => imported(utf8(JSON.stringify(stix(text))))],
  ['a MISP file', (text) => imported(utf8(JSON.stringify(misp(text))))],
])(
  '%s: found in time as the text is long',
  (_what, scan) => {
    expect(slow(scan)).toBeUndefined();
  },
  240_000,
);

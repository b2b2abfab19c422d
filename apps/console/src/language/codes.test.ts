import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { z } from 'zod';
import { LANGUAGES } from '#libs/geography/country.js';
import { REGION_NAMES } from '#libs/geography/regions.js';
import { BULLETIN_ACTS, BULLETIN_NEWS, wordsByCode } from '#libs/kinds/bulletin-acts.js';
import { formatsOf, PAPER } from '#libs/kinds/bulletin-exports.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import type { CaseWords } from '#libs/kinds/case-words.js';
import { fieldWords, NO_CODES } from '#libs/kinds/field-words.js';
import { ROLES } from '#libs/policy/roles.js';
import { UnitFunction } from '#libs/trust/vocabulary.js';
import { HAVE_THEIR_OWN_PLACE } from '../bulletins/places.js';

/**
 * A code that reaches a screen has a word. Codes travel and are put into words by whoever shows them: `t(`role.${role}`)`. What `role`
 * can be is asked of the compiler, so that a code that the API gives from now on is asked for here.
 */
const CONSOLE = join('apps', 'console', 'src');
const WORDS = join(CONSOLE, 'language', 'words');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const KIND_WORDS = (kind: string) => JSON.parse(read('libs', 'kinds', kind, 'words', 'en.json'));
const ENGLISH: Readonly<Record<string, string>> = Object.assign(
  {},
  ...readdirSync(WORDS)
    .filter((area) => area !== 'said')
    .map((area) => JSON.parse(read(WORDS, area, 'en.json'))),
  JSON.parse(read('libs', 'trust', 'words', 'en.json')),
  JSON.parse(read('libs', 'words', 'messages', 'en.json')),
  ...BULLETIN_NAMES.map((kind) => wordsByCode(kind, KIND_WORDS(kind))),
);
const hasWord = (key: string): boolean => key in ENGLISH || `${key}_other` in ENGLISH;

/** What stands between quotes in the part of a file that a pattern finds. */
function quoted(file: string, part: RegExp): string[] {
  const found = [...read(file).matchAll(part)].map(([, one]) => one!);
  if (found.length === 0) throw new Error(`${file} has no ${part}: say where these codes are now`);
  return found.flatMap((one) => [...one.matchAll(/'([\w-]+)'/g)].map(([, code]) => code!));
}
const NODE = join('apps', 'node', 'src');
/** Everything that a node's sources say, but for its tests. */
const nodeText = readdirSync(NODE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
  .map((file) => read(NODE, file))
  .join('\n');
const inNode = (pattern: RegExp): string[] => [...nodeText.matchAll(pattern)].map(([, code]) => code!);

const AUDIT = join(NODE, 'people', 'audit', 'audit.ts');
const AUDITED = [
  ...quoted(AUDIT, /type AuditAction =([^;]+);/g),
  ...BULLETIN_NAMES.flatMap((kind) => BULLETIN_ACTS.map((act) => `${kind}-${act}`)),
];
const NEWS = join(NODE, 'people', 'notifications', 'notifications.service.ts');

/** The codes that the compiler knows as texts alone, by what stands before them in the word's key. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'place.': quoted(join(CONSOLE, 'shell', 'places.ts'), /key: ('[a-z]+')/g),
  'request.step.': quoted(join(CONSOLE, 'cases', 'assistance', 'RequestWriter.tsx'), /\{ key: ('[a-z]+')/g),
  'role.': ROLES,
  'export.': [PAPER.extension, ...BULLETIN_NAMES.flatMap((kind) => Object.keys(formatsOf(kind)))],
  'told.': [
    // Of a case each kind says it in words of its own.
    ...quoted(NEWS, /type NotificationType =[^;]*?(\n {2}\| '[^;]+);/g).filter((type) => !type.startsWith('case-')),
    ...BULLETIN_NAMES.flatMap((kind) => BULLETIN_NEWS.map((news) => `${kind}-${news}`)),
  ],
  'audit.did.': AUDITED,
  'audit.of.': quoted(AUDIT, /type SignInChange =([^;]+);/g),
  // Which box of alerts somebody looked through.
  'alerts.': ['in', 'out', 'all'],
  'signal.': quoted(join('libs', 'correlation', 'compare.ts'), /readonly signal: ([^;]+);/g),
  'shared.': quoted(join(CONSOLE, 'networks', 'reasons.ts'), /const SAID = \[([^\]]+)\]/g),
  'incident.': inNode(/incidents\.record(?:Once)?\(\s*'([a-z-]+)'/g),
  // What the envelope, its sender's key and introduction, policy, and a grant to pass on are refused for.
  'quarantine.': [
    ...['open', 'header', 'introduction'].flatMap((file) =>
      quoted(join('libs', 'envelope', `${file}.ts`), /type \w+Refusal =([^;]+);/g),
    ),
    ...quoted(join('libs', 'trust', 'sender.ts'), /type SenderRefusal =([^;]+);/g),
    ...quoted(join('libs', 'kinds', 'alert', 'sharing.ts'), /('grant-[a-z-]+')/g),
    ...quoted(join(NODE, 'post', 'courier', 'introductions.ts'), /\brefuse\(\s*('[a-z-]+')/g),
    ...inNode(/(?:return quarantine\(|\breason[:=] |const reason = )['`]([a-z-]+)[:']/g),
    ...inNode(/return ['`](header-contradicts-body|policy-forbids)/g),
  ],
  'waiting.': inNode(/return later\('([a-z-]+)'/g),
  // What a sentence of a node names (libs/words/phrase.ts).
  'kind.': BULLETIN_NAMES,
  'function.': UnitFunction.options,
  'region.': REGION_NAMES,
  'urgency.': ['urgent'],
};
/** Where any text may come; what is done then: language.test.ts for problems, the forms below for fields and codes. */
const ELSEWHERE = new Set(['problem.', 'field.', 'code.']);
/** Codes that are left out before what remains is shown. */
const LEFT_OUT = new Set(['reply.opened', 'hearing.cancelled', 'quarantine.introduction-absent']);

/** A word's key that a source puts together. */
interface Asked {
  readonly where: string;
  readonly head: string;
  readonly tail: string;
  /** Undefined where the compiler knows no more than that it is a text. */
  readonly codes: readonly string[] | undefined;
}

/** Every key that the console puts together, with the codes that can come. */
function keysPutTogether(): Asked[] {
  const tsconfig = join('apps', 'console', 'tsconfig.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, host)!;
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const found: Asked[] = [];
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.includes('apps/console/src/') || /\.(d|test)\.ts$/.test(source.fileName)) continue;
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 't') return;
      const [key] = node.arguments;
      if (!key || ts.isStringLiteral(key)) return;
      const where = source.fileName.replace(/^.*apps\/console\/src\//, '');
      const codesOf = (part: ts.Expression) => choices(part) ?? literals(checker.getTypeAtLocation(part));
      if (!ts.isTemplateExpression(key)) found.push({ where, head: '', tail: '', codes: codesOf(key) });
      else {
        const last = key.templateSpans.at(-1)!;
        // `${of}.${code}`: each of the first begins keys of its own.
        const heads = key.templateSpans
          .slice(0, -1)
          .reduce<readonly string[]>(
            (before, { expression, literal }) =>
              before.flatMap((one) => (codesOf(expression) ?? ['?']).map((code) => `${one}${code}${literal.text}`)),
            [key.head.text],
          );
        for (const head of heads) found.push({ where, head, tail: last.literal.text, codes: codesOf(last.expression) });
      }
    };
    visit(source);
  }
  return found;
}

/** The texts of which a type has one; undefined where it has any. */
function literals(type: ts.Type): string[] | undefined {
  const all = type.isUnion() ? type.types : [type];
  const known = all.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
  return known.length > 0 && known.every((one) => one.isStringLiteral())
    ? known.map((one) => (one as ts.StringLiteralType).value)
    : undefined;
}

/** What one of a list is that stands in the source: `['list', 'map'].map((view) => …view…)`. */
function choices(part: ts.Expression): string[] | undefined {
  if (!ts.isIdentifier(part)) return undefined;
  const isPart = (name: ts.Node) => ts.isIdentifier(name) && name.text === part.text;
  for (let node: ts.Node = part; node.parent; node = node.parent) {
    if (!ts.isArrowFunction(node) || !node.parameters.some(({ name }) => isPart(name))) continue;
    const mapped = ts.isCallExpression(node.parent) ? node.parent.expression : undefined;
    if (!mapped || !ts.isPropertyAccessExpression(mapped) || mapped.name.text !== 'map') return undefined;
    const list = ts.isIdentifier(mapped.expression) ? initialized(mapped.expression) : mapped.expression;
    if (!list || !ts.isArrayLiteralExpression(list)) return undefined;
    const texts: string[] = [];
    const take = (one: ts.Node): void => {
      if (ts.isStringLiteral(one)) texts.push(one.text);
      // What a choice depends on is no choice.
      else if (ts.isConditionalExpression(one)) [one.whenTrue, one.whenFalse].forEach(take);
      else ts.forEachChild(one, take);
    };
    take(list);
    return texts;
  }
  return undefined;
}

/** What a name in the same file is declared as. */
function initialized(name: ts.Identifier): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name.text)
      found = node.initializer;
    ts.forEachChild(node, visit);
  };
  visit(name.getSourceFile());
  return found;
}

describe('a code that reaches a screen', () => {
  let asked: readonly Asked[];
  beforeAll(() => {
    asked = keysPutTogether();
  });

  test('is asked for in enough places to believe this test', () => {
    expect(asked.filter(({ codes }) => codes && codes.length > 1).length).toBeGreaterThan(50);
  });
  test('has a word, whichever of its codes it is', () => {
    const unworded = asked
      .filter(({ head }) => !ELSEWHERE.has(head))
      .flatMap(({ where, head, tail, codes }) =>
        (codes ?? TEXTS[head] ?? []).map((code) => ({ where, key: `${head}${code}${tail}` })),
      )
      .filter(({ key }) => !LEFT_OUT.has(key) && !hasWord(key));
    expect(unworded.map(({ where, key }) => `${where}: ${key}`)).toEqual([]);
  });
  test('is one of a list that is known', () => {
    const unknown = asked.filter(({ head, codes }) => head && !codes && !ELSEWHERE.has(head) && !(head in TEXTS));
    expect(unknown.map(({ where, head }) => `${where}: ${head}… may be any text; name its codes in this test`)).toEqual(
      [],
    );
    const idle = Object.keys(TEXTS).filter((one) => !asked.some(({ head, codes }) => head === one && !codes));
    expect(idle).toEqual([]);
  });
  test('is compared with what a node says: acts in the audit log', () => {
    const compared = quoted(join(CONSOLE, 'administration', 'Audit.tsx'), /action === ('[a-z-]+')/g);
    expect(compared.filter((one) => !AUDITED.includes(one))).toEqual([]);
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly prefixItems?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
}

/** The fields and codes of a form, as `ui/SchemaForm.tsx` goes through it: words and files have fields of their own. */
function namesIn(schema: Schema): { fields: string[]; codes: string[] } {
  const properties = Object.entries(schema.properties ?? {});
  const isFilledIn =
    !('text' in (schema.properties ?? {}) && 'language' in schema.properties!) &&
    !('caption' in (schema.properties ?? {}));
  const inner = [
    ...(isFilledIn ? properties.map(([, one]) => one) : []),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.prefixItems ?? []),
  ].map(namesIn);
  const constants = ['type', 'decision'].map((name) => schema.properties?.[name]?.const);
  return {
    fields: [
      ...(isFilledIn ? properties.filter(([, one]) => one.const === undefined).map(([name]) => name) : []),
      ...inner.flatMap(({ fields }) => fields),
    ],
    codes: [
      ...(schema.enum ?? []),
      ...constants.filter((one) => typeof one === 'string'),
      ...inner.flatMap(({ codes }) => codes),
    ],
  };
}

describe('a form, which is made of a schema', () => {
  const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const forms = Object.entries(CASE_KINDS).flatMap(([kind, { beginnings, moves }]) =>
    Object.entries({ ...beginnings, ...moves }).flatMap(([move, { terms, draft }]) =>
      [terms, draft].map((schema) => [`${kind}, ${move}`, namesIn(jsonSchema(schema))] as const),
    ),
  );
  const written = quoted(join(CONSOLE, 'bulletins', 'of-kinds.ts'), /WRITERS:[^{]*\{([^}]*)\}/g);
  /** Bulletins that are written in the form of their schema and searched by their facets. */
  const bulletins = BULLETIN_NAMES.filter(
    (kind) => !HAVE_THEIR_OWN_PLACE.includes(kind) && !written.includes(kind),
  ).flatMap((kind) => {
    const { draft, facets } = bulletinKind(kind);
    const schema = jsonSchema(draft);
    const { handling: _, files: __, replaces: ___, ...properties } = schema.properties!;
    return [
      [`${kind}, draft`, namesIn({ ...schema, properties })] as const,
      [`${kind}, facets`, namesIn({ properties: offered(facets) })] as const,
    ];
  });
  forms.push(...(bulletins as typeof forms));
  /** What lists are narrowed by, as they offer it. */
  function offered(facets: Readonly<Record<string, z.ZodType>>): Record<string, Schema> {
    return Object.fromEntries(Object.entries(facets).map(([name, facet]) => [name, jsonSchema(facet)] as const));
  }
  const wordsOf = (form: string): CaseWords => {
    const kind = form.split(',')[0]!;
    return CASE_KINDS[kind]?.words.en ?? (BULLETIN_WORDS[kind as BulletinName].en as never);
  };
  const labels = (form: string): object[] => [wordsOf(form).label, wordsOf(form).heading];
  const codesOf = (form: string): object[] =>
    Object.entries(wordsOf(form)).flatMap(([name, group]) =>
      typeof group === 'object' && !NO_CODES.has(name) ? [group] : [],
    );

  test.each(Object.entries(CASE_KINDS))(
    'has a word for each move, done and to be done: %s',
    (_, { words, beginnings, moves }) => {
      expect(Object.keys({ ...beginnings, ...moves }).filter((move) => !(move in words.en.move))).toEqual([]);
      expect(Object.keys(moves).filter((move) => !(move in words.en.do))).toEqual([]);
    },
  );
  test.each(forms)('has a word for each field: %s', (form, { fields }) => {
    const unworded = fields.filter(
      (name) => !(`field.${name}` in ENGLISH) && !labels(form).some((group) => name in group),
    );
    expect([...new Set(unworded)]).toEqual([]);
  });
  test.each(forms)('has a word for each code that is chosen from: %s', (form, { codes: chosen }) => {
    const unworded = chosen.filter(
      (code) =>
        !['code', 'function'].some((group) => `${group}.${code}` in ENGLISH) &&
        !LANGUAGES.some((tag) => tag === code) &&
        !codesOf(form).some((group) => code in group),
    );
    expect([...new Set(unworded)]).toEqual([]);
  });
});

test.each(BULLETIN_NAMES)(
  'a part of a bulletin has a name wherever it is said to be wrong, or to have changed: %s',
  (kind) => {
    const { labelOf } = fieldWords([BULLETIN_WORDS[kind].en], (key) => ENGLISH[key]);
    // What it replaces and whom it is passed on from are not filled in, and not compared.
    const parts = Object.keys((bulletinKind(kind).body as unknown as z.ZodObject).shape).filter(
      (part) => !['replaces', 'passedOn'].includes(part),
    );
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.filter((part) => labelOf(part) === part)).toEqual([]);
  },
);

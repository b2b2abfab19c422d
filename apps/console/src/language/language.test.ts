import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { LANGUAGES } from '#libs/geography/country.js';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';
import { MESSAGE_WORDS } from '#libs/words/messages/index.js';
import { Coded } from '#libs/words/phrase.js';

/** The words of an area, or of all of them, in one language. */
const WORDS = join('apps', 'console', 'src', 'language', 'words');
const wordsOf = (area: string, language = 'en'): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(WORDS, area, `${language}.json`), 'utf8'));
const AREAS = readdirSync(WORDS).filter((area) => area !== 'said');
/** What the console says by itself, in English. That it says the same in each language: libs/words/in-five-languages.test.ts. */
const ENGLISH = Object.assign({}, ...AREAS.map((area) => wordsOf(area))) as Readonly<Record<string, string>>;
/** What nodes say, as it is translated. */
const SAID = wordsOf('said');

/** What stands at the end of a key whose text depends on a number: i18next's form, or what is said of none. */
const FORM = /_(zero|one|two|few|many|other)$/;
/** What a word is asked for by: without its form, and without what is said of none. */
const keysOf = (words: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(
    Object.keys(words)
      .filter((key) => !(key.endsWith('.none') && `${key.slice(0, -'.none'.length)}_other` in words))
      .map((key) => key.replace(FORM, '')),
  );

/** Every source file of a folder. */
function sources(folder = join('apps', 'console', 'src')): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? sources(join(folder, one.name)) : /\.tsx?$/.test(one.name) ? [join(folder, one.name)] : [],
  );
}

test('every word that the console asks for is there, and every word that is there is asked for', () => {
  const text = sources()
    .filter((file) => !/\.test\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const literal = new Set([...text.matchAll(/['"`]([a-z][a-z-]*(?:\.[A-Za-z+-]+)*)['"`]/g)].map(([, key]) => key!));
  const prefixes = [
    ...[...text.matchAll(/t\(\s*`([a-z.-]+)\$\{/g)].map(([, prefix]) => prefix!),
    ...Coded.shape.of.options.map((of) => `${of}.`),
  ];
  const wanted = [...text.matchAll(/\bt\(\s*'([^']+)'\s*[,)]/g)].map(([, key]) => key!);
  const known = keysOf(ENGLISH);
  // Of fields and codes whoever shows a message asks for any that it has.
  const elsewhere = keysOf(MESSAGE_WORDS.en);
  expect(wanted.filter((key) => !known.has(key) && !elsewhere.has(key))).toEqual([]);
  const unused = [...known].filter((key) => !literal.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});

test('no component holds a text of its own: letters between tags come from the words', () => {
  const found = sources()
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/>\s*([A-Za-z][A-Za-z ]{2,})\s*<\//g)].map(
        ([, text]) => `${file}: ${text}`,
      ),
    )
    .filter((one) => !/: (Liaison|Ctrl K)\s*$/.test(one));
  expect(found).toEqual([]);
});

/** Said of a bulletin whatever its kind is. */
const OF_ANY_BULLETIN =
  /^(bulletins\.(state|erased|recalled|expired|with)|board\.|trust\.|recall|audience\.|release\.(un)?done)/;
/** A participle at the beginning agrees with what is not said: with some kinds, and with others not. */
const PARTICIPLE = /^(\p{L}+(é|ée|és|ées|erte?s?)|\p{L}+[ai]d[oa]s?)(?!\p{L})/iu;
const NO_PARTICIPLES = /^(Arrivée|Affiché|Cada|Chegada|Clé|Contenido|Estados|Llegada)(?!\p{L})/u;

test('what is said of bulletins of any kind has no gender', () => {
  const gendered = LANGUAGES.filter((language) => language !== 'en').flatMap((language) =>
    Object.entries({ ...wordsOf('bulletins', language), ...wordsOf('alerts', language) })
      .filter(([key, text]) => OF_ANY_BULLETIN.test(key) && PARTICIPLE.test(text) && !NO_PARTICIPLES.test(text))
      .map(([key, text]) => `${language}, ${key}: ${text}`),
  );
  expect(gendered).toEqual([]);
});

/** Files whose every sentence is said to officers, beside what any file gives to `phrase()`. */
const SPOKEN =
  /field-faults|identifiers|kinds\/(said-words|[a-z-]+\/(completeness|request|measures|subjects))\.|alert\/(schema|indicators|reply)/;
const SAYING = new Set(['phrase', 'issue', 'gap', 'gapIn']);
/** What a schema is asked to hold, of which the last argument may be a sentence for who is told that it does not. */
const TO_OFFICERS = /libs.kinds|apps.node.src.(?!process)/;
const HOLDING = new Set(['regex', 'min', 'max', 'length', 'refine', 'nonempty']);

/** The sentences that a node's sources say: the English texts of phrases, and what schemas expect. */
function sentencesOf(file: string): string[] {
  const found: string[] = [];
  const take = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && / /.test(node.text) && !/^UNTOC/.test(node.text)) found.push(node.text);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(take);
  };
  const visit = (node: ts.Node): void => {
    const called = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SAYING.has(node.expression.text);
    const held =
      TO_OFFICERS.test(file) &&
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      HOLDING.has(node.expression.name.text);
    if (called) node.arguments.forEach(take);
    if (held) node.arguments.slice(1).forEach(take);
    if (SPOKEN.test(file) && !ts.isImportDeclaration(node.parent ?? node)) take(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true));
  return found;
}

/** What answers other programs, and the terminal. */
const MACHINES_ALONE = /taxii|courier|mailbox|openapi|kinds.(json|case-message|registry|alert.sharing)/;

/** What the console never asks for, or answers by itself. */
const DEALT_WITH = new Set([
  'kind-unknown',
  'log-not-stored',
  'no-preview',
  'second-factor-needed',
  'upload-unknown',
  'upload-elsewhere',
]);

/** The codes that a file's `problem()` and `refuse()` answer with. */
function problemsOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const code = { problem: node.arguments[1], refuse: node.arguments[0], no: node.arguments[0] }[
        node.expression.text
      ];
      if (code && ts.isStringLiteral(code)) found.push(code.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true));
  return found;
}

describe('what a node says', () => {
  const files = ['libs', join('apps', 'node', 'src')]
    .flatMap((folder) => sources(folder))
    .filter((file) => !/\.test\.ts$|libs\/testing/.test(file));
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const keys = [...keysOf(SAID)];

  test('is known in every language', () => {
    const rules = [...DEFAULT_POLICY.matchAll(/@reason\("([^"]+)"\)/g)].map(([, reason]) => reason!);
    const unknown = [...files.flatMap(sentencesOf), ...rules].filter((one) => !keys.includes(one));
    expect(unknown).toEqual([]);
  });
  test('by the code of a problem is known in every language, where an officer can meet it', () => {
    const met = files
      .filter((file) => /apps.node|libs.kinds/.test(file) && !MACHINES_ALONE.test(file))
      .flatMap(problemsOf)
      .filter((code) => !DEALT_WITH.has(code) && !(`problem.${code}` in ENGLISH) && !(`problem.${code}` in SAID));
    expect([...new Set(met)]).toEqual([]);
  });
  test('by a code that more than one kind refuses with names none of them', () => {
    const kinds = readdirSync(join('libs', 'kinds'), { withFileTypes: true }).flatMap(({ name }) => {
      const words = join('libs', 'kinds', name, 'words');
      return existsSync(words) ? [{ name, words }] : [];
    });
    // What stands outside the kinds' folders is said by all of them.
    const refusals = files
      .filter((file) => /libs.kinds/.test(file))
      .flatMap((file) => {
        const kind = kinds.find(({ name }) => file.startsWith(join('libs', 'kinds', name, '/')))?.name;
        return problemsOf(file).map((code) => ({ code, kind }));
      });
    const codes = [...new Set(refusals.map(({ code }) => code))].filter((code) => {
      const refusing = new Set(refusals.filter((one) => one.code === code).map(({ kind }) => kind));
      return refusing.size > 1 || refusing.has(undefined);
    });
    expect(codes).toContain('not-between-states');
    const naming = LANGUAGES.flatMap((language) => {
      const said = wordsOf('said', language);
      const names = kinds.flatMap(({ words }) => {
        const { one, many } = JSON.parse(readFileSync(join(words, `${language}.json`), 'utf8')).kind;
        return [one, many].map((name: string) => name.toLowerCase());
      });
      return codes
        .flatMap((code) => [said[`problem.${code}`] ?? '', said[`problem.${code}.remedy`] ?? ''])
        .filter((text) => names.some((name) => text.toLowerCase().includes(name)));
    });
    expect(naming).toEqual([]);
  });
  test('is nothing that no node says', () => {
    const codes = keys.flatMap((key) => /^problem\.([a-z-]+)$/.exec(key)?.[1] ?? []);
    expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
    const sentences = keys.filter((key) => !key.startsWith('problem.'));
    expect(sentences.filter((one) => !text.includes(one))).toEqual([]);
  });
  test('is translated from what it says: the sentence itself', () => {
    const sentences = keys.filter((key) => !key.startsWith('problem.'));
    expect(sentences.filter((key) => (SAID[key] ?? SAID[`${key}_other`]) !== key)).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';
import { ar } from './ar.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { pt } from './pt.js';
import { said as inArabic } from './said-ar.js';
import { said as inSpanish } from './said-es.js';
import { said as inFrench } from './said-fr.js';
import { said as inPortuguese } from './said-pt.js';

const ENGLISH: Readonly<Record<string, string>> = en;
const OTHERS: Readonly<Record<string, Readonly<Record<string, string>>>> = { fr, pt, es, ar };
const FORM = /_(zero|one|two|few|many|other)$/;
const plain = (words: Readonly<Record<string, string>>) => Object.keys(words).filter((key) => !FORM.test(key));
const plurals = (words: Readonly<Record<string, string>>) => [
  ...new Set(
    Object.keys(words)
      .filter((key) => FORM.test(key))
      .map((key) => key.replace(FORM, '')),
  ),
];
const blanks = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
/** Words that these languages spell alike, and names of standards. */
const ALIKE = new Set(
  'Incidents|urgent|Urgent|Contacts|STIX 2.1|{{day}} ({{away}})|Menu|Note|Document|fax|mobile|Administration|Europe|Annexes|auditor|Agadez, Sebha, سبها …|Transport|active {{when}}|Console|Terminal|Envelope|Service|IBAN|SHA-256|IMEI|Message|Documents|Description|Source|Type'.split(
    '|',
  ),
);

/** The forms that a language's rules ask for between 0 and 200 (CLDR). */
const formsOf = (language: string): string[] => {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 201 }, (_, n) => rules.select(n)))];
};

describe.each(Object.keys(OTHERS))('the console in %s', (language) => {
  const words = OTHERS[language]!;
  test('says everything that it says in English, and nothing else', () => {
    expect(plain(words).sort()).toEqual(plain(ENGLISH).sort());
    expect(plurals(words).sort()).toEqual(plurals(ENGLISH).sort());
  });
  test('has the plural forms that its rules ask for', () => {
    const missing = plurals(words).flatMap((key) =>
      formsOf(language)
        .filter((form) => form !== 'many' || language === 'ar')
        .map((form) => `${key}_${form}`)
        .filter((each) => words[each] === undefined),
    );
    expect(missing).toEqual([]);
  });
  test('says none where its rules count none as one', () => {
    if (new Intl.PluralRules(language).select(0) !== 'one') return;
    const wrong = plurals(words).filter((key) => !/\{\{count\}\}/.test(words[`${key}_one`]!) && !words[`${key}_zero`]);
    expect(wrong).toEqual([]);
  });
  test('fills in what English fills in', () => {
    const wrong = plain(words).filter((key) => String(blanks(words[key]!)) !== String(blanks(ENGLISH[key]!)));
    expect(wrong).toEqual([]);
  });
  test('is translated', () => {
    const same = plain(words).filter((key) => words[key] === ENGLISH[key] && !ALIKE.has(words[key]!));
    expect(same).toEqual([]);
  });
});

/** Every source file of a folder. */
function sources(folder = join('apps', 'console', 'src')): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? sources(join(folder, one.name)) : /\.tsx?$/.test(one.name) ? [join(folder, one.name)] : [],
  );
}

test('every word that the console asks for is there, and every word that is there is asked for', () => {
  const text = sources()
    .filter((file) => !/language\/(said-)?(en|fr|pt|es|ar)\.ts$|\.test\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const literal = new Set([...text.matchAll(/['"`]([a-z][a-z-]*(?:\.[A-Za-z+-]+)*)['"`]/g)].map(([, key]) => key!));
  const prefixes = [...text.matchAll(/t\(\s*`([a-z.-]+)\$\{/g)].map(([, prefix]) => prefix!);
  const asked = [...text.matchAll(/\bt\(\s*'([^']+)'\s*[,)]/g)].map(([, key]) => key!);
  const known = new Set([...plain(ENGLISH), ...plurals(ENGLISH)]);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
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

const SAID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: inFrench,
  pt: inPortuguese,
  es: inSpanish,
  ar: inArabic,
};
/** Files whose every sentence is said to officers, beside what any file gives to `phrase()`. */
const SPOKEN =
  /field-faults|identifiers|mutual-legal-assistance\/(completeness|request|measures|subjects|words)|alert\/(schema|indicators|reply)/;
const SAYING = new Set(['phrase', 'issue', 'gap', 'gapIn']);

/** The sentences that a node's sources say: the English texts of phrases, and what schemas expect. */
function sentencesOf(file: string): string[] {
  const found: string[] = [];
  const take = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && / /.test(node.text) && !/^UNTOC/.test(node.text)) found.push(node.text);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(take);
  };
  const visit = (node: ts.Node): void => {
    const called = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SAYING.has(node.expression.text);
    if (called) node.arguments.forEach(take);
    if (SPOKEN.test(file) && !ts.isImportDeclaration(node.parent ?? node)) take(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true));
  return found;
}

/** What answers other programs, and the terminal. */
const MACHINES_ALONE = /taxii|courier|mailbox|openapi/;

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
      const code = { problem: node.arguments[1], refuse: node.arguments[0] }[node.expression.text];
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
  const keys = Object.keys(inFrench);

  test('is known in every language', () => {
    const rules = [...DEFAULT_POLICY.matchAll(/@reason\("([^"]+)"\)/g)].map(([, reason]) => reason!);
    const unknown = [...files.flatMap(sentencesOf), ...rules].filter((one) => !(one in inFrench));
    expect(unknown).toEqual([]);
  });
  test('by the code of a problem is known in every language, where an officer can meet it', () => {
    const met = files
      .filter((file) => /apps.node/.test(file) && !MACHINES_ALONE.test(file))
      .flatMap(problemsOf)
      .filter((code) => !DEALT_WITH.has(code) && !(`problem.${code}` in ENGLISH) && !(`problem.${code}` in inFrench));
    expect([...new Set(met)]).toEqual([]);
  });
  test('is nothing that no node says', () => {
    const codes = keys.flatMap((key) => /^problem\.([a-z-]+)$/.exec(key)?.[1] ?? []);
    expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
    const sentences = keys.filter((key) => !key.startsWith('problem.')).map((key) => key.replace(FORM, ''));
    expect(sentences.filter((one) => !text.includes(one))).toEqual([]);
  });
  test('by a code has a word: acts in the audit log, reasons of a likeness, incidents', () => {
    const codes = (file: string, from: RegExp) => [
      ...from.exec(readFileSync(file, 'utf8'))![1]!.matchAll(/'([a-z-]+)'/g),
    ];
    const asked = [
      ...codes('apps/node/src/people/audit/audit.ts', /type AuditAction =([^;]+);/).map(
        ([, code]) => `audit.did.${code}`,
      ),
      ...codes('libs/correlation/compare.ts', /signal: ([^;]+);/).map(([, code]) => `signal.${code}`),
      ...[...text.matchAll(/incidents\.record(?:Once)?\(\s*'([a-z-]+)'/g)].map(([, code]) => `incident.${code}`),
      ...[...text.matchAll(/(?:return quarantine\(|\breason[:=] |const reason = )['`]([a-z-]+)[:']/g)].map(
        ([, code]) => `quarantine.${code}`,
      ),
      ...[...text.matchAll(/return later\('([a-z-]+)'/g)].map(([, code]) => `waiting.${code}`),
    ];
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !(key in ENGLISH))).toEqual([]);
  });
  test.each(Object.keys(SAID))('is said in %s with the same blanks', (language) => {
    const words = SAID[language]!;
    expect(Object.keys(words).sort()).toEqual([...keys].sort());
    const wrong = keys.filter(
      (key) => !FORM.test(key) && !key.startsWith('problem.') && String(blanks(words[key]!)) !== String(blanks(key)),
    );
    expect(wrong).toEqual([]);
  });
});

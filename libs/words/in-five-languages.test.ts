import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, type ReaderLanguage } from '#libs/geography/country.js';

/**
 * Every list of words that is anywhere in `libs` and `apps`: a folder `words`, or one inside it, with a file of i18next JSON (v4)
 * for each language. A new one is held to the same here, and no line is added.
 */
const FOLDERS = ['libs', 'apps'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((file) => join(room, file))
    .filter((file) => /[\\/]words[\\/].*\.json$/.test(file))
    .map(dirname),
);
const LISTS = [...new Set(FOLDERS)].sort();

type Texts = Readonly<Record<string, string>>;
const textOf = (list: string, language: string): string => readFileSync(join(list, `${language}.json`), 'utf8');

/** A list's texts by their keys: `heading.summary` for what stands in a group. */
const wordsOf = (list: string, language: string): Texts =>
  Object.fromEntries(flat(JSON.parse(textOf(list, language)), ''));
const flat = (value: unknown, key: string): [string, string][] => {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${key}: a translator's tool takes texts and groups of texts`);
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, key ? `${key}.${name}` : name));
};

/** What stands at the end of a key whose text depends on a number (CLDR). */
const FORM = /_(zero|one|two|few|many|other)$/;
const plain = (words: Texts) => Object.keys(words).filter((key) => !FORM.test(key));
const counted = (words: Texts) => [
  ...new Set(
    Object.keys(words)
      .filter((key) => FORM.test(key))
      .map((key) => key.replace(FORM, '')),
  ),
];
const formsOf = (language: ReaderLanguage) => new Intl.PluralRules(language).resolvedOptions().pluralCategories;
/** What is filled into a text; nothing where a language lacks it, which another test says. */
const blanks = (text = '') => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
const uncounted = (text?: string) => blanks(text).filter((blank) => blank !== '{{count}}');

/** Words that these languages spell alike, and names of standards. */
const ALIKE = new Set(
  'control|no|normal|Conditions|conditions|Parties|Date|Protection|Questions|Confiscation|Consultation|Extension|suspect|expert|source|information|structure|impact|force|servitude|transit|destination|pick-up|guide|visa|violence|hawala|MMSI|bytes|irregular|ritual|Incidents|urgent|Urgent|Contacts|STIX 2.1|{{day}} ({{away}})|Menu|Note|Document|fax|mobile|Administration|Europe|Annexes|auditor|Agadez, Sebha, سبها …|Transport|active {{when}}|Console|Terminal|Envelope|Service|IBAN|SHA-256|IMEI|Message|Documents|Description|Source|Type|Publications'.split(
    '|',
  ),
);
const isOfNone = (key: string, words: Texts) =>
  key.endsWith('.none') && `${key.slice(0, -'.none'.length)}_other` in words;
const isSign = (text: string) => !/\p{L}/u.test(text);

test('there are lists of words', () => {
  expect(LISTS).toContain(join('libs', 'kinds', 'alert', 'words'));
  expect(LISTS.length).toBeGreaterThan(10);
});

describe.each(LISTS)('%s', (list) => {
  test('has a file for each language, and no other', () => {
    expect(
      readdirSync(list)
        .filter((file) => file.endsWith('.json'))
        .sort(),
    ).toEqual(LANGUAGES.map((language) => `${language}.json`).sort());
  });
  const english = wordsOf(list, 'en');

  test.each(LANGUAGES)('in %s is written as a tool writes it: two blanks a level, no name twice', (language) => {
    expect(textOf(list, language)).toBe(`${JSON.stringify(JSON.parse(textOf(list, language)), null, 2)}\n`);
  });
  test.each(LANGUAGES)('in %s says everything that it says in English, and nothing else', (language) => {
    const words = wordsOf(list, language);
    expect(plain(words).sort()).toEqual(plain(english).sort());
    expect(counted(words).sort()).toEqual(counted(english).sort());
    expect(Object.keys(words).filter((key) => words[key] === '')).toEqual([]);
  });
  test.each(LANGUAGES)('in %s has the forms that its rules ask for and no other, and says none', (language) => {
    const words = wordsOf(list, language);
    const asked = counted(words).flatMap((key) => formsOf(language).map((form) => `${key}_${form}`));
    expect(
      Object.keys(words)
        .filter((key) => FORM.test(key))
        .sort(),
    ).toEqual(asked.sort());
    expect(counted(words).filter((key) => words[`${key}.none`] === undefined)).toEqual([]);
  });
  test.each(LANGUAGES)('in %s fills in what English fills in', (language) => {
    const words = wordsOf(list, language);
    const known = plain(english).filter((key) => !isOfNone(key, english));
    const forms = counted(english).flatMap((key) =>
      formsOf(language).map((form) => [`${key}_${form}`, `${key}_other`] as const),
    );
    const wrong = [
      ...known.filter((key) => String(blanks(words[key])) !== String(blanks(english[key]))),
      ...forms.flatMap(([key, other]) => {
        const [has, wants] = [uncounted(words[key]), uncounted(english[other])];
        return (key.endsWith('_zero') ? has.every((blank) => wants.includes(blank)) : String(has) === String(wants))
          ? []
          : [key];
      }),
      // Of none a language may leave out what the sentence is about: "no message".
      ...counted(english)
        .filter((key) => !blanks(words[`${key}.none`]).every((one) => blanks(english[`${key}_other`]).includes(one)))
        .map((key) => `${key}.none`),
    ];
    expect(wrong).toEqual([]);
  });
  test.each(LANGUAGES.filter((language) => language !== 'en'))('in %s is translated', (language) => {
    const words = wordsOf(list, language);
    const same = plain(words).filter((key) => words[key] === english[key] && !isSign(words[key]!));
    expect(same.filter((key) => !ALIKE.has(words[key]!)).map((key) => words[key])).toEqual([]);
  });
});

/** The folder whose lists become one for who reads them: those in one folder `words`. */
const togetherIn = (list: string) => list.replace(/([\\/]words)[\\/].*$/, '$1');

test.each([...new Set(LISTS.map(togetherIn))])(
  'no two lists in %s have a key in common: the later would win',
  (folder) => {
    const lists = LISTS.filter((list) => togetherIn(list) === folder);
    const keys = lists.flatMap((list) => [
      ...new Set(Object.keys(wordsOf(list, 'en')).map((key) => key.replace(FORM, ''))),
    ]);
    const shared = keys.filter((key, i) => keys.indexOf(key) !== i);
    const owners = (key: string) =>
      lists.filter((list) => Object.keys(wordsOf(list, 'en')).some((one) => one.replace(FORM, '') === key));
    expect(shared.map((key) => `${key}: ${owners(key).join(', ')}`)).toEqual([]);
  },
);

test('no list of words is kept in TypeScript beside them', () => {
  const other = [...new Set(LISTS.map((list) => list.replace(/[\\/]words([\\/].*)?$/, '')))].flatMap((folder) =>
    LANGUAGES.map((language) => join(folder, `${language}.ts`)).filter((file) => existsSync(file)),
  );
  expect(other).toEqual([]);
});

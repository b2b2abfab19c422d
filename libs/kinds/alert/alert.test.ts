import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { fieldFaults } from '#libs/outcome/field-faults.js';
import { bulletinAsText } from '#libs/testing/bulletin-as-text.js';
import { blocksOfBulletin } from '../bulletin-blocks.js';
import { handlingIn } from '../handling-line.js';
import { fieldWordsIn, voiceIn } from '../voice.js';
import { Alert, AlertDraft } from './schema.js';
import { ALERT_WORDS } from './words/index.js';

const example = (name: string) => JSON.parse(readFileSync(`examples/${name}`, 'utf8'));
const route = () => example('sahel-route.json');
const faultsOf = (alert: unknown) => {
  const parsed = AlertDraft.safeParse(alert);
  return parsed.success ? [] : fieldFaults(parsed.error);
};

describe('an alert', () => {
  test.each(readdirSync('examples').filter((name) => name.endsWith('.json')))(
    'the example %s is well-formed',
    (name) => {
      const { files: _paths, ...alert } = example(name);
      expect(faultsOf(alert)).toEqual([]);
    },
  );

  test('names every wrong field and what is expected there', () => {
    const alert = route();
    alert.offence = 'piracy';
    alert.routes[0].points[1].country = 'Niger';
    alert.indicators[0].value = '96 12 34 56';
    delete alert.evaluation;
    alert.victim = 'a name';
    const faults = faultsOf(alert);
    expect(faults.map((fault) => fault.field).sort()).toEqual([
      '',
      'evaluation',
      'indicators[0].value',
      'offence',
      'routes[0].points[1].country',
    ]);
    expect(faults.find((fault) => fault.field === 'indicators[0].value')?.expected).toMatch(/country code/);
    expect(faults.find((fault) => fault.field === '')?.expected).toMatch(/victim/);
  });

  test.each([
    ['telephone', '+227 96-12 34 56', '+22796123456'],
    ['iban', 'pt50 0002 0123 1234 5678 9015 4', 'PT50000201231234567890154'],
    ['imo', 'IMO 9074729', '9074729'],
  ])('normalises a %s', (type, value, normal) => {
    const alert = { ...route(), indicators: [{ type, value, confidence: 'low' }] };
    expect(AlertDraft.parse(alert).indicators[0]?.value).toBe(normal);
  });

  test.each([
    ['telephone', '0000'],
    ['iban', 'PT50 0002 0123 1234 5678 9015 5'],
    ['imo', '9074728'],
    ['mmsi', '123'],
    ['wallet', 'not-a-wallet'],
  ])('refuses a malformed %s', (type, value) => {
    expect(faultsOf({ ...route(), indicators: [{ type, value, confidence: 'low' }] })).toHaveLength(1);
  });

  test('of trafficking tells act, means and purpose; for children no means is needed', () => {
    const alert = example('from-smuggling-to-exploitation.json');
    alert.trafficking.means = [];
    expect(faultsOf(alert).map((fault) => fault.field)).toEqual(['trafficking.means']);
    alert.trafficking.concernsChildren = true;
    expect(faultsOf(alert)).toEqual([]);
    delete alert.trafficking;
    expect(faultsOf(alert).map((fault) => fault.field)).toEqual(['trafficking']);
  });

  test('marked TLP:RED names its units', () => {
    const alert = route();
    alert.handling.tlp = 'RED';
    expect(faultsOf(alert).map((fault) => fault.field)).toEqual(['handling.namedUnits']);
  });

  test('reads as text with its handling in words', () => {
    const alert = Alert.parse(route());
    expect(bulletinAsText('alert', alert)).toContain('Agadez (Niger, embarkation) → Séguédine');
    const words = { ...ALERT_WORDS.en, ...fieldWordsIn('en', ALERT_WORDS.en) };
    expect(handlingIn(alert.handling, words)).toContain('not to be passed on');
  });
});

describe('in the reader’s language', () => {
  const example = () =>
    Alert.parse({ ...JSON.parse(readFileSync('examples/from-smuggling-to-exploitation.json', 'utf8')), files: [] });

  test.each(Object.keys(ALERT_WORDS) as ReaderLanguage[])(
    '%s: every code has its words, and none is shown as it travels',
    (language) => {
      const { direction: _, comma: __, colon: ___, ...groups } = ALERT_WORDS[language];
      for (const words of Object.values(groups)) {
        for (const [code, said] of Object.entries(words)) expect([code, said.trim()]).not.toEqual([code, '']);
      }
      const codes = Object.values(groups)
        .flatMap((words) => Object.entries(words))
        .filter(([code, said]) => code.includes('-') && code !== said)
        .map(([code]) => code);
      const own = blocksOfBulletin('alert', example(), voiceIn(language, ALERT_WORDS[language]))
        .flatMap((block) => block.lines)
        .join('\n');
      for (const code of codes) expect(own).not.toContain(code);
    },
  );

  test('free text stays in its own language, headings and countries are the reader’s', () => {
    const text = bulletinAsText('alert', example(), 'ar');
    expect(text).toContain(example().summary.text);
    expect(text).toContain('تهريب تحول إلى اتجار: تجنيد، نقل');
    expect(bulletinAsText('alert', example(), 'pt')).toContain('Rotas');
  });
});

import { describe, expect, test } from '@jest/globals';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { CASE_KINDS } from './case-kinds.js';
import { termsInWords } from './terms-in-words.js';
import { fieldWordsIn, termVoiceIn } from './voice.js';

const said = (kind: string, language: ReaderLanguage, terms: Record<string, unknown>): string[] =>
  termsInWords(terms, termVoiceIn(language, CASE_KINDS[kind]!.words[language])).map((one) =>
    one.replaceAll('\u00a0', ' '),
  );
const ASSISTANCE = 'mutual-legal-assistance';

describe('the terms of a move', () => {
  test('are said in the reader’s words: fields, codes, days, and that something is so', () => {
    const terms = { number: 1, about: 'refusal', measures: [5, 6], answerBy: '2026-12-04' };
    expect(said(ASSISTANCE, 'pt', terms)).toEqual([
      'Número: 1',
      'Sobre: recusa',
      'Auxílio pedido: 5, 6',
      'Responder até: 4 de dezembro de 2026',
    ]);
    expect(said(ASSISTANCE, 'fr', { agreed: false })).toEqual(['D’accord : non']);
  });
  test('name each decision by its measure, with its ground or until when', () => {
    const decisions = [
      { measure: 1, decision: 'accepted' },
      { measure: 2, decision: 'refused', ground: 'domestic-law' },
      { measure: 3, decision: 'postponed', until: '2027-02-15' },
    ];
    const [line] = said(ASSISTANCE, 'fr', { decisions });
    expect(line).toContain('1 : acceptée, 2 : refusée (le droit interne');
    expect(line).toContain('3 : différée (15 février 2027)');
  });
  test('write times on offer as times', () => {
    const slots = [[Date.parse('2026-12-03T10:00Z'), Date.parse('2026-12-03T11:00Z')]];
    expect(said(ASSISTANCE, 'en', { slots })).toEqual([
      'Times: 3 December 2026 at 10:00 UTC – 3 December 2026 at 11:00 UTC',
    ]);
  });
  test('leave out what a request lists: it is shown with it', () => {
    expect(said(ASSISTANCE, 'en', { measures: [{ number: 1, type: 'records' }] })).toEqual([]);
  });
  test('are whatever a newer version or a liar writes, and never more than a text', () => {
    const odd = {
      language: 'not a tag!',
      answerBy: '2026-99-99',
      at: '2026-99-99T99:99Z',
      number: 9e15,
      constructor: ['toString', null, { __proto__: 1 }],
      slots: [[8.7e15, 8.8e15]],
    };
    expect(said(ASSISTANCE, 'ar', odd).join()).toContain('2026-99-99T99:99Z');
  });
});

test.each(Object.keys(CASE_KINDS))('no term of any move of %s goes by its code', (kind) => {
  const { beginnings, moves, words } = CASE_KINDS[kind]!;
  const names = Object.values({ ...beginnings, ...moves }).flatMap(({ terms }) => Object.keys(terms.shape));
  const { labelOf } = fieldWordsIn('ar', words.ar);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => labelOf(name) === name)).toEqual([]);
});

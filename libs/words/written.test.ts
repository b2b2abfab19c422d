import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '#libs/geography/country.js';
import { writtenAmount, writtenDay, writtenMoment, writtenNumber } from './written.js';

/** As it stands on the page, whichever space keeps it on one line. */
const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const inEach = (write: (language: (typeof LANGUAGES)[number]) => string) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, spaced(write(language))]));

describe('figures as each language writes them', () => {
  test('an amount is the same amount in Lisbon, Paris, Madrid, Tunis and London', () => {
    expect(inEach((language) => writtenAmount(language, 61_000, 'EUR'))).toEqual({
      en: '61,000 EUR',
      fr: '61 000 EUR',
      pt: '61 000 EUR',
      es: '61.000 EUR',
      ar: '61.000 EUR',
    });
    expect(inEach((language) => writtenAmount(language, 12_061.5, 'EUR'))).toEqual({
      en: '12,061.50 EUR',
      fr: '12 061,50 EUR',
      pt: '12 061,50 EUR',
      es: '12.061,50 EUR',
      ar: '12.061,50 EUR',
    });
    // A currency without cents, one with three digits of them, and more of them than it has: none is invented, none lost.
    expect(
      [writtenAmount('fr', 655.957, 'XOF'), writtenAmount('en', 1.5, 'TND'), writtenAmount('en', 0.125, 'EUR')].map(
        spaced,
      ),
    ).toEqual(['655,957 XOF', '1.500 TND', '0.125 EUR']);
    expect(
      LANGUAGES.map((language) => writtenAmount(language, 61_000, 'EUR')).filter((text) => / /.test(text)),
    ).toEqual([]);
  });

  test('a number keeps its decimals, and European digits in Arabic', () => {
    expect(inEach((language) => writtenNumber(language, 1_234_567.25))).toEqual({
      en: '1,234,567.25',
      fr: '1 234 567,25',
      pt: '1 234 567,25',
      es: '1.234.567,25',
      ar: '1.234.567,25',
    });
  });

  test('a day is that day wherever the program runs, and a time says whose it is', () => {
    expect(inEach((language) => writtenDay(language, '2026-01-01'))).toEqual({
      en: '1 January 2026',
      fr: '1 janvier 2026',
      pt: '1 de janeiro de 2026',
      es: '1 de enero de 2026',
      ar: '1 يناير 2026',
    });
    expect(inEach((language) => writtenMoment(language, '2026-12-31T23:30:00-01:00'))).toEqual({
      en: '1 January 2027 at 00:30 UTC',
      fr: '1 janvier 2027 à 00:30 UTC',
      pt: '1 de janeiro de 2027 às 00:30 UTC',
      es: '1 de enero de 2027 a las 00:30 UTC',
      ar: '1 يناير 2027 في 00:30 UTC',
    });
  });
});

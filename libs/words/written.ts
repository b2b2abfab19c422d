import type { ReaderLanguage } from '#libs/geography/country.js';

/**
 * By whose habit each language writes figures (CLDR): Portuguese as in Lisbon and Praia, Arabic as from Nouakchott to Tripoli,
 * which write European digits, a point between thousands and a comma before what is less than one.
 */
const LOCALES: Readonly<Record<ReaderLanguage, string>> = {
  en: 'en-GB',
  fr: 'fr',
  pt: 'pt-PT',
  es: 'es',
  ar: 'ar-LY-u-nu-latn',
};
export const localeOf = (language: ReaderLanguage): string => LOCALES[language];

/** A number as a language writes it: `61,000`, `61 000`, `61.000`. All its decimals stay; nothing reads it back. */
export const writtenNumber = (language: ReaderLanguage, value: number): string =>
  value.toLocaleString(localeOf(language), { maximumFractionDigits: 20 });

/** An amount with its currency (ISO 4217) on the same line: `61 000 EUR`, `1 200,50 EUR`. */
export function writtenAmount(language: ReaderLanguage, value: number, currency: string): string {
  const least = Number.isInteger(value) ? 0 : minorDigitsOf(currency);
  const written = value.toLocaleString(localeOf(language), {
    minimumFractionDigits: least,
    maximumFractionDigits: 20,
  });
  return `${written}\u00a0${currency}`;
}

const minorDigitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().minimumFractionDigits ?? 0;

/** A civil day as a language writes it: `24 de novembro de 2026`. @param day `YYYY-MM-DD`; it is a day wherever it is read */
export const writtenDay = (language: ReaderLanguage, day: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00Z`),
  );

/** A time to the minute, in UTC, as a language writes it: `24 novembre 2026 à 09:00 UTC`. @param at ISO 8601, or milliseconds since 1970 */
export const writtenMoment = (language: ReaderLanguage, at: string | number): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(new Date(at));

/** The way that a language's script goes. */
export const directionOf = (language: ReaderLanguage): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** Whether a text is a civil day, as days travel: `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T12:00Z`));

/** Whether a text is a time, as times travel (ISO 8601, with its zone). */
export const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));

import { createRequire } from 'node:module';
// Without the eighty languages that its main file reads.
import countries from 'i18n-iso-countries/index.js';
import { z } from 'zod';
import { COUNTRY } from './formats.js';

/** The languages that everything a person reads is in. */
export const LANGUAGES = ['en', 'fr', 'pt', 'es', 'ar'] as const;
export type ReaderLanguage = (typeof LANGUAGES)[number];

const load = createRequire(import.meta.url);
for (const language of LANGUAGES) countries.registerLocale(load(`i18n-iso-countries/langs/${language}.json`));

/** ISO 3166-1 alpha-2, and the code that Kosovo's documents are issued under. */
export const Country = z
  .string()
  .refine((code) => /^[A-Z]{2}$/.test(code) && countries.isValid(code), {
    message: 'a country code of two capitals (ISO 3166-1), such as "NE"',
  })
  .meta({ maxLength: 2, format: COUNTRY });

/** The country that a name, in any of the five languages, or a code of two or three letters means; undefined where none. */
export function countryByName(name: string): string | undefined {
  // No name is longer, and each is compared with a thousand.
  if (name.length > 100) return undefined;
  const wanted = name.trim();
  if (Country.safeParse(wanted.toUpperCase()).success) return wanted.toUpperCase();
  if (/^[A-Za-z]{3}$/.test(wanted)) return countries.alpha3ToAlpha2(wanted.toUpperCase());
  return LANGUAGES.map((language) => countries.getAlpha2Code(wanted, language)).find((code) => code !== undefined);
}

/** A country's name as it is written in a language; its code where there is none. */
export const countryName = (code: string, language: ReaderLanguage): string =>
  countries.getName(code, language) ?? code;

import { z } from 'zod';
import { Language } from './text.js';

const Prose = z.string().trim().min(1).max(20_000);

/** What an authority says, in its own language, with the translations that go beside it (UNTOC Art. 18(14)). */
export const Words = z
  .strictObject({
    language: Language,
    text: Prose,
    translations: z
      .array(z.strictObject({ language: Language, text: Prose }))
      .max(4)
      .default([]),
  })
  .refine(
    ({ language, translations }) =>
      new Set([language, ...translations.map((one) => one.language)]).size === translations.length + 1,
    { path: ['translations'], message: 'each language once' },
  );
export type Words = z.infer<typeof Words>;

/** What is said in a language; undefined where nobody has put it into that language. */
export const inLanguage = ({ language, text, translations }: Words, wanted: string): string | undefined =>
  language === wanted ? text : translations.find((one) => one.language === wanted)?.text;

/** Whether it can be read in one of these languages. */
export const isReadableIn = (words: Words, languages: readonly string[]): boolean =>
  languages.some((language) => inLanguage(words, language) !== undefined);

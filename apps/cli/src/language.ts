import { LANGUAGES, type ReaderLanguage } from '#libs/geography/country.js';
import { refused } from './files.js';

/** For commands that show what is in the words of a kind. */
export const languageOption = [
  '--language <tag>',
  'headings and codes in en, fr, pt, es or ar; otherwise as your terminal is set up',
] as const;

const isKnown = (tag: string): tag is ReaderLanguage => LANGUAGES.some((language) => language === tag);

/** As asked, or as the terminal is set up, or English. */
export function languageOf(asked: string | undefined): ReaderLanguage {
  if (asked !== undefined && !isKnown(asked))
    throw refused(`There are no words in "${asked}".`, `Ask for ${LANGUAGES.join(', ')}.`, 'language-unknown');
  const found = asked ?? (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').slice(0, 2);
  return isKnown(found) ? found : 'en';
}

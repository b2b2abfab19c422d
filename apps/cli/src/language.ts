import type { ReaderLanguage } from '#libs/geography/country.js';
import { ALERT_WORDS } from '#libs/kinds/alert/words/index.js';
import { refused } from './files.js';

/** As asked, or as the terminal is set up, or English. */
export function languageOf(asked: string | undefined): ReaderLanguage {
  if (asked !== undefined && !(asked in ALERT_WORDS)) {
    const known = Object.keys(ALERT_WORDS).join(', ');
    throw refused(`There are no words in "${asked}".`, `Ask for ${known}.`, 'language-unknown');
  }
  const found = asked ?? (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').slice(0, 2);
  return found in ALERT_WORDS ? (found as ReaderLanguage) : 'en';
}

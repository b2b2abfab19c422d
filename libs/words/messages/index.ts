import type { ReaderLanguage } from '#libs/geography/country.js';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };

/** What fields and codes are called in messages of whatever kind: `field.validUntil`, `code.H1`. */
export const MESSAGE_WORDS: Readonly<Record<ReaderLanguage, Readonly<Record<keyof typeof en, string>>>> = {
  en,
  fr,
  pt,
  es,
  ar,
};

import type { ReaderLanguage } from '#libs/geography/country.js';
import type { UnitFunction } from '../vocabulary.js';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };

const WORDS: Readonly<Record<ReaderLanguage, Readonly<Record<`function.${UnitFunction}`, string>>>> = {
  en,
  fr,
  pt,
  es,
  ar,
};

/** What a unit is, in a reader's language: `prosecution` as "parquet". */
export const functionName = (code: UnitFunction, language: ReaderLanguage): string =>
  WORDS[language][`function.${code}`];

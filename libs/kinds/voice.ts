import { countryName, type ReaderLanguage } from '#libs/geography/country.js';
import { functionName } from '#libs/trust/words/index.js';
import type { Voice } from './blocks.js';

/** In this language, wherever there is no browser with names of its own. @param words those of the kind in that language */
export const voiceIn = <Words>(language: ReaderLanguage, words: Words): Voice<Words> => ({
  language,
  words,
  country: (code) => countryName(code, language),
  unitFunction: (code) => functionName(code, language),
});

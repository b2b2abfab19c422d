import { countryName, type ReaderLanguage } from '#libs/geography/country.js';
import type { UnitFunction } from '#libs/trust/vocabulary.js';
import { functionName } from '#libs/trust/words/index.js';
import { MESSAGE_WORDS } from '#libs/words/messages/index.js';
import { localeOf, writtenDay, writtenMoment, writtenNumber } from '#libs/words/written.js';
import type { Voice } from './blocks.js';
import type { CaseWords } from './case-words.js';
import { type FieldWords, fieldWords } from './field-words.js';
import type { TermVoice } from './terms-in-words.js';

/** In this language, wherever there is no browser with names of its own. @param words those of the kind in that language */
export const voiceIn = <Words>(language: ReaderLanguage, words: Words): Voice<Words> => ({
  language,
  words,
  country: (code) => countryName(code, language),
  unitFunction: (code) => functionName(code, language),
});

/** What fields and codes of a kind are called, likewise. */
export function fieldWordsIn(language: ReaderLanguage, words: object): FieldWords {
  const common: Readonly<Record<string, string>> = MESSAGE_WORDS[language];
  return fieldWords([words], (key) =>
    key.startsWith('function.')
      ? functionName(key.slice('function.'.length) as UnitFunction, language)
      : Object.hasOwn(common, key)
        ? common[key]
        : undefined,
  );
}

/** How terms of a move are said, likewise. Units and treaties go by their codes. */
export function termVoiceIn(language: ReaderLanguage, words: CaseWords): TermVoice {
  const tongues = new Intl.DisplayNames([localeOf(language)], { type: 'language', fallback: 'code' });
  return {
    ...fieldWordsIn(language, words),
    words,
    number: (value) => writtenNumber(language, value),
    tongue: (tag) => tongues.of(tag) ?? tag,
    unit: (address) => address,
    instrument: (code) => code,
    day: (date) => writtenDay(language, date),
    moment: (at) => writtenMoment(language, at),
  };
}

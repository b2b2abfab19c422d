import type { ReaderLanguage } from '#libs/geography/country.js';
import { Writer } from '../../paper-writer.js';
import { ASSISTANCE_WORDS, type AssistanceWords } from '../words/index.js';

/** Writes lines in the words of mutual legal assistance. */
export type AssistanceWriter = Writer<AssistanceWords>;
export const assistanceWriter = (languages: readonly ReaderLanguage[]): AssistanceWriter =>
  new Writer(languages, ASSISTANCE_WORDS);

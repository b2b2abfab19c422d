import type { ReaderLanguage } from '#libs/geography/country.js';
import type { BulletinBlock } from '../blocks.js';
import { handlingIn } from '../handling-line.js';
import { fieldWordsIn, voiceIn } from '../voice.js';
import { blocksOf, type Content, evaluationIn } from './blocks.js';
import { ALERT_WORDS } from './words/index.js';

/** An alert in the reader's language, block by block. */
export const alertBlocks = (alert: Content, language: ReaderLanguage = 'en'): BulletinBlock[] =>
  blocksOf(alert, voiceIn(language, ALERT_WORDS[language]));

/** The same as plain text for a terminal. */
export const alertAsText = (alert: Content, language: ReaderLanguage = 'en'): string =>
  alertBlocks(alert, language)
    .map(({ heading, lines }) => `${heading}\n${lines.map((line) => `  ${line}`).join('\n')}`)
    .join('\n\n');

/** What a reader may do, in words, as it stands above any content. */
export function handlingAsText({ handling }: Content, language: ReaderLanguage = 'en'): string {
  const words = ALERT_WORDS[language];
  return handlingIn(handling, { ...words, ...fieldWordsIn(language, words) });
}

/** 4x4 in words, with the Admiralty scale beside it. */
export const evaluationAsText = (alert: Content, language: ReaderLanguage = 'en'): string =>
  evaluationIn(alert, ALERT_WORDS[language]);

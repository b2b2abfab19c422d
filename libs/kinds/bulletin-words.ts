import type { ReaderLanguage } from '#libs/geography/country.js';
import { ALERT_WORDS } from './alert/words/index.js';
import type { BulletinWords } from './bulletin-acts.js';
import type { BulletinName } from './bulletin-names.js';
import { PRACTICE_NOTE_WORDS } from './practice-note/words/index.js';
import { ASSESSMENT_WORDS } from './risk-assessment/words/index.js';

/** The words of every kind of bulletin, one line each. */
export const BULLETIN_WORDS = {
  alert: ALERT_WORDS,
  'risk-assessment': ASSESSMENT_WORDS,
  'practice-note': PRACTICE_NOTE_WORDS,
} satisfies Readonly<Record<BulletinName, Readonly<Record<ReaderLanguage, BulletinWords>>>>;

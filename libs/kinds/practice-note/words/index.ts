import type { ReaderLanguage } from '#libs/geography/country.js';
import type { WordsOf } from '#libs/words/words-of.js';
import { directionOf } from '#libs/words/written.js';
import type { BulletinWords } from '../../bulletin-acts.js';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };

/** The words for a practice note in one language. */
export type PracticeNoteWords = WordsOf<typeof en, Pick<BulletinWords, 'kind' | 'did' | 'told'>>;

/** The words for practice notes in each of the network's languages. */
export const PRACTICE_NOTE_WORDS: Readonly<Record<ReaderLanguage, PracticeNoteWords>> = {
  en: { ...en, direction: directionOf('en') },
  fr: { ...fr, direction: directionOf('fr') },
  pt: { ...pt, direction: directionOf('pt') },
  es: { ...es, direction: directionOf('es') },
  ar: { ...ar, direction: directionOf('ar') },
};

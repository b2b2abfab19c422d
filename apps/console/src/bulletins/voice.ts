import type { Voice } from '#libs/kinds/blocks.js';
import type { UnitFunction } from '#libs/trust/vocabulary.js';
import { useWords } from '../language/index.js';

/** The reader's language for the blocks of a bulletin; names of countries are the browser's own. */
export function useVoice(): <Words>(words: Words) => Voice<Words> {
  const { t, language, country } = useWords();
  const unitFunction = (code: UnitFunction) => t(`function.${code}`);
  return (words) => ({ language, words, country, unitFunction });
}

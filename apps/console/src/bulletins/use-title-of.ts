import type { Bulletin } from '#libs/api/bulletins.js';
import { useWords } from '../language/index.js';

/** What a bulletin is called: in the reader's language where it has it, otherwise in its own; empty where it is erased. */
export function useTitleOf(): (bulletin: Pick<Bulletin, 'title' | 'titles'>) => string {
  const { language } = useWords();
  return ({ title, titles }) => titles.find((one) => one.language === language)?.text ?? title;
}

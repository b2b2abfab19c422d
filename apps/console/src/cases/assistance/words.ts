import type { AssistanceWords } from '#libs/kinds/mutual-legal-assistance/words/index.js';
import { useWords } from '../../language/index.js';

export const KIND = 'mutual-legal-assistance';

/** What components say, with the words of mutual legal assistance. */
export function useAssistanceWords() {
  const words = useWords();
  return { ...words, assistance: words.cases[KIND] as AssistanceWords };
}

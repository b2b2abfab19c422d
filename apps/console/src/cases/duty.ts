import type { Answer } from '#libs/api/routes.js';
import type { AssistanceWords } from '#libs/kinds/mutual-legal-assistance/words/index.js';

export type CaseLine = Answer<'/api/v1/cases'>['cases'][number];
export type Case = Answer<'/api/v1/cases/{id}'>;
export type Owed = CaseLine['owed'][number];

/** "Decide (1, 2)": what is owed, by the words of the kind. */
export function dutySentence(
  { duty, about }: Pick<Owed, 'duty' | 'about'>,
  { duty: words, comma }: AssistanceWords,
): string {
  const said = words[duty as keyof typeof words] ?? duty;
  return said.charAt(0).toLocaleUpperCase() + said.slice(1) + (about.length > 0 ? ` (${about.join(comma)})` : '');
}

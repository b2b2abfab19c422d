import type { z } from 'zod';
import { ownIn } from './blocks.js';
import type { Handling } from './bulletin-terms.js';
import type { FieldWords } from './field-words.js';

/** What recipients may do with a bulletin, and on which conditions where its kind lets its author write any. */
export interface HandlingShown extends Pick<z.infer<typeof Handling>, 'tlp' | 'code' | 'pap'> {
  readonly conditions?: readonly { readonly text: string }[];
}

/** The same in words, as it stands above any content: `TLP:AMBER · H1: not for court … · PAP:GREEN`. */
export function handlingIn(
  { tlp, code, pap, conditions = [] }: HandlingShown,
  { direction, colon, codeOf }: Pick<FieldWords, 'codeOf'> & { direction: 'ltr' | 'rtl'; colon: string },
): string {
  const own = ownIn(direction);
  return [
    own(`TLP:${tlp}`),
    `${own(code)}${colon}${codeOf(code)}`,
    own(`PAP:${pap}`),
    ...conditions.map(({ text }) => own(text)),
  ].join(' · ');
}

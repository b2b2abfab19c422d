import type { Answer } from '#libs/api/routes.js';
import { type CaseWords, wordIn } from '#libs/kinds/case-words.js';

export type CaseLine = Answer<'/api/v1/cases'>['cases'][number];
export type Case = Answer<'/api/v1/cases/{id}'>;
export type Owed = CaseLine['owed'][number];

/** "Decide (1, 2)": what is owed, by the words of the kind. */
export function dutySentence({ duty, about }: Pick<Owed, 'duty' | 'about'>, words: CaseWords): string {
  const said = wordIn(words, 'duty', duty);
  return said.charAt(0).toLocaleUpperCase() + said.slice(1) + (about.length > 0 ? ` (${about.join(words.comma)})` : '');
}

interface Written {
  readonly day: (at: string) => string;
  readonly daysAway: (day: string) => string;
  readonly moment: (at: string) => string;
  readonly away: (at: string) => string;
}
/** "Fri 4 Dec (in 7 days)", or to the minute where the clock runs by the hour. */
export const untilWhen = ({ clock, day: until, dueAt }: Owed, { day, daysAway, moment, away }: Written): string =>
  clock === 'hours' ? `${moment(dueAt)} (${away(dueAt)})` : `${day(until)} (${daysAway(until)})`;

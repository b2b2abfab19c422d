import { Country } from '#libs/geography/country.js';
import { UnitFunction } from '#libs/trust/vocabulary.js';
import type { BulletinKind } from '../bulletin-kind.js';
import { replacementIn } from '../bulletin-replaces.js';
import { facet, type Searchable, soundsOf, Word } from '../searchable.js';
import { PracticeNote, PracticeNoteDraft, practiceNoteFacts } from './note.js';

export const PRACTICE_NOTE: BulletinKind<PracticeNote> = {
  body: PracticeNote,
  draft: PracticeNoteDraft,
  facts: practiceNoteFacts,
  summary: ({ editions, validUntil, replaces }) => ({
    titles: editions.map(({ language, title }) => ({ language, text: title })) as [Title, ...Title[]],
    validUntil: Date.parse(validUntil),
    replaces: replacementIn(replaces),
  }),
  titleIn: ({ editions }) => (Array.isArray(editions) ? (editions[0] as { title?: unknown } | null)?.title : undefined),
  searchable,
  facets: { country: Country, topic: Word, function: UnitFunction },
  /** It is worth reading for as long as nobody has found a better way. */
  retention: { information: 730, investigation: 1095, own: 1825 },
  recallable: true,
  replies: ['addition', 'contradiction', 'acted-on'],
  sentLate: true,
};

type Title = { readonly language: string; readonly text: string };

function searchable({ editions, topics, countries, functions, handling }: PracticeNote): Searchable {
  return {
    texts: editions.flatMap(({ language, title, summary, practice }) => [
      { language, text: title, weight: 'A' as const },
      { language, text: summary, weight: 'B' as const },
      { language, text: practice, weight: 'C' as const },
    ]),
    facets: [
      `tlp:${handling.tlp}`,
      ...facet(
        'language',
        editions.map(({ language }) => language),
      ),
      ...facet('topic', topics),
      ...facet('country', countries),
      ...facet('function', functions),
    ],
    sounds: soundsOf(editions.map(({ title }) => title).join(' ')),
    values: [],
  };
}

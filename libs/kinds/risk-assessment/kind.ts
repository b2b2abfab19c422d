import { Country } from '#libs/geography/country.js';
import type { BulletinKind } from '../bulletin-kind.js';
import { replacementIn } from '../bulletin-replaces.js';
import { facet, type Searchable, soundsOf, Word } from '../searchable.js';
import { assessmentFacts, citationsOf, Level, RiskAssessment } from './assessment.js';

export const RISK_ASSESSMENT: BulletinKind<RiskAssessment> = {
  body: RiskAssessment,
  draft: RiskAssessment,
  facts: assessmentFacts,
  summary: ({ title, validUntil, replaces }) => ({
    titles: [title],
    validUntil: Date.parse(validUntil),
    replaces: replacementIn(replaces),
  }),
  searchable,
  facets: { country: Country, topic: Word, likelihood: Level, impact: Level },
  /** Risk is evaluated anew from year to year: what was held before is compared with what is held now. */
  retention: { information: 365, investigation: 1095, own: 1825 },
  recallable: true,
  replies: ['addition', 'contradiction', 'acted-on'],
  sentLate: true,
  cites: citationsOf,
};

function searchable(assessment: RiskAssessment): Searchable {
  const { title, summary, judgements, recommendations, countries, topics, handling } = assessment;
  return {
    texts: [
      { ...title, weight: 'A' },
      { ...summary, weight: 'B' },
      ...judgements.map(({ statement }) => ({ ...statement, weight: 'B' as const })),
      ...recommendations.map((text) => ({ ...text, weight: 'C' as const })),
    ],
    facets: [
      `tlp:${handling.tlp}`,
      `language:${title.language}`,
      ...facet('country', countries),
      ...facet('topic', topics),
      ...facet(
        'likelihood',
        judgements.map(({ likelihood }) => likelihood),
      ),
      ...facet(
        'impact',
        judgements.map(({ impact }) => impact),
      ),
    ],
    sounds: soundsOf(title.text),
    values: [],
  };
}

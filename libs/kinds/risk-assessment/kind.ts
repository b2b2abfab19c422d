import type { BulletinKind } from '../bulletin-kind.js';
import { facet, type Searchable, soundsOf } from '../searchable.js';
import { assessmentFacts, RiskAssessment } from './assessment.js';

export const RISK_ASSESSMENT: BulletinKind<RiskAssessment> = {
  body: RiskAssessment,
  facts: assessmentFacts,
  summary: ({ title, handling, validUntil }) => ({
    title,
    tlp: handling.tlp,
    urgent: false,
    validUntil: Date.parse(validUntil),
    replaces: undefined,
  }),
  searchable,
  /** Risk is evaluated anew from year to year: what was held before is compared with what is held now. */
  retention: { information: 365, investigation: 1095, own: 1825 },
  recallable: true,
  replies: ['addition', 'contradiction', 'acted-on'],
  catchUp: true,
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

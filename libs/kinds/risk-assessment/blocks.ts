import { writtenDay } from '#libs/words/written.js';
import { type BulletinBlock, ownIn, type Read, told, type Voice } from '../blocks.js';
import type { RiskAssessment } from './assessment.js';
import type { AssessmentWords } from './words/index.js';

/** A risk assessment in the reader's language, block by block. Free text stays in its own language. */
export function blocksOf(
  assessment: Read<RiskAssessment>,
  { language, words, country }: Voice<AssessmentWords>,
): BulletinBlock[] {
  const { heading, label, level, confidence, comma, colon, direction } = words;
  const own = ownIn(direction);
  const { summary, period, countries, judgements, recommendations } = assessment;
  return told([
    [heading.summary, [own(summary.text)]],
    [heading.period, [`${writtenDay(language, period.from)} – ${writtenDay(language, period.until)}`]],
    [heading.countries, countries.length > 0 ? [countries.map(country).join(comma)] : []],
    [
      heading.judgements,
      judgements.flatMap((judgement) => [
        own(judgement.statement.text),
        [
          `${label.likelihood}${colon}${level[judgement.likelihood]}`,
          `${label.impact}${colon}${level[judgement.impact]}`,
          `${label.confidence}${colon}${confidence[judgement.confidence]}`,
        ].join(' · '),
      ]),
    ],
    [heading.recommendations, recommendations.map(({ text }) => own(text))],
  ]);
}

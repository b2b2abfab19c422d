import { z } from 'zod';
import { DateTime, Day } from '#libs/bounds/times.js';
import { MessageId } from '#libs/envelope/id.js';
import { Country } from '#libs/geography/country.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import { UnitAddress } from '#libs/trust/address.js';
import type { Cited } from '../bulletin-kind.js';
import { Replaces } from '../bulletin-replaces.js';
import { bulletinTerms, Handling, Topic } from '../bulletin-terms.js';
import { NoFiles } from '../notice.js';
import { Text } from '../text.js';

export const Level = z.enum(['low', 'medium', 'high', 'critical']);

/** How sure one is of a judgement. */
export const Confidence = z.enum(['low', 'moderate', 'high']);

/** An alert that a judgement rests on. */
export const Citation = z.strictObject({ author: UnitAddress, alert: MessageId });

/** One judgement, with what it rests on: likelihood and impact are said apart, and how sure one is of them. */
const Judgement = z.strictObject({
  statement: Text,
  likelihood: Level,
  impact: Level,
  confidence: Confidence,
  citations: z.array(Citation).min(1, 'a judgement cites at least one alert').max(100),
});

/** An evaluation of risk and threats that cites alerts (kind "risk-assessment"). */
export const RiskAssessment = z.strictObject({
  title: Text,
  summary: Text,
  period: z
    .strictObject({ from: Day, until: Day })
    .refine(({ from, until }) => from <= until, { path: ['until'], message: 'a day that is not before the first' }),
  countries: z.array(Country).max(60).default([]),
  topics: z.array(Topic).max(20).default([]),
  judgements: z.array(Judgement).min(1).max(50),
  recommendations: z.array(Text).max(30).default([]),
  handling: Handling,
  validUntil: DateTime,
  replaces: Replaces.optional(),
  files: NoFiles,
});
export type RiskAssessment = z.infer<typeof RiskAssessment>;

export const assessmentFacts = (assessment: RiskAssessment, sender: UnitAddress): BulletinFacts => ({
  terms: bulletinTerms('risk-assessment', sender, assessment),
  routes: assessment.countries.map((country) => [{ country }]),
  languages: [...new Set([assessment.title.language, assessment.summary.language])],
});

/** Every alert that its judgements rest on, with its place. */
export const citationsOf = ({ judgements }: Pick<RiskAssessment, 'judgements'>): Cited[] =>
  judgements.flatMap(({ citations }, j) =>
    citations.map(({ author, alert }, c) => ({
      field: `judgements[${j}].citations[${c}]`,
      kind: 'alert',
      author,
      bulletin: alert,
    })),
  );

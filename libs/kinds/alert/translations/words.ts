import type { z } from 'zod';
import type * as code from '../codes.js';
import type { Indicator } from '../indicators.js';

type WordsFor<Code extends z.ZodType<string>> = Readonly<Record<z.infer<Code>, string>>;

/**
 * The words for an alert in one language: headings, labels, and every code. Codes travel; these are rendered by the
 * reader's side. A language that lacks a word does not compile.
 */
export interface AlertWords {
  readonly direction: 'ltr' | 'rtl';
  /** Between the items of a list. */
  readonly comma: string;
  readonly colon: string;
  readonly heading: Readonly<
    Record<
      | 'summary'
      | 'offence'
      | 'routes'
      | 'network'
      | 'documents'
      | 'methods'
      | 'indicators'
      | 'atRisk'
      | 'lessons'
      | 'technology'
      | 'risk'
      | 'files',
      string
    >
  >;
  /** Before a value, or between two. */
  readonly label: Readonly<
    Record<
      | 'from'
      | 'validUntil'
      | 'asked'
      | 'source'
      | 'information'
      | 'admiralty'
      | 'by'
      | 'for'
      | 'concernsChildren'
      | 'persons'
      | 'alsoKnownAs'
      | 'structure'
      | 'roles'
      | 'nationalities'
      | 'links'
      | 'recruitment'
      | 'concealment'
      | 'control'
      | 'payment'
      | 'price'
      | 'sex'
      | 'ages'
      | 'vulnerabilities'
      | 'likelihood'
      | 'impact'
      | 'confidence'
      | 'bytes',
      string
    >
  >;
  readonly offence: WordsFor<typeof code.Offence>;
  readonly act: WordsFor<typeof code.TraffickingAct>;
  readonly means: WordsFor<typeof code.TraffickingMeans>;
  readonly purpose: WordsFor<typeof code.TraffickingPurpose>;
  readonly pointRole: WordsFor<typeof code.RoutePointRole>;
  readonly transport: WordsFor<typeof code.Transport>;
  readonly frequency: WordsFor<typeof code.Frequency>;
  readonly structure: WordsFor<typeof code.NetworkStructure>;
  readonly networkRole: WordsFor<typeof code.NetworkRole>;
  readonly abuse: WordsFor<typeof code.DocumentAbuse>;
  readonly document: WordsFor<typeof code.DocumentType>;
  readonly recruitment: WordsFor<typeof code.RecruitmentMethod>;
  readonly concealment: WordsFor<typeof code.ConcealmentMethod>;
  readonly control: WordsFor<typeof code.ControlMethod>;
  readonly payment: WordsFor<typeof code.PaymentMethod>;
  readonly indicator: Readonly<Record<Indicator['type'], string>>;
  readonly confidence: Readonly<Record<Indicator['confidence'], string>>;
  readonly source: WordsFor<typeof code.SourceReliability>;
  readonly information: WordsFor<typeof code.InformationReliability>;
  readonly handling: WordsFor<typeof code.HandlingCode>;
  readonly level: WordsFor<typeof code.Level>;
  readonly action: WordsFor<typeof code.ActionAsked>;
  readonly vulnerability: WordsFor<typeof code.Vulnerability>;
  readonly sex: Readonly<Record<'female' | 'male' | 'both' | 'unknown', string>>;
}

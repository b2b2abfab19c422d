import type { z } from 'zod';
import type { ReaderLanguage } from '#libs/geography/country.js';
import type { WordsOf } from '#libs/words/words-of.js';
import { directionOf } from '#libs/words/written.js';
import type { BulletinWords } from '../../bulletin-acts.js';
import type * as code from '../codes.js';
import type { Indicator } from '../indicators.js';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };

type WordsFor<Code extends z.ZodType<string>> = Record<z.infer<Code>, string>;

/** The words for an alert in one language: headings, labels, and every code. */
export type AlertWords = WordsOf<
  typeof en,
  Pick<BulletinWords, 'kind' | 'did' | 'told'> & {
    offence: WordsFor<typeof code.Offence>;
    act: WordsFor<typeof code.TraffickingAct>;
    means: WordsFor<typeof code.TraffickingMeans>;
    purpose: WordsFor<typeof code.TraffickingPurpose>;
    pointRole: WordsFor<typeof code.RoutePointRole>;
    transport: WordsFor<typeof code.Transport>;
    frequency: WordsFor<typeof code.Frequency>;
    structure: WordsFor<typeof code.NetworkStructure>;
    networkRole: WordsFor<typeof code.NetworkRole>;
    abuse: WordsFor<typeof code.DocumentAbuse>;
    document: WordsFor<typeof code.DocumentType>;
    recruitment: WordsFor<typeof code.RecruitmentMethod>;
    concealment: WordsFor<typeof code.ConcealmentMethod>;
    control: WordsFor<typeof code.ControlMethod>;
    payment: WordsFor<typeof code.PaymentMethod>;
    indicator: Record<Indicator['type'], string>;
    confidence: Record<Indicator['confidence'], string>;
    source: WordsFor<typeof code.SourceReliability>;
    information: WordsFor<typeof code.InformationReliability>;
    level: WordsFor<typeof code.Level>;
    action: WordsFor<typeof code.ActionAsked>;
    vulnerability: WordsFor<typeof code.Vulnerability>;
    sex: Record<'female' | 'male' | 'both' | 'unknown', string>;
  }
>;

/** The words for alerts in each of the network's languages. */
export const ALERT_WORDS: Readonly<Record<ReaderLanguage, AlertWords>> = {
  en: { ...en, direction: directionOf('en') },
  fr: { ...fr, direction: directionOf('fr') },
  pt: { ...pt, direction: directionOf('pt') },
  es: { ...es, direction: directionOf('es') },
  ar: { ...ar, direction: directionOf('ar') },
};

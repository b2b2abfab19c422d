import type { ReaderLanguage } from '#libs/geography/country.js';
import type { WordsOf } from '#libs/words/words-of.js';
import { directionOf } from '#libs/words/written.js';
import type { Beginning } from '../beginnings.js';
import type { Duty } from '../deadlines.js';
import type { RefusalGround } from '../grounds.js';
import type { MeasureType } from '../measures.js';
import type { MoveName } from '../moves/index.js';
import type { CaseStatus, Consultation, Form, Hearing, MeasureStatus, PartyRole, Urgency } from '../state.js';
import type { Person } from '../subjects.js';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };

type WordsFor<Code extends string> = Record<Code, string>;

/** The words for mutual legal assistance in one language: headings, labels, sentences of documents, and every code. */
export type AssistanceWords = WordsOf<
  typeof en,
  {
    measure: WordsFor<MeasureType>;
    measureStatus: WordsFor<MeasureStatus>;
    status: WordsFor<CaseStatus>;
    form: WordsFor<Form>;
    role: WordsFor<PartyRole>;
    urgency: WordsFor<Urgency>;
    ground: WordsFor<RefusalGround>;
    duty: WordsFor<Duty>;
    move: WordsFor<MoveName | Beginning>;
    do: WordsFor<MoveName>;
    about: WordsFor<Consultation['about']>;
    hearing: WordsFor<Exclude<Hearing['status'], 'cancelled'>>;
    stage: WordsFor<'investigation' | 'prosecution' | 'trial' | 'execution-of-sentence' | 'other'>;
    person: WordsFor<Person['role']>;
    source: WordsFor<'government' | 'bank' | 'financial' | 'corporate' | 'business'>;
  }
>;

/** The words for mutual legal assistance in each of the network's languages. */
export const ASSISTANCE_WORDS: Readonly<Record<ReaderLanguage, AssistanceWords>> = {
  en: { ...en, direction: directionOf('en') },
  fr: { ...fr, direction: directionOf('fr') },
  pt: { ...pt, direction: directionOf('pt') },
  es: { ...es, direction: directionOf('es') },
  ar: { ...ar, direction: directionOf('ar') },
};

import type { ReaderLanguage } from '#libs/geography/country.js';
import type { WordsOf } from '#libs/words/words-of.js';
import { directionOf } from '#libs/words/written.js';
import type { InformationReliability, SourceReliability } from '../../grading.js';
import type { Access, ExtensionReason, QuestionType, RefusalGround, Reply, Urgency } from '../codes.js';
import type { Duty } from '../deadlines.js';
import type { BEGINNING } from '../kind.js';
import type { MoveName } from '../moves.js';
import type { Entity } from '../request.js';
import type { CaseStatus, PartyRole, QuestionStatus } from '../state.js';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };

type WordsFor<Code extends string> = Record<Code, string>;

/** The words for a request for information in one language: headings, labels, and every code. */
export type InformationWords = WordsOf<
  typeof en,
  {
    status: WordsFor<CaseStatus>;
    form: WordsFor<'information-request'>;
    role: WordsFor<PartyRole>;
    urgency: WordsFor<Urgency>;
    duty: WordsFor<Duty>;
    move: WordsFor<MoveName | typeof BEGINNING>;
    do: WordsFor<MoveName>;
    question: WordsFor<QuestionType>;
    reply: WordsFor<QuestionStatus | Reply>;
    ground: WordsFor<RefusalGround>;
    extension: WordsFor<ExtensionReason>;
    access: WordsFor<Access>;
    entity: WordsFor<Entity['type']>;
    source: WordsFor<SourceReliability>;
    information: WordsFor<InformationReliability>;
  }
>;

/** The words for a request for information in each of the network's languages. */
export const INFORMATION_WORDS: Readonly<Record<ReaderLanguage, InformationWords>> = {
  en: { ...en, direction: directionOf('en') },
  fr: { ...fr, direction: directionOf('fr') },
  pt: { ...pt, direction: directionOf('pt') },
  es: { ...es, direction: directionOf('es') },
  ar: { ...ar, direction: directionOf('ar') },
};

import type { Beginning } from '../beginnings.js';
import type { Duty } from '../deadlines.js';
import type { RefusalGround } from '../grounds.js';
import type { MeasureType } from '../measures.js';
import type { MoveName } from '../moves/index.js';
import type { CaseStatus, Consultation, Form, MeasureStatus, PartyRole, Urgency } from '../state.js';
import type { Person } from '../subjects.js';

type WordsFor<Code extends string> = Readonly<Record<Code, string>>;

/**
 * The words for mutual legal assistance in one language. Codes travel; these are rendered by the reader's side. A language that lacks
 * a word does not compile.
 */
export interface AssistanceWords {
  readonly direction: 'ltr' | 'rtl';
  readonly comma: string;
  /** After a label. */
  readonly colon: string;
  readonly document: WordsFor<
    'request' | 'oral-request' | 'acknowledgement' | 'decision' | 'transmittal' | 'custody' | 'record'
  >;
  readonly heading: WordsFor<
    | 'authorities'
    | 'proceeding'
    | 'offences'
    | 'facts'
    | 'persons'
    | 'places'
    | 'accounts'
    | 'devices'
    | 'measures'
    | 'purpose'
    | 'instruments'
    | 'urgency'
    | 'confidentiality'
    | 'annexes'
    | 'decisions'
    | 'reasons'
    | 'conditions'
    | 'message'
    | 'evidence'
    | 'history'
    | 'openings'
    | 'terms'
    | 'parties'
  >;
  readonly label: WordsFor<
    | 'reference'
    | 'theirReference'
    | 'requesting'
    | 'requested'
    | 'date'
    | 'officer'
    | 'telephone'
    | 'mail'
    | 'stage'
    | 'conductedBy'
    | 'functions'
    | 'provision'
    | 'penalty'
    | 'alsoKnownAs'
    | 'born'
    | 'nationality'
    | 'documentNumber'
    | 'location'
    | 'protection'
    | 'pseudonym'
    | 'minor'
    | 'connection'
    | 'holder'
    | 'number'
    | 'period'
    | 'amount'
    | 'order'
    | 'certified'
    | 'procedure'
    | 'questions'
    | 'sought'
    | 'provider'
    | 'days'
    | 'court'
    | 'capacity'
    | 'interpreter'
    | 'onOath'
    | 'before'
    | 'wishedBy'
    | 'yes'
    | 'no'
    | 'ground'
    | 'until'
    | 'measure'
    | 'item'
    | 'copyOf'
    | 'obtainedAt'
    | 'obtainedFrom'
    | 'place'
    | 'custodian'
    | 'seal'
    | 'certificate'
    | 'from'
    | 'to'
    | 'signedBy'
    | 'code'
    | 'without'
    | 'withheld'
    | 'untranslated'
    | 'printed'
    | 'due'
    | 'late'
  >;
  readonly measure: WordsFor<MeasureType>;
  readonly measureStatus: WordsFor<MeasureStatus>;
  readonly status: WordsFor<CaseStatus>;
  readonly form: WordsFor<Form>;
  readonly role: WordsFor<PartyRole>;
  readonly urgency: WordsFor<Urgency>;
  readonly ground: WordsFor<RefusalGround>;
  readonly duty: WordsFor<Duty>;
  readonly move: WordsFor<MoveName | Beginning>;
  readonly about: WordsFor<Consultation['about']>;
  readonly stage: WordsFor<'investigation' | 'prosecution' | 'trial' | 'execution-of-sentence' | 'other'>;
  readonly person: WordsFor<Person['role']>;
  readonly source: WordsFor<'government' | 'bank' | 'financial' | 'corporate' | 'business'>;
  /** Sentences that stand in documents. */
  readonly notice: WordsFor<'use' | 'confidential' | 'postponed' | 'verify'>;
}

import type { ReaderLanguage } from '#libs/geography/country.js';

type Named<Key extends string = string> = Readonly<Record<Key, string>>;

/** Labels that lists, pages and papers of every kind of case have. */
export type CaseLabel =
  | 'reference'
  | 'theirReference'
  | 'requesting'
  | 'requested'
  | 'signedBy'
  | 'code'
  | 'without'
  | 'withheld'
  | 'erased'
  | 'printed'
  | 'due'
  | 'late'
  | 'yes'
  | 'no';

/** What officers are told of a case of the kind. */
export type CaseTelling = 'received' | 'moved' | 'move-void' | 'due-soon' | 'overdue' | 'late' | 'to-escalate';

/** The words of a kind of case in one language: those that every kind has, and beside them a group for each sort of code. */
export interface CaseWords {
  readonly direction: 'ltr' | 'rtl';
  readonly comma: string;
  readonly colon: string;
  /** What such a case is called, alone and in a list of kinds. */
  readonly kind: Named<'one' | 'many'>;
  readonly told: Named<CaseTelling>;
  readonly document: Named;
  readonly heading: Named<'parties'>;
  readonly label: Named<CaseLabel>;
  readonly status: Named;
  readonly form: Named;
  readonly role: Named;
  readonly urgency: Named;
  readonly duty: Named;
  /** What was done, as a record of the case has it. */
  readonly move: Named;
  /** The same as what can be done: on a button. */
  readonly do: Named;
  readonly notice: Named<'use' | 'verify'>;
}
export type CaseWordsByLanguage = Readonly<Record<ReaderLanguage, CaseWords>>;

/** A word of a kind for a code; the code itself where this version has none: what travels may be newer than who reads it. */
export function wordIn(words: object, group: string, code: string): string {
  const named = (words as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>)[group];
  return named && Object.hasOwn(named, code) ? named[code]! : code;
}

import type { z } from 'zod';
import type { CaseEvent } from '#libs/cases/event.js';
import type { CaseKind } from '#libs/cases/kind.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import type { Refusal } from '#libs/outcome/index.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { UnitFunction } from '#libs/trust/vocabulary.js';
import type { Phrase } from '#libs/words/phrase.js';
import type { CaseBlock } from './case-blocks.js';
import type { SaidInCase } from './case-message.js';
import type { PaperSources, ReadEvent, SetPaper } from './case-paper.js';
import type { CaseWordsByLanguage } from './case-words.js';
import type { Section } from './paper-writer.js';

export type Fields = Readonly<Record<string, unknown>>;

/** What people make a move from: its law, and what it says to whom. */
export interface MoveForm {
  readonly law: string;
  /** What every party learns. */
  readonly terms: z.ZodObject;
  /** What else it says, as it travels. */
  readonly content: z.ZodObject;
  /** The same as an officer writes it: files by the name under which they were uploaded. */
  readonly draft: z.ZodObject;
  /** Terms that nobody writes twice: told from the content as it was written. */
  readonly told?: { readonly names: readonly string[]; readonly from: (draft: Fields) => Fields };
}

/** What a field may be chosen from. A choice that is no code of the kind's own stands for itself. */
export interface Choice {
  readonly value: string | number;
  readonly word: { readonly group: string; readonly code: string } | null;
}

/** What a move's form begins with where the case stands. */
export interface MoveStart {
  /** Terms that nobody is asked for: the number of what is asked next. */
  readonly given: Fields;
  readonly terms: Fields;
  /** By the name of a term: what it is chosen from. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
}

/** Something that a unit owes in a case. */
export interface Owed {
  readonly who: UnitAddress;
  readonly duty: string;
  readonly about: readonly number[];
  /** Milliseconds since 1970-01-01T00:00Z, by the other side's clock. */
  readonly since: number;
  /** Whether its time runs by the hour, day and night, or until a day is over. */
  readonly clock: 'hours' | 'days';
  /** ISO 8601 day, in the state that owes it. */
  readonly day: string;
  /** When that day or hour is over there, milliseconds since 1970-01-01T00:00Z. */
  readonly dueAt: number;
  /** When who owes it is reminded, milliseconds since 1970-01-01T00:00Z: in their own working time. */
  readonly soonAt: number;
}

/** What lists show of a case. */
export interface CaseSummary {
  readonly reference: string;
  readonly theirReference: string | null;
  readonly form: string;
  readonly requesting: UnitAddress;
  readonly requested: UnitAddress;
  /** `normal`, or a code of the kind for what goes before other mail. */
  readonly urgency: string;
}

/** Everything that a node has to know of a kind of case; what its state is made of is the kind's alone. */
export interface CaseRooms<State> {
  readonly engine: CaseKind<State>;
  readonly words: CaseWordsByLanguage;
  /** What the units are that such cases are between. */
  readonly between: readonly UnitFunction[];
  readonly facts: (message: SaidInCase, sender: UnitAddress) => BulletinFacts;
  readonly beginnings: Readonly<Record<string, MoveForm>>;
  readonly moves: Readonly<Record<string, MoveForm>>;
  /** Why a unit cannot make a move where the case stands. */
  readonly fault: (
    state: State,
    move: string,
    terms: unknown,
    event: Pick<CaseEvent, 'author' | 'at'>,
  ) => Refusal | undefined;
  /** Moves that a unit could make now, as far as that can be told before it says what. */
  readonly open: (state: State, unit: UnitAddress) => string[];
  readonly start: (state: State, move: string) => MoveStart;
  /** Moves that are written as drafts of the kind's own first, where they are judged before anybody can send them. */
  readonly isDrafted: (move: string) => boolean;
  /** Moves that evidence custodians make, too. */
  readonly isCustody: (move: string) => boolean;
  /** What the unit is in the case, in one word; undefined where it is no party. */
  readonly role: (state: State, unit: UnitAddress) => string | undefined;
  /** Whether a unit reads what moves say, beside their terms. */
  readonly reads: (state: State, unit: UnitAddress) => boolean;
  /** In one word; in every kind `closed` and `withdrawn` are the end. */
  readonly status: (state: State) => string;
  readonly summary: (state: State) => CaseSummary;
  readonly owed: (state: State) => readonly Owed[];
  /** The files that moves commit to in their terms, by SHA-256 in hexadecimal. */
  readonly evidence: (state: State) => readonly { readonly item: string; readonly sha256: string }[];
  /** Whether a party's consent to use what it gave outside the case is recorded. */
  readonly consented: (state: State, giver: UnitAddress, user: UnitAddress) => boolean;
  /** The state as the API shows it. */
  readonly view: (state: State) => Record<string, unknown>;
  /** What it tells of itself: pages, the terminal and verified bundles are made from these. */
  readonly blocks: (state: State, events: readonly ReadEvent[]) => CaseBlock[];
  /** What one event says at length, as on paper, where it says more than a text. */
  readonly sections?: (content: unknown, languages: readonly ReaderLanguage[]) => Section[];
  /** Where a content says other things than the terms that were signed with it. */
  readonly contradiction: (event: CaseEvent, content: unknown) => Phrase | undefined;
  /** The documents that can be printed of a case; `record`, the whole of it, stands in front of a bundle. */
  readonly documents: readonly string[];
  /** One of them, in one language or in two side by side; undefined where the case has not come so far. */
  readonly paper: (
    document: string,
    languages: readonly ReaderLanguage[],
    sources: PaperSources<State>,
  ) => SetPaper | undefined;
}

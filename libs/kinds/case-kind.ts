import type { z } from 'zod';
import type { CaseEvent } from '#libs/cases/event.js';
import type { CaseKind } from '#libs/cases/kind.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import type { Refusal } from '#libs/outcome/index.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { CaseMessage } from './case-message.js';
import type { PaperSources, SetPaper } from './case-paper.js';

/** What people make a move from: its law, and what it says to whom. */
export interface MoveForm {
  readonly law: string;
  /** What every party learns. */
  readonly terms: z.ZodObject;
  /** What else it says, as it travels. */
  readonly content: z.ZodObject;
  /** The same as an officer writes it: files by the name under which they were uploaded. */
  readonly draft: z.ZodObject;
}

/** Something that a unit owes in a case. */
export interface Owed {
  readonly who: UnitAddress;
  readonly duty: string;
  readonly about: readonly number[];
  /** Milliseconds since 1970-01-01T00:00Z, by the other side's clock. */
  readonly since: number;
  /** ISO 8601 day, in the state that owes it. */
  readonly day: string;
  /** When that day is over there, milliseconds since 1970-01-01T00:00Z. */
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
  readonly urgency: string;
}

/** Everything that a node has to know of a kind of case; what its state is made of is the kind's alone. */
export interface CaseRooms<State> {
  readonly engine: CaseKind<State>;
  readonly facts: (message: CaseMessage, sender: UnitAddress) => BulletinFacts;
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
  /** Moves that are written as drafts first, where they are judged before anybody can send them. */
  readonly isDrafted: (move: string) => boolean;
  /** Moves that evidence custodians make, too. */
  readonly isCustody: (move: string) => boolean;
  /** What the unit is in the case, in one word; undefined where it is no party. */
  readonly role: (state: State, unit: UnitAddress) => string | undefined;
  /** Whether a unit reads what moves say, beside their terms. */
  readonly reads: (state: State, unit: UnitAddress) => boolean;
  readonly status: (state: State) => string;
  readonly summary: (state: State) => CaseSummary;
  readonly owed: (state: State) => readonly Owed[];
  /** The files that moves commit to in their terms, by SHA-256 in hexadecimal. */
  readonly evidence: (state: State) => readonly { readonly item: string; readonly sha256: string }[];
  /** Whether a party's consent to use what it gave outside the case is recorded. */
  readonly consented: (state: State, giver: UnitAddress, user: UnitAddress) => boolean;
  /** The state as the API shows it. */
  readonly view: (state: State) => Record<string, unknown>;
  /** Where a content says other things than the terms that were signed with it. */
  readonly contradiction: (event: CaseEvent, content: unknown) => string | undefined;
  /** The documents that can be printed of a case. */
  readonly documents: readonly string[];
  /** One of them, in one language or in two side by side; undefined where the case has not come so far. */
  readonly paper: (
    document: string,
    languages: readonly ReaderLanguage[],
    sources: PaperSources<State>,
  ) => SetPaper | undefined;
}

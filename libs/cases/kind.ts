import type { Outcome } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { CaseEvent } from './event.js';

/** What the engine has to know of a kind of case: its state, its moves, and what comes first of two made at once. */
export interface CaseKind<State> {
  readonly name: string;
  /** The first event's state and parties; a refusal where it cannot begin a case. */
  readonly begin: (first: CaseEvent) => Outcome<{ readonly state: State; readonly parties: readonly UnitAddress[] }>;
  /**
   * What a move makes of a state. Pure, and for whatever anybody sends: a move that is not its author's to make, or not
   * now, is refused with the reason, stays in the record and has no effect.
   */
  readonly apply: (state: State, event: CaseEvent, parties: readonly UnitAddress[]) => Outcome<Changed<State>>;
  /** Of moves that were made without knowledge of each other, the one with the lower rank comes first. */
  readonly rank: (event: CaseEvent) => number;
}

export interface Changed<State> {
  readonly state: State;
  /** Who is a party from then on; undefined where that does not change. */
  readonly parties?: readonly UnitAddress[] | undefined;
}

import type { SignedEvent } from '#libs/cases/event.js';

/** An event with what it says, as far as the unit that prints has it. */
export interface ReadEvent {
  readonly event: SignedEvent;
  readonly content: unknown;
  /** Why its content is not here, where it has one. */
  readonly absent: 'withheld' | 'erased' | null;
  /** Why it has no effect. */
  readonly refusal: string | undefined;
}
/** Who prints, when, and what for: on each page, so that a copy says where it came from. */
export interface Printed {
  readonly by: string;
  readonly at: number;
  readonly why: string;
}
/** That somebody opened a file of the case on the node that prints. */
export interface Opening {
  readonly at: number;
  readonly officer: string;
  readonly file: string;
  readonly why: string;
}

/** What a document of a case is set from. */
export interface PaperSources<State> {
  readonly caseId: string;
  readonly state: State;
  readonly events: readonly ReadEvent[];
  readonly printed: Printed;
  /** By what the directory knows units and instruments: the unit's name, the instrument's titles by language. */
  readonly names: {
    readonly unit: (address: string) => string | undefined;
    readonly instrument: (id: string, language: string) => string | undefined;
  };
  /** The piece of evidence, for a custody record; all of them where it is left out. */
  readonly item?: string | undefined;
  /** Looks into the case’s files on the node that prints. */
  readonly openings: readonly Opening[];
}

/** A document ready to be set: Typst source, and its data. */
export interface SetPaper {
  readonly template: string;
  readonly data: unknown;
}

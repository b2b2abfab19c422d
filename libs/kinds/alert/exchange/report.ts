import type { FieldFault } from '#libs/outcome/field-faults.js';

/** What became of one thing in a file that somebody else wrote. */
export interface ImportLine {
  /** Where in the file: an object's id, or `Event.Attribute[3]`. */
  readonly where: string;
  readonly what: string;
  readonly taken: boolean;
  /** Where it went, or why it did not. */
  readonly why: string;
}

/** An alert as far as a foreign file tells it: a draft, to be completed by an officer. */
export interface ImportedAlert {
  readonly where: string;
  readonly draft: Readonly<Record<string, unknown>>;
}

export interface Imported<Alert = ImportedAlert> {
  readonly format: 'stix' | 'misp' | 'geojson';
  readonly alerts: readonly Alert[];
  readonly lines: readonly ImportLine[];
}

/** The same, held against the alert's own schema. */
export interface JudgedAlert extends ImportedAlert {
  /** Empty where none is told. */
  readonly title: string;
  /** What an officer has to complete or correct. */
  readonly missing: readonly FieldFault[];
}

/** Lines that an officer is shown; and things of a file that are each held against a schema. */
const MOST_LINES = 20_000;
export const MOST_TRIED = 10_000;

/** Notes line by line what was taken and what was not. */
export class Report {
  readonly lines: ImportLine[] = [];
  private tried = 0;

  /** Whether one thing more of the file is looked at: a small file can name its things without end. */
  mayTry(): boolean {
    this.tried += 1;
    return this.tried <= MOST_TRIED;
  }

  /** @returns true */
  taken = (where: string, what: string, why: string): boolean => this.put({ where, what, taken: true, why });
  /** @returns false */
  left = (where: string, what: string, why: string): boolean => this.put({ where, what, taken: false, why });

  /** What a foreign file calls something is shown on terminals: no control characters, and not without end. */
  private put(line: ImportLine): boolean {
    if (this.lines.length < MOST_LINES)
      this.lines.push({
        ...line,
        where: plain(line.where, 120),
        what: plain(line.what, 120),
        why: plain(line.why, 300),
      });
    else if (this.lines.length === MOST_LINES)
      this.lines.push({
        where: 'the file',
        what: 'and all after it',
        taken: false,
        why: `${MOST_LINES} lines are shown`,
      });
    return line.taken;
  }
}

/** Text from outside without control characters but line ends, and at most so long in UTF-16 units. */
export const plain = (text: string, longest: number): string => {
  // Cut before it is cleaned: a text can be as long as its file, and be asked for again.
  const clean = text
    .slice(0, 4 * longest)
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…` : clean;
};

/** One thing to look for: a word or, between quotation marks, words that follow each other. */
export interface QueryTerm {
  readonly text: string;
  /** Written between quotation marks: as it stands, not as it may be spelt. */
  readonly quoted: boolean;
  /** Written with a minus: what holds it is left out. */
  readonly not: boolean;
  /** Written after OR: it or the one before is enough. */
  readonly or: boolean;
}

const MOST_TERMS = 20;

/** As search boxes have it: `convoi "piste abandonnée" -bus`, `Sabha OR Sebha`. */
export function queryTerms(typed: string): QueryTerm[] {
  const terms: QueryTerm[] = [];
  let or = false;
  for (const [, minus, quoted, bare] of typed.matchAll(/(-?)(?:"([^"]+)"|(\S+))/g)) {
    if (!minus && bare === 'OR') {
      or = terms.length > 0;
      continue;
    }
    const text = (quoted ?? bare)!.replaceAll('"', '').trim();
    if (text) terms.push({ text, quoted: quoted !== undefined, not: minus === '-', or });
    or = false;
  }
  return terms.slice(0, MOST_TERMS);
}

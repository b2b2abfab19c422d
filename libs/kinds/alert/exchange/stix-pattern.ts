const LONGEST_PATTERN = 20_000;

/** Every repetition has an end, so that a pattern which holds no comparison is read in time as it is long. */
const COMPARISON = /(?<![a-z0-9-])([a-z0-9-]{1,60}):([a-z0-9_.'-]{1,200})\s{0,9}=\s{0,9}'((?:[^'\\]|\\.){1,500})'/g;

/** One comparison of a STIX pattern (STIX 2.1 §9): object type and property, and the text that it equals. */
export interface Comparison {
  readonly path: string;
  readonly text: string;
}

const read = new WeakMap<object, readonly Comparison[]>();

/** The comparisons in an indicator's pattern, which is read once: an indicator may stand in many stories. */
export function comparisonsOf(indicator: object, pattern: string): readonly Comparison[] {
  const known = read.get(indicator);
  if (known) return known;
  const found = [...pattern.slice(0, LONGEST_PATTERN).matchAll(COMPARISON)].map(([, type, property, text]) => ({
    path: `${type}:${property}`,
    text: text!.replace(/\\(.)/g, '$1'),
  }));
  read.set(indicator, found);
  return found;
}

/** Two alerts that seem to tell of one network. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

/**
 * Proposed networks from links: closest first, two groups become one where their alerts on average are as close as a
 * link asks (UPGMA, Sokal and Michener 1958). One alert that resembles two networks does not chain them together.
 * @param apart pairs that a person has said do not belong together
 */
export function propose(
  links: readonly Link[],
  threshold: number,
  apart: (a: string, b: string) => boolean,
): string[][] {
  const groupOf = new Map<string, Set<string>>();
  const scores = new Map<string, Map<string, number>>();
  for (const { a, b, score } of links) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (!groupOf.has(one)) groupOf.set(one, new Set([one]));
      if (!scores.has(one)) scores.set(one, new Map());
      scores.get(one)!.set(other, score);
    }
  }
  const closest = [...links].sort((x, y) => y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
  for (const { a, b } of closest) {
    const [one, other] = [groupOf.get(a)!, groupOf.get(b)!];
    if (one === other || average(one, other) < threshold) continue;
    if ([...one].some((x) => [...other].some((y) => apart(x, y)))) continue;
    for (const member of other) {
      one.add(member);
      groupOf.set(member, one);
    }
  }
  return [...new Set(groupOf.values())].filter((group) => group.size > 1).map((group) => [...group].sort());

  /** Alerts that were never compared count as not alike. */
  function average(one: Set<string>, other: Set<string>): number {
    let sum = 0;
    for (const x of one) for (const y of other) sum += scores.get(x)?.get(y) ?? 0;
    return sum / (one.size * other.size);
  }
}

/** Two alerts that seem to tell of one network. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

/** Alerts that belong together, as far as links say. */
export interface Group {
  readonly alerts: readonly string[];
  /** Which of the confirmed networks it goes on from; undefined for a new proposal. */
  readonly confirmed: number | undefined;
}

/**
 * Proposed networks from links: closest first, two groups become one where their alerts on average are as close as
 * `threshold` (UPGMA, Sokal and Michener 1958). One alert that resembles two networks does not chain them together.
 * @param apart pairs that a person has said do not belong together
 * @param confirmed networks that a person confirmed: they may be joined by alerts, and never by each other
 */
export function propose(
  links: readonly Link[],
  threshold: number,
  apart: (a: string, b: string) => boolean = () => false,
  confirmed: readonly (readonly string[])[] = [],
): Group[] {
  const groups = new Groups(links, apart);
  confirmed.forEach((alerts, i) => {
    groups.fix(alerts, i);
  });
  const closest = [...links].sort((x, y) => y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
  for (const { a, b } of closest) groups.join(a, b, threshold);
  return groups.all().filter(({ alerts, confirmed: known }) => alerts.length > 1 || known !== undefined);
}

class Groups {
  private readonly groupOf = new Map<string, Set<string>>();
  private readonly scores = new Map<string, Map<string, number>>();
  private readonly fixed = new Map<Set<string>, number>();

  constructor(
    links: readonly Link[],
    private readonly apart: (a: string, b: string) => boolean,
  ) {
    for (const { a, b, score } of links) {
      this.note(a, b, score);
      this.note(b, a, score);
    }
  }

  fix(alerts: readonly string[], number: number): void {
    const group = new Set(alerts);
    for (const alert of group) this.groupOf.set(alert, group);
    this.fixed.set(group, number);
  }

  join(a: string, b: string, threshold: number): void {
    let [one, other] = [this.groupOf.get(a)!, this.groupOf.get(b)!];
    if (one === other || (this.fixed.has(one) && this.fixed.has(other))) return;
    if (this.fixed.has(other)) [one, other] = [other, one];
    if (this.average(one, other) < threshold) return;
    if ([...one].some((x) => [...other].some((y) => this.apart(x, y)))) return;
    for (const member of other) {
      one.add(member);
      this.groupOf.set(member, one);
    }
  }

  all = (): Group[] =>
    [...new Set(this.groupOf.values())].map((group) => ({
      alerts: [...group].sort(),
      confirmed: this.fixed.get(group),
    }));

  private note(one: string, other: string, score: number): void {
    if (!this.groupOf.has(one)) this.groupOf.set(one, new Set([one]));
    const scores = this.scores.get(one) ?? new Map<string, number>();
    scores.set(other, score);
    this.scores.set(one, scores);
  }

  /** Alerts that were never compared count as not alike. */
  private average(one: Set<string>, other: Set<string>): number {
    let sum = 0;
    for (const x of one) for (const y of other) sum += this.scores.get(x)?.get(y) ?? 0;
    return sum / (one.size * other.size);
  }
}

/** What was asked for in vain lately, or refused, and until when it is not tried again: each time after twice as long. */
export class Pauses {
  private readonly paused = new Map<string, { until: number; ms: number }>();

  /** Milliseconds, here and below. */
  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
  ) {}

  add(name: string, now: number): void {
    const before = this.paused.get(name)?.ms;
    const ms = before === undefined ? this.firstMs : Math.min(before * 2, this.longestMs);
    this.paused.set(name, { until: now + ms, ms });
  }

  forget = (name: string): boolean => this.paused.delete(name);

  /** Forgets everything else. */
  only(wanted: ReadonlySet<string>): void {
    for (const name of this.paused.keys()) if (!wanted.has(name)) this.paused.delete(name);
  }

  has = (name: string, now: number): boolean => (this.paused.get(name)?.until ?? 0) > now;

  /** Those that are not tried at `now`. */
  names = (now: number): string[] => [...this.paused.keys()].filter((name) => this.has(name, now));
}

const FIRST_MS = 1000;
const LONGEST_MS = 10 * 60_000;

/** Whom something was refused lately, and until when it is not tried again: after each refusal twice as long. */
export class Pauses {
  private readonly paused = new Map<string, { until: number; ms: number }>();

  add(name: string, now: number): void {
    const ms = Math.min((this.paused.get(name)?.ms ?? FIRST_MS / 2) * 2, LONGEST_MS);
    this.paused.set(name, { until: now + ms, ms });
  }

  forget = (name: string): boolean => this.paused.delete(name);

  /** Those that are not tried at `now`. */
  names = (now: number): string[] => [...this.paused].filter(([, { until }]) => until > now).map(([name]) => name);
}

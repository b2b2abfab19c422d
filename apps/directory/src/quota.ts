export const HOUR_MS = 3600 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** How much of something each of many may do in a period; what was not used is not saved up. */
export class Quota {
  private readonly used = new Map<string, { amount: number; at: number }>();

  constructor(private readonly periodMs: number) {}

  /**
   * Counts more for `name`, before it is known what comes of it.
   * @param most how much it may in a period
   * @param now milliseconds since 1970
   * @returns false where it would have more than it may: then nothing is counted
   */
  take(name: string, most: number, now: number, more = 1): boolean {
    const amount = this.amountAt(name, most, now);
    if (amount + more > most) return false;
    this.used.set(name, { amount: amount + more, at: now });
    return true;
  }

  /** Milliseconds until `name` may have more. */
  wait(name: string, most: number, now: number, more = 1): number {
    return Math.max(0, Math.ceil(((this.amountAt(name, most, now) + more - most) * this.periodMs) / most));
  }

  /** What was used runs off evenly, a period's worth in a period. */
  private amountAt(name: string, most: number, now: number): number {
    const known = this.used.get(name);
    if (!known) return 0;
    return Math.max(0, known.amount - (Math.max(0, now - known.at) * most) / this.periodMs);
  }
}

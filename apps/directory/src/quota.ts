const HOUR_MS = 3600 * 1000;

/** How much of something each of many may do in an hour; what was not used is not saved up. */
export class HourlyQuota {
  private readonly used = new Map<string, { amount: number; at: number }>();

  /**
   * Counts one more for `name`, before it is known what comes of it.
   * @param perHour how many it may
   * @param now milliseconds since 1970
   * @returns false where it has had as many as it may: then nothing is counted
   */
  take(name: string, perHour: number, now: number): boolean {
    const amount = this.amountAt(name, perHour, now);
    if (amount + 1 > perHour) return false;
    this.used.set(name, { amount: amount + 1, at: now });
    return true;
  }

  /** Milliseconds until `name` may have one more. */
  wait(name: string, perHour: number, now: number): number {
    return Math.max(0, Math.ceil(((this.amountAt(name, perHour, now) + 1 - perHour) * HOUR_MS) / perHour));
  }

  /** What was used runs off evenly, an hour's worth in an hour. */
  private amountAt(name: string, perHour: number, now: number): number {
    const known = this.used.get(name);
    if (!known) return 0;
    return Math.max(0, known.amount - (Math.max(0, now - known.at) * perHour) / HOUR_MS);
  }
}

const FIRST_MS = 2000;
const LONGEST_MS = 24 * 3600 * 1000;

/** What was asked for in vain, and from when on it is asked for again: each time after twice as long, so that a wait is at most doubled. */
export class Tries {
  private readonly vain = new Map<string, { readonly ms: number; readonly next: number }>();

  /** @param now milliseconds, here and below */
  isDue(name: string, now: number): boolean {
    const known = this.vain.get(name);
    return !known || known.next <= now;
  }

  inVain(name: string, now: number): void {
    const before = this.vain.get(name)?.ms;
    const ms = before === undefined ? FIRST_MS : Math.min(before * 2, LONGEST_MS);
    this.vain.set(name, { ms, next: now + ms });
  }

  /** Forgets everything that is not wanted any more. */
  only(wanted: ReadonlySet<string>): void {
    for (const name of this.vain.keys()) if (!wanted.has(name)) this.vain.delete(name);
  }
}

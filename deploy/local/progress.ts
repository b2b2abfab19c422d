import type { Progress } from './network.js';

/** Steps on standard error as they are done, each with its time; so that waiting has an end in sight. */
export class StderrProgress implements Progress {
  private current: { text: string; since: number } | undefined;
  readonly took: { step: string; ms: number }[] = [];

  step(text: string): void {
    this.end();
    this.current = { text, since: Date.now() };
    if (process.stderr.isTTY) process.stderr.write(`… ${text}`);
  }

  note(text: string): void {
    this.clear();
    process.stderr.write(`  ${text}\n`);
  }

  end(): void {
    if (!this.current) return;
    this.clear();
    const ms = Date.now() - this.current.since;
    this.took.push({ step: this.current.text, ms });
    process.stderr.write(`✓ ${this.current.text} (${(ms / 1000).toFixed(1)} s)\n`);
    this.current = undefined;
  }

  private clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  }
}

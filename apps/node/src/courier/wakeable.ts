/** A loop that runs `work` when woken, and every `idleMs` in case nobody wakes it; one run at a time. */
export class Wakeable {
  private running = false;
  private stopped = false;
  private woken = false;
  private release: (() => void) | undefined;
  private done: Promise<void> = Promise.resolve();

  /** @param work returns whether there may be more to do at once; what it throws is left to the next run */
  constructor(
    private readonly idleMs: number,
    private readonly work: () => Promise<boolean>,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.done = this.run();
  }

  wake(): void {
    this.woken = true;
    this.release?.();
  }

  /** Resolves when the run in hand has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const more = await this.work().catch((error: unknown) => {
        this.onError(error);
        return false;
      });
      if (!more && !this.woken && !this.stopped) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.idleMs);
      this.release = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

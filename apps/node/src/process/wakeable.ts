import type { Logger } from '@nestjs/common';
import { errorName } from '#libs/outcome/error-name.js';

export interface LoopPace {
  /** Runs so often in case nobody wakes it. */
  readonly idleMs: number;
  /** At least so long from one start to the next: under load more is done in one go, at rest nothing waits. */
  readonly apartMs: number;
}

/** A loop that runs `work` when woken; one run at a time. */
export class Wakeable {
  private running = false;
  private stopped = false;
  private woken = false;
  private release: (() => void) | undefined;
  private done: Promise<void> = Promise.resolve();

  /**
   * @param work returns whether there may be more to do at once; what it throws is left to the next run
   * @param waits what the log then says to wait
   */
  constructor(
    private readonly pace: LoopPace,
    private readonly work: () => Promise<boolean>,
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly waits: string,
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
      const began = Date.now();
      const more = await this.work().catch((error: unknown) => {
        this.logger.warn(`${this.waits}: ${errorName(error)}`);
        return false;
      });
      if (more || this.stopped) continue;
      if (!this.woken) await this.rest(this.pace.idleMs);
      const early = began + this.pace.apartMs - Date.now();
      if (early > 0 && !this.stopped) await new Promise((resolve) => setTimeout(resolve, early));
    }
  }

  private rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.release = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

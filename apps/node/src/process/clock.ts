import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { alone } from './alone.js';
import { CONFIG, type NodeConfig } from './config.js';
import type { Worker } from './roles.js';
import { Wakeable } from './wakeable.js';

/** Does what is due at a time, milliseconds since 1970-01-01T00:00Z; each thing once, whichever process does it. */
export type Due = (now: number) => Promise<unknown>;

/** What comes with time: rooms say what they do then, and know nothing of each other. One process at a time does all of it. */
@Injectable()
export class Clock implements Worker {
  private readonly logger = new Logger(Clock.name);
  private readonly works: Due[] = [];
  private readonly loop: Wakeable;

  constructor(database: DataSource, @Inject(CONFIG) config: NodeConfig) {
    this.loop = new Wakeable(
      { idleMs: config.clockMs, apartMs: 1000 },
      () => alone(database, 'clock', () => this.tick(Date.now())).then(() => false),
      this.logger,
      'what is due waits',
    );
  }

  start = (): void => this.loop.start();
  stop = (): Promise<void> => this.loop.stop();

  on(work: Due): void {
    this.works.push(work);
  }

  /** Everything that is due at a time. @throws the first fault, after all the rest was done */
  async tick(now: number): Promise<void> {
    const faults: unknown[] = [];
    for (const work of this.works) await work(now).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  }
}

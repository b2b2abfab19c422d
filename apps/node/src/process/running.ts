import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Worker } from './roles.js';

/** Starts what works by itself in this process once everything is there, and ends it before anything goes. */
export class Running implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly workers: readonly Worker[]) {}

  onApplicationBootstrap(): void {
    for (const worker of this.workers) worker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop?.()));
  }
}

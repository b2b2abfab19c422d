import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import type { Worker } from './roles.js';

const AGAIN_MS = 1000;

/**
 * The index in a process of its own beside this one, of the same program: what takes long or much memory there holds up
 * nobody here, and gets what officers and mail leave of the processor. It goes with this process, however that ends, and is
 * started anew where it ends by itself.
 */
@Injectable()
export class IndexBeside implements Worker {
  private readonly logger = new Logger(IndexBeside.name);
  private child: ChildProcess | undefined;
  private again: NodeJS.Timeout | undefined;
  private stopped = false;

  start(): void {
    const child = fork(process.argv[1]!, ['--role', 'index']);
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    child.on('error', (error) => this.logger.error(`the index does not run: ${error.name}`));
    child.on('exit', () => {
      if (this.stopped) return;
      this.logger.warn('the index has ended: it is started again');
      this.again = setTimeout(() => this.start(), AGAIN_MS);
    });
    this.child = child;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
}

/** In the process beside: ends when the one that started it has. */
export const endWithParent = (): void => void process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

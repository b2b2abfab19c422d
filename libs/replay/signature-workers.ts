import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SignatureCheck } from '#libs/trust/statement.js';

/** Signatures handed to a worker at a time. */
const BATCH = 256;
/** Batches under way before whoever asks waits. */
const MOST_UNDER_WAY = 64;

/** One signature as it goes to a worker: key (32), signature (64), message. */
export type SignatureToCheck = readonly [key: Uint8Array, signature: Uint8Array, message: Uint8Array];

/**
 * Ed25519 checks on every core, for the replay of a whole log: each is answered yes at once and checked behind, and
 * `done` says whether all those answers were true, and has to be called: it ends the workers. Nothing that was built on
 * the answers is to be believed before that.
 */
export class SignatureWorkers {
  private readonly workers: Worker[];
  private batch: SignatureToCheck[] = [];
  private underWay = 0;
  private next = 0;
  private wrong = false;
  private readonly waiting: (() => void)[] = [];

  constructor(count = availableParallelism()) {
    this.workers = Array.from({ length: count }, () => {
      const worker = new Worker(new URL('./verify-worker.js', import.meta.url));
      worker.on('message', (right: boolean) => this.answered(right));
      worker.on('error', () => this.answered(false));
      return worker;
    });
  }

  readonly check: SignatureCheck = (message, signature, publicKey) => {
    this.batch.push([publicKey, signature, message]);
    if (this.batch.length >= BATCH) this.send();
    return true;
  };

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    while (this.underWay > MOST_UNDER_WAY) await this.nextAnswer();
  }

  /** Whether every signature was right; ends the workers. */
  async done(): Promise<boolean> {
    this.send();
    while (this.underWay > 0) await this.nextAnswer();
    await Promise.all(this.workers.map((worker) => worker.terminate()));
    return !this.wrong;
  }

  private send(): void {
    if (this.batch.length === 0) return;
    this.workers[this.next++ % this.workers.length]!.postMessage(this.batch);
    this.batch = [];
    this.underWay++;
  }

  private answered(right: boolean): void {
    this.underWay--;
    this.wrong ||= !right;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private nextAnswer = (): Promise<void> => new Promise((resolve) => this.waiting.push(resolve));
}

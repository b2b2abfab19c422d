import { Worker } from 'node:worker_threads';
import { OneByOne } from './one-by-one.js';

/** What a thread of its own may take before it is ended. */
export interface Allowance {
  /** Of JavaScript's own heap, in megabytes. */
  readonly megabytes: number;
  readonly milliseconds: number;
}

/** The work took more than it may. */
export class TookTooMuch extends Error {
  constructor(readonly what: 'memory' | 'time') {
    super(`a thread of its own took too much ${what}`);
  }
}

/**
 * Work that takes long, or on something from outside, in a thread of its own, so that it neither holds up nor brings down the process.
 * @param module takes `workerData`, and posts one message
 * @throws TookTooMuch
 */
export function apart<Result>(module: URL, data: unknown, { megabytes, milliseconds }: Allowance): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: megabytes } });
    const late = setTimeout(() => end(() => reject(new TookTooMuch('time'))), milliseconds);
    const end = (settle: () => void) => {
      clearTimeout(late);
      settle();
      void worker.terminate();
    };
    worker.on('message', (result: Result) => end(() => resolve(result)));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TookTooMuch('memory') : error)),
    );
    worker.on('exit', () => end(() => reject(new Error('a thread of its own ended without an answer'))));
  });
}

/** The same, one piece of work after another: each may take the whole allowance. */
export function inTurn<Result>(module: URL, allowance: Allowance): (data: unknown) => Promise<Result> {
  const turns = new OneByOne();
  return (data) => turns.after(() => apart<Result>(module, data, allowance));
}

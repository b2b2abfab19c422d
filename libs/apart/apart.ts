import { fork } from 'node:child_process';
import { OneByOne } from './one-by-one.js';

/** What a process of its own may take before it is ended. */
export interface Allowance {
  /** Of JavaScript's own heap, in megabytes. */
  readonly megabytes: number;
  readonly milliseconds: number;
}

/** The work took more than it may. */
export class TookTooMuch extends Error {
  constructor(readonly what: 'memory' | 'time') {
    super(`a process of its own took too much ${what}`);
  }
}

/** What a process of its own tells: its answer, or the name of the error that it failed by. */
type Told<Result> = { readonly answer: Result } | { readonly failed: string };

/**
 * Work that takes long, or on something from outside, in a process of its own, so that it neither holds up nor brings down
 * this one. A thread would not do: where one asks for much memory at once, V8 ends the whole process.
 * @param module calls `answering`; it has nothing of this process's environment
 * @param given what `structuredClone` takes
 * @throws TookTooMuch
 */
export function apart<Result>(module: URL, given: unknown, { megabytes, milliseconds }: Allowance): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(module, {
      env: {},
      execArgv: [`--max-old-space-size=${megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = (settle: () => void) => {
      clearTimeout(late);
      settle();
      child.kill('SIGKILL');
    };
    const late = setTimeout(() => end(() => reject(new TookTooMuch('time'))), milliseconds);
    child.on('message', (told) => {
      const { answer, failed } = told as Told<Result> & { answer: Result; failed?: string };
      end(() => (failed === undefined ? resolve(answer) : reject(new Error(`a process of its own failed: ${failed}`))));
    });
    child.on('error', (error) => end(() => reject(error)));
    // What V8 has no memory for ends the process by a signal, and nothing else does.
    child.on('exit', (_, by) =>
      end(() => reject(by ? new TookTooMuch('memory') : new Error('a process of its own ended without an answer'))),
    );
    child.send(given as object, (error) => error && end(() => reject(error)));
  });
}

/** The same, one piece of work after another: each may take the whole allowance. */
export function inTurn<Result>(module: URL, allowance: Allowance): (given: unknown) => Promise<Result> {
  const turns = new OneByOne();
  return (given) => turns.after(() => apart<Result>(module, given, allowance));
}

import { isDatabaseDown } from '../http/problem.js';

/** Transactions that lost a race (40), a full disk or memory (53), a lock not had in time, a server that ends or fails (57, 58, XX). */
const NOBODYS_FAULT = /^(40|53|55P03|57|58|XX)/;

/** Whether what failed is the fault of no item in hand: the same again later may go well. */
export const comesAgain = (error: unknown): boolean =>
  isDatabaseDown(error) || (error instanceof Error && NOBODYS_FAULT.test(codeOf(error)));

/** In which step a piece of work failed, said without anything of its content. */
export class FailedStep extends Error {
  /** The step, with PostgreSQL's code where it refused: "channels (22003)". */
  readonly step: string;

  constructor(step: string, cause: unknown) {
    const code = codeOf(cause);
    super(code === '' ? step : `${step} (${code})`, { cause });
    this.step = this.message;
  }
}

/** @throws FailedStep where the work fails by an item's fault, and the work's own error where it is nobody's */
export async function inStep<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FailedStep || comesAgain(error) ? error : new FailedStep(step, error);
  }
}

/** The step that failed; `otherwise` where none said so. */
export const failedStep = (error: unknown, otherwise: string): string =>
  (error instanceof FailedStep ? error : new FailedStep(otherwise, error)).step;

/**
 * Does `work` for all items in one go; where that fails, for each half, down to the items that fail alone. So one of them
 * never takes its neighbours with it. `work` does all or nothing.
 * @throws what is the fault of no item: what was done until then stays done, and doing it again has to have no effect
 */
export async function withoutCulprits<T>(
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
  setAside: (culprit: T, error: unknown) => Promise<void>,
): Promise<void> {
  if (items.length === 0) return;
  try {
    return await work(items);
  } catch (error) {
    if (comesAgain(error)) throw error;
    if (items.length === 1) return setAside(items[0]!, error);
  }
  const middle = items.length >> 1;
  await withoutCulprits(items.slice(0, middle), work, setAside);
  await withoutCulprits(items.slice(middle), work, setAside);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : '';

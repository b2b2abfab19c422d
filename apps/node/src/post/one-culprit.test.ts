import { describe, expect, test } from '@jest/globals';
import { FailedStep, failedStep, inStep, withoutCulprits } from './one-culprit.js';

const refusedBy = (code: string) => Object.assign(new Error('with content in it'), { code });

/** Takes numbers in, all or nothing, and fails on some. */
async function taking(items: readonly number[], fails: ReadonlyMap<number, Error>) {
  const taken: number[] = [];
  const aside: number[] = [];
  const work = async (some: readonly number[]) => {
    const failed = some.find((item) => fails.has(item));
    if (failed !== undefined) throw fails.get(failed)!;
    taken.push(...some);
  };
  const setAside = async (item: number) => void aside.push(item);
  const ended = await withoutCulprits(items, work, setAside).then(
    () => 'ended',
    () => 'comes again',
  );
  return { taken, aside, ended };
}
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('a batch that fails', () => {
  test.each<[string, number[]]>([
    ['the first', [0]],
    ['the last', [249]],
    ['some', [0, 1, 124, 125, 249]],
    ['all', upTo(250)],
  ])('is taken apart until only what is at fault is set aside: %s', async (_which, culprits) => {
    const found = await taking(upTo(250), new Map(culprits.map((one) => [one, refusedBy('22003')])));
    expect(found.aside).toEqual(culprits);
    expect([...found.taken, ...found.aside].sort((a, b) => a - b)).toEqual(upTo(250));
    expect(found.ended).toBe('ended');
  });

  test.each(['08006', '40P01', '53100', '57P01', 'ECONNREFUSED'])(
    'by the fault of no item in it (%s) comes again, and nothing is set aside',
    async (code) => {
      const found = await taking(upTo(8), new Map([[3, refusedBy(code)]]));
      expect(found).toEqual({ taken: [], aside: [], ended: 'comes again' });
    },
  );
});

test('what is set aside says the step that failed and the database’s code, and nothing of the content', async () => {
  const failed = await inStep('channels', () => Promise.reject(refusedBy('22003'))).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(FailedStep);
  expect(failedStep(failed, 'storing')).toBe('channels (22003)');
  expect(failedStep(new TypeError('with content in it'), 'storing')).toBe('storing');
});

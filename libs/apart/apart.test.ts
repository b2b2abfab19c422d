import { expect, test } from '@jest/globals';
import { apart, inTurn } from './apart.js';

const module = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
const ALLOWANCE = { megabytes: 40, milliseconds: 60_000 };

test('what a thread of its own posts is its answer', async () => {
  const doubled = module(
    "import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(workerData * 2);",
  );
  expect(await apart(doubled, 21, ALLOWANCE)).toBe(42);
});

test.each([
  ['memory', 'const held = []; for (;;) held.push([held.length, {}]);', ALLOWANCE],
  ['time', 'for (;;);', { ...ALLOWANCE, milliseconds: 1 }],
])('one that takes too much %s is ended, and this process goes on', async (what, source, allowance) => {
  await expect(apart(module(source), undefined, allowance)).rejects.toMatchObject({ what });
});

test.each([
  ['fails', "throw new TypeError('x');", 'x'],
  ['ends without an answer', 'process.exit(0);', 'without an answer'],
])('one that %s is told of', async (_, source, message) => {
  await expect(apart(module(source), undefined, ALLOWANCE)).rejects.toThrow(message);
});

test('work in turn begins when what came before is over, however that ended', async () => {
  const under = new Int32Array(new SharedArrayBuffer(4));
  const counting = module(`import { parentPort, workerData } from 'node:worker_threads';
    const before = Atomics.add(workerData.under, 0, 1);
    for (let i = 0; i < 1e7; i++);
    Atomics.sub(workerData.under, 0, 1);
    if (workerData.fails) throw new TypeError('x');
    parentPort.postMessage(before);`);
  const count = inTurn<number>(counting, ALLOWANCE);
  const [failed, ...others] = await Promise.allSettled([true, false, false].map((fails) => count({ under, fails })));
  expect(failed).toMatchObject({ status: 'rejected' });
  expect(others).toEqual([1, 2].map(() => ({ status: 'fulfilled', value: 0 })));
});

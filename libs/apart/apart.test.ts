import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apart, inTurn } from './apart.js';

const ALLOWANCE = { megabytes: 40, milliseconds: 60_000 };
let folder: string;
let modules = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-apart-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @param work the body of a function that is given what `apart` was */
async function module(work: string): Promise<URL> {
  const file = join(folder, `${modules++}.mjs`);
  const answering = pathToFileURL(join('dist', 'libs', 'apart', 'answering.js'));
  const imports = `import { appendFileSync } from 'node:fs'; import { answering } from '${answering}';`;
  await writeFile(file, `${imports} answering((given) => { ${work} });`);
  return pathToFileURL(file);
}

test('what a process of its own tells is its answer', async () => {
  const doubled = await module('return new Uint8Array(given.map((n) => n * 2));');
  expect(await apart(doubled, new Uint8Array([21]), ALLOWANCE)).toEqual(new Uint8Array([42]));
});

test('it has nothing of this process’s environment, which holds a database’s password', async () => {
  expect(await apart(await module('return { ...process.env };'), null, ALLOWANCE)).toEqual({});
});

// Each of these ended the whole process where it ran in a thread, on one version of Node.js or another.
test.each([
  ['memory, little by little', 'memory', 'const held = []; for (;;) held.push([held.length, {}]);', ALLOWANCE],
  ['memory, twice as much each time', 'memory', 'let held = [1]; for (;;) held = held.concat(held);', ALLOWANCE],
  ['memory, by what it reads', 'memory', 'return JSON.parse("[" + "[],".repeat(4e6) + "[]]");', ALLOWANCE],
  ['time', 'time', 'for (;;);', { ...ALLOWANCE, milliseconds: 1 }],
])('one that takes too much (%s) is ended, and this process goes on', async (_, what, work, allowance) => {
  await expect(apart(await module(work), null, allowance)).rejects.toMatchObject({ what });
});

test.each([
  ['fails', "throw new TypeError('what it read');", 'failed: TypeError'],
  ['ends without an answer', 'process.exit(0);', 'without an answer'],
])('one that %s is told of, and not what it worked on', async (_, work, message) => {
  const told = apart(await module(work), null, ALLOWANCE);
  await expect(told).rejects.toThrow(message);
  await expect(told).rejects.not.toThrow('what it read');
});

test('work in turn begins when what came before is over, however that ended', async () => {
  const file = join(folder, 'turns');
  const noting = await module(`appendFileSync(given.file, 'begun ');
    for (let i = 0; i < 1e7; i++);
    appendFileSync(given.file, 'over ');
    if (given.fails) throw new TypeError('x');`);
  const note = inTurn(noting, ALLOWANCE);
  const ended = await Promise.allSettled([true, false, false].map((fails) => note({ file, fails })));
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(await readFile(file, 'utf8')).toBe('begun over begun over begun over ');
});

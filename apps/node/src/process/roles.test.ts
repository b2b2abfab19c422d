import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { RolesUnknown, Runs, rolesIn, workersOf } from './roles.js';

class Sends {
  start(): void {}
}
class Counts {
  start(): void {}
}
@Runs({ post: [Sends], clock: [Sends, Counts] })
class Room {}

test('a process has the roles that it is started with, and all of them where nothing is said', () => {
  expect(rolesIn(['--role', 'api,post'])).toEqual(['api', 'post']);
  expect(rolesIn([])).toBeUndefined();
  for (const wrong of [['--role', 'clerk'], ['--role'], ['--roles', 'api'], ['--role', 'api', 'post'], ['api']])
    expect(() => rolesIn(wrong)).toThrow(RolesUnknown);
});

test('a room’s provider works in the processes of its role alone, and once where they have several of its roles', () => {
  expect(workersOf(Room, ['api', 'index'])).toEqual([]);
  expect(workersOf(Room, ['post'])).toEqual([Sends]);
  expect(workersOf(Room, ['post', 'clock'])).toEqual([Sends, Counts]);
});

test('whatever works by itself has a role in which it does', async () => {
  const files = await readdir('apps/node/src', { recursive: true });
  const source = await Promise.all(
    files.filter((file) => /(?<!\.test)\.ts$/.test(file)).map((file) => readFile(`apps/node/src/${file}`, 'utf8')),
  );
  const all = (pattern: RegExp) => source.flatMap((text) => [...text.matchAll(pattern)].map((found) => found[1]!));
  const workers = all(/^export class (\w+) implements [^{]*\bWorker\b/gm);
  const run = all(/^@Runs\(([^)]+)\)/gm).flatMap((lists) => lists.match(/[A-Z]\w+/g)!);
  expect(workers.length).toBeGreaterThan(10);
  // It is the index of a node that was given no roles: main.ts.
  expect([...new Set(run), 'IndexBeside'].sort()).toEqual(workers.sort());
});

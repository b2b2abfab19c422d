import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eraseFolder, releaseFolder, takeFolder } from './folders.js';

let above: string;
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'liaison-folders-'));
});
afterAll(() => rm(above, { recursive: true, force: true }));

test('a folder of somebody else’s is neither taken nor erased', async () => {
  const folder = join(above, 'thesis');
  await mkdir(folder);
  await writeFile(join(folder, 'chapter-1'), 'years of work');
  await expect(takeFolder(folder)).rejects.toThrow('holds something that is no network');
  await expect(eraseFolder(folder)).rejects.toThrow('holds something that is no network');
  expect(await readFile(join(folder, 'chapter-1'), 'utf8')).toBe('years of work');
});

test('a file is no folder to take', async () => {
  const file = join(above, 'file');
  await writeFile(file, 'a file');
  await expect(takeFolder(file)).rejects.toThrow('holds something');
  await expect(eraseFolder(file)).rejects.toThrow('holds something');
  expect(await readFile(file, 'utf8')).toBe('a file');
});

test('a new or an empty folder is taken, and what was taken is erased', async () => {
  for (const name of ['new', 'empty']) {
    const folder = join(above, name);
    if (name === 'empty') await mkdir(folder);
    await takeFolder(folder);
    await takeFolder(folder);
    await releaseFolder(folder);
    await writeFile(join(folder, 'network.json'), '{}');
    await eraseFolder(folder);
    expect(await readdir(above)).not.toContain(name);
    await eraseFolder(folder);
  }
});

test('a network that another process runs is left alone', async () => {
  const folder = join(above, 'running');
  await takeFolder(folder);
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const [mark] = await readdir(folder);
  await writeFile(join(folder, mark!), `${other.pid}\n`);
  await expect(eraseFolder(folder)).rejects.toThrow('is running');
  await expect(takeFolder(folder)).rejects.toThrow('is running');
  const ended = new Promise((resolve) => other.once('exit', resolve));
  other.kill();
  await ended;
  await takeFolder(folder);
});

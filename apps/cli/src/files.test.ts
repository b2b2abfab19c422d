import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nodeApi } from './api.js';
import { saveAnswer } from './files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-save-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a file that exists is refused before the node is asked, so that nothing is recorded as given out and no answer is left unread', async () => {
  const file = join(folder, 'case.zip');
  let asked = 0;
  const ask = async () => {
    asked++;
    return Buffer.from('bundle');
  };
  await saveAnswer(file, ask);
  await expect(saveAnswer(file, ask)).rejects.toMatchObject({ code: 'file-exists' });
  expect(asked).toBe(1);
  expect(await readFile(file, 'utf8')).toBe('bundle');
});

test('an answer that is cut off is said to be, and leaves no file that looks like one', async () => {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-length': '100' });
    answer.write('half', () => answer.destroy());
  }).listen(0);
  const api = nodeApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const file = join(folder, 'cut.zip');
  const ask = () => api.get('/api/v1/files/{name}', { params: { path: { name: 'x' } }, parseAs: 'stream' });
  await expect(saveAnswer(file, ask)).rejects.toMatchObject({ code: 'answer-cut' });
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  server.close();
});

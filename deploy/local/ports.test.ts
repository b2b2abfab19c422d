import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort } from './ports.js';

const silent = () => undefined;

test('a port at which something listens is passed over, and said to be', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(32_500, '127.0.0.1', resolve));
  const said: string[] = [];
  expect(await freePort('hub', 32_500, new Set(), (line) => said.push(line))).toBe(32_501);
  expect(said).toEqual(['port 32500 (hub) is taken, using 32501']);
  server.close();
});

test('one that is promised in another process is passed over before anything listens there', async () => {
  const port = await freePort('hub', 32_550, new Set(), silent);
  const module = new URL('../../dist/deploy/local/ports.js', import.meta.url).href;
  const other = `import { freePort } from ${JSON.stringify(module)};
    console.log(await freePort('hub', ${port}, new Set(), () => undefined));`;
  expect(Number(execFileSync(process.execPath, ['--input-type=module', '--eval', other]))).toBe(port + 1);
});

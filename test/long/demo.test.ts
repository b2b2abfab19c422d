import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '#deploy/local/folders.js';
import { freePort } from '#deploy/local/ports.js';

function demo(words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['deploy/local/start.mjs', 'deploy/local/demo', ...words],
      { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 1e7, timeout: 60_000 },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

test('the demo shows one alert across, what the hub saw of it, and leaves the data where it is told', async () => {
  const parent = await temporaryFolder('demo-test');
  const keep = join(parent, 'kept');
  const { code, out } = await demo(['--json', '--alert', 'examples/document-fraud-ring.json', '--keep', keep]);
  const report = JSON.parse(out);
  expect(report).toMatchObject({
    ok: true,
    received: [
      {
        unit: 'pt/police-lisboa',
        from: 'ne/police-agadez',
        sameAsPosted: true,
        verified: { signedBy: 'ne/police-agadez' },
      },
      {
        unit: 'sn/police-dakar',
        from: 'ne/police-agadez',
        sameAsPosted: true,
        verified: { signedBy: 'ne/police-agadez' },
      },
    ],
    hub: { wordsFound: 0 },
  });
  expect(report.hub.messages.map((message: { subject: string }) => message.subject.split('.')[2])).toEqual(
    expect.arrayContaining(['intro', 'mail', 'part', 'receipt']),
  );
  expect(code).toBe(0);
  expect(await readdir(keep)).toEqual(expect.arrayContaining(['committee', 'hub', 'members', 'postgres']));
  await rm(parent, { recursive: true, force: true });
});

test('the demo with a wrong alert names the fields and exits 1', async () => {
  const { code, err } = await demo(['--alert', 'tsconfig.json']);
  expect([code, err]).toEqual([1, expect.stringContaining('body.offence')]);
});

test('a port that is taken is reported by name and the next free one is used', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(28_500, '127.0.0.1', resolve));
  const said: string[] = [];
  expect(await freePort('hub', 28_500, new Set(), (line) => said.push(line))).toBeGreaterThan(28_500);
  expect(said).toEqual([expect.stringMatching(/28500 \(hub\) is taken, using 2850\d/)]);
  server.close();
});

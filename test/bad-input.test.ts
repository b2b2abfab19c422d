import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alertTitled, post, TestNetwork, UNITS } from './support/journey.js';
import { NodeApi } from './support/node-api.js';
import { terminal } from './support/terminal.js';

let net: TestNetwork;
let agadez: NodeApi;
let home: string;

beforeAll(async () => {
  net = await TestNetwork.start('input');
  agadez = await net.officer('ne');
  home = await mkdtemp(join(tmpdir(), 'liaison-cli-'));
});
afterAll(async () => {
  await net?.stop();
  await rm(home, { recursive: true, force: true });
});

/** Runs the real command as an officer's terminal would. */
const liaison = (words: string[], input = '') => terminal(join(home, 'session.json'))(words, input);

describe('the node refuses and says what to do', () => {
  test('a malformed alert: every wrong field by name, nothing stored', async () => {
    const alert = { ...(await alertTitled('Malformed')), offence: 'piracy', actionAsked: undefined };
    await expect(agadez.post('/bulletins/alert', { unit: UNITS.ne, body: alert })).rejects.toMatchObject({
      code: 'fields-wrong',
      faults: [
        { field: 'body.offence', expected: expect.stringContaining('smuggling') },
        { field: 'body.actionAsked', expected: expect.anything() },
      ],
    });
  });

  test('an unknown unit', async () => {
    const alert = await alertTitled('To nobody known');
    const handling = { ...(alert.handling as object), tlp: 'RED', namedUnits: ['pt/nobody'] };
    await expect(
      agadez.post('/bulletins/alert', { unit: UNITS.ne, body: { ...alert, handling } }),
    ).rejects.toMatchObject({
      code: 'unit-unknown',
      message: expect.stringContaining('pt/nobody'),
    });
  });

  test('posting for a unit in which the officer holds no role', async () => {
    await expect(
      agadez.post('/bulletins/alert', { unit: UNITS.pt, body: await alertTitled('As Portugal') }),
    ).rejects.toMatchObject({
      code: 'role-missing',
    });
  });

  test('the same alert twice, naming the first; on purpose it goes', async () => {
    const first = await post(agadez, 'ne', 'Posted twice');
    await expect(post(agadez, 'ne', 'Posted twice')).rejects.toMatchObject({
      code: 'already-posted',
      message: expect.stringContaining(first.id),
    });
    const again = { unit: UNITS.ne, body: await alertTitled('Posted twice'), again: true };
    expect(await agadez.post<{ id: string }>('/bulletins/alert', again)).not.toMatchObject({ id: first.id });
  });

  test('an alert that is too large', async () => {
    const alert = await alertTitled('Large');
    const long = Array.from({ length: 20 }, () => ({ language: 'en', text: 'x'.repeat(19_000) }));
    const methods = { ...(alert.methods as object), narrative: long.slice(0, 10) };
    const body = { unit: UNITS.ne, body: { ...alert, lessons: long, technology: long, methods } };
    await expect(agadez.post('/bulletins/alert', body)).rejects.toMatchObject({ code: 'too-large' });
    await expect(agadez.post('/bulletins/alert', { ...body, padding: 'x'.repeat(1_200_000) })).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  test('a file that was never uploaded', async () => {
    const alert = { ...(await alertTitled('With a file')), files: [{ name: '0'.repeat(32) }] };
    await expect(agadez.post('/bulletins/alert', { unit: UNITS.ne, body: alert })).rejects.toMatchObject({
      code: 'file-unknown',
    });
  });

  test('a wrong password and an unknown name alike, and after five tries the name waits', async () => {
    const url = net.network.nodeUrl('sn');
    const { name, password } = net.network.signIn('sn');
    const answers = [];
    for (const attempt of [
      { name: 'nobody', password: 'x' },
      ...Array.from({ length: 5 }, () => ({ name, password: 'x' })),
      { name, password },
    ]) {
      const answer = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(attempt),
      });
      answers.push([answer.status, ((await answer.json()) as { code: string }).code]);
    }
    expect(answers[0]).toEqual([401, 'sign-in-wrong']);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers.at(-1)).toEqual([429, 'sign-in-wait']);
  });

  test('a session that is over', async () => {
    const { postgres } = net.network;
    const api = await net.officer('pt');
    await postgres.query('UPDATE session SET expires_at = 1', [], 'liaison_pt');
    await expect(api.get('/bulletins/alert')).rejects.toMatchObject({ code: 'session-over', status: 401 });
  });

  test('what is not JSON, and an address that is not there, as problem details', async () => {
    const url = net.network.nodeUrl('ne');
    const broken = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":',
    });
    expect([broken.status, broken.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await fetch(`${url}/api/v1/nothing`)).status).toBe(404);
  });
});

test('the OpenAPI document names exactly the routes that the node serves', async () => {
  const document = await agadez.get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const log = await readFile(join(net.folder, 'network/logs/node-ne.log'), 'utf8');
  const served = [...log.matchAll(/Mapped \{([^,]+), (\w+)\} route/g)].map(([, path, method]) => `${method} ${path}`);
  expect(described.sort()).toEqual([...new Set(served)].sort());
});

describe('the command', () => {
  test('signs in, posts, lists, shows; and keeps the session to its owner', async () => {
    const { name, password } = net.network.signIn('ne');
    const signedIn = await liaison(['sign-in', '--node', net.network.nodeUrl('ne'), '--name', name], `${password}\n`);
    expect(signedIn).toMatchObject({ code: 0, out: expect.stringContaining('ne/police-agadez') });
    expect((await stat(join(home, 'session.json'))).mode & 0o077).toBe(0);
    const posted = await liaison(['alert', 'post', 'examples/from-smuggling-to-exploitation.json', '--json']);
    const { id } = JSON.parse(posted.out) as { id: string };
    expect((await liaison(['inbox', '--sent'])).out).toContain(id);
    expect((await liaison(['show', id])).out).toContain('Casa Nova');
    expect((await liaison(['status'])).out).toContain('ne/main');
    expect((await liaison(['units', '--json'])).out).toContain('sn/police-dakar');
    expect((await liaison(['alert', 'audience', 'examples/sahel-route.json'])).out).toContain(
      'it subscribes to "alert"',
    );
  });

  test('exits 3 and names the field for a wrong alert, leaving the file as it was', async () => {
    const file = join(home, 'wrong.json');
    const text = JSON.stringify({ ...(await alertTitled('Wrong')), offence: 'piracy' });
    await writeFile(file, text);
    expect(await liaison(['alert', 'post', file])).toMatchObject({
      code: 3,
      err: expect.stringContaining('body.offence'),
    });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test.each([
    [['alert', 'post', 'no-such-file.json'], 3, 'cannot be read'],
    [['alert', 'post', 'package-lock.json'], 3, 'not as expected'],
    [['alert', 'post', 'README.md'], 3, 'is not JSON'],
    [['show', '01K00000000000000000000000'], 3, 'liaison bulletin list --kind alert'],
    [['nonsense'], 2, 'unknown command'],
    [['sign-in', '--node', 'http://127.0.0.1:1', '--name', 'x'], 5, 'does not answer'],
  ])('%j exits %i and says "%s"', async (words, code, said) => {
    const result = await liaison(words, 'password\n');
    expect([result.code, `${result.out}${result.err}`]).toEqual([code, expect.stringContaining(said)]);
  });

  test('exits 4 where nobody is signed in', async () => {
    await liaison(['sign-out']);
    expect(await liaison(['inbox'])).toMatchObject({ code: 4, err: expect.stringContaining('liaison sign-in') });
  });
});

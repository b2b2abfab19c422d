import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contentOf, uploadFile } from '#apps/cli/src/upload.js';
import { until } from '#deploy/local/daemon.js';
import {
  type Listed,
  type Posted,
  post,
  type Shown,
  TestNetwork,
  UNITS,
  untilDelivered,
  untilHeld,
} from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

let network: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;

beforeAll(async () => {
  network = await TestNetwork.start('journeys');
  [agadez, lisbon, dakar] = await network.officers();
});
afterAll(() => network?.stop());

test('an alert posted in Agadez is read in Lisbon and Dakar, signed and in its place', async () => {
  const posted = await post(agadez, 'ne', 'First across');
  const reason = expect.stringMatching(/^it subscribes to "alert", and alerts .* go to specialised police.* \(P1\)$/);
  expect(posted.audience.filter((one) => one.receives)).toEqual([
    expect.objectContaining({ unit: UNITS.pt, receives: true, reason, rules: ['P1'], delivery: 'immediate' }),
    expect.objectContaining({ unit: UNITS.sn, receives: true, reason, rules: ['P1'], delivery: 'immediate' }),
  ]);
  await Promise.all([untilHeld(lisbon, posted.id), untilHeld(dakar, posted.id)]);
  const shown = await lisbon.get<Shown>(`/bulletins/alert/${posted.id}`);
  expect(shown.body).toMatchObject({ title: { text: 'First across' }, indicators: [{ value: '+22796123456' }, {}] });
  expect(shown.trust).toMatchObject({ signedBy: UNITS.ne, channelSequence: 1 });
  await untilDelivered(agadez, posted.id);
});

test('pictures travel beside the alert and arrive as they were', async () => {
  const { files: _paths, ...draft } = JSON.parse(await readFile('examples/document-fraud-ring.json', 'utf8'));
  const picture = await readFile('examples/pictures/laminate.png');
  const described = { unit: UNITS.pt!, fileName: 'laminate.png', mediaType: 'image/png', keepMetadata: true };
  const { name } = await uploadFile(lisbon.typed, described, contentOf(picture));
  const posted = await lisbon.post<Posted>('/bulletins/alert', {
    unit: UNITS.pt,
    body: { ...draft, files: [{ name }] },
  });
  await untilDelivered(lisbon, posted.id);
  const { body: alert } = await dakar.get<Shown>(`/bulletins/alert/${posted.id}`);
  const received = await new Response(
    await dakar.download(`/bulletins/alert/${posted.id}/files/${alert!.files[0]!.name}`),
  ).arrayBuffer();
  expect(Buffer.from(received).equals(picture)).toBe(true);
});

test('a file larger than a part is cut, carried and put together again', async () => {
  const large = Buffer.alloc(3_500_000, 'convoy ');
  const described = { unit: UNITS.ne!, fileName: 'large.bin', mediaType: 'application/octet-stream' };
  const { name } = await uploadFile(agadez.typed, described, contentOf(large));
  const { files: _none, ...draft } = JSON.parse(await readFile('examples/sahel-route.json', 'utf8'));
  const posted = await agadez.post<Posted>('/bulletins/alert', {
    unit: UNITS.ne,
    body: { ...draft, files: [{ name }] },
  });
  await untilDelivered(agadez, posted.id);
  const received = await new Response(
    await lisbon.download(`/bulletins/alert/${posted.id}/files/${name}`),
  ).arrayBuffer();
  expect(Buffer.from(received).equals(large)).toBe(true);
});

test('the units of the network come from the log that each node verified', async () => {
  const { units } = await dakar.get<{ units: { unit: string; encryptionKey: string }[] }>('/units');
  expect(units.map((unit) => [unit.unit, unit.encryptionKey])).toEqual([
    ['ne/central-authority', 'current'],
    ['ne/liaison', 'current'],
    [UNITS.ne, 'current'],
    ['pt/central-authority', 'current'],
    ['pt/liaison', 'current'],
    [UNITS.pt, 'current'],
    ['sn/central-authority', 'current'],
    ['sn/liaison', 'current'],
    [UNITS.sn, 'current'],
  ]);
});

test('TLP:RED goes to the units it names and to no other', async () => {
  const { files: _none, ...draft } = JSON.parse(await readFile('examples/sahel-route.json', 'utf8'));
  const alert = {
    ...draft,
    title: { language: 'en', text: 'For Lisbon only' },
    handling: { ...draft.handling, tlp: 'RED', namedUnits: [UNITS.pt] },
  };
  const posted = await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: alert });
  await untilDelivered(agadez, posted.id);
  expect(posted.audience.find((one) => one.unit === UNITS.sn)).toMatchObject({ receives: false });
  await untilHeld(lisbon, posted.id);
  const { bulletins: alerts } = await dakar.get<Listed>('/bulletins/alert');
  expect(alerts.some((one) => one.id === posted.id)).toBe(false);
});

test('a page of the inbox goes on where the last one ended', async () => {
  for (const title of ['one', 'two', 'three']) await post(dakar, 'sn', `Page ${title}`);
  await until(
    'Lisbon has them',
    async () =>
      (await lisbon.get<Listed>('/bulletins/alert')).bulletins.filter((a) => a.title.startsWith('Page')).length === 3 ||
      undefined,
  );
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Listed = await lisbon.get(
      `/bulletins/alert?limit=2${next ? `&before=${encodeURIComponent(next)}` : ''}`,
    );
    seen.push(...page.bulletins.map((alert) => alert.id));
    next = page.next;
  }
  const { bulletins: alerts } = await lisbon.get<Listed>('/bulletins/alert?limit=200');
  expect(seen).toEqual(alerts.map((alert) => alert.id));
});

test('who steals a node’s database without its secrets file has no word of an alert, no key, password or session', async () => {
  const signIn = network.network.signIn('ne');
  const { token } = await agadez.post<{ token: string }>('/session', signIn);
  const title = 'Wortlaut-unverkennbar';
  const { id } = await post(agadez, 'ne', title);
  await untilDelivered(agadez, id);
  for (const member of ['ne', 'pt', 'sn']) {
    const folder = join(network.folder, 'network', 'members', member, 'node');
    const secrets: string = await readFile(join(folder, 'secrets.json'), 'utf8');
    const keys = secrets.match(/(?<=")[0-9a-f]{64}(?=")/g)!;
    expect(keys.length).toBeGreaterThan(1);
    const dump = await everyRowOf(`liaison_${member}`);
    expect(dump).toContain(id);
    for (const secret of [title, token, signIn.password, ...keys])
      for (const form of [secret, Buffer.from(secret, 'utf8').toString('hex')]) expect(dump.includes(form)).toBe(false);
  }
});

/** All of a database as text, bytes in hexadecimal digits. */
async function everyRowOf(database: string): Promise<string> {
  const query = async (sql: string) => (await network.network.postgres.query(sql, [], database)).rows;
  const tables = await query(`SELECT tablename AS it FROM pg_tables WHERE schemaname = 'public'`);
  const rows = [];
  for (const { it: table } of tables) rows.push(...(await query(`SELECT t::text AS it FROM "${table}" t`)));
  return rows.map(({ it }) => it).join('\n');
}

test('the audit log has a line for each posting and each look, chained by hash', async () => {
  const posted = await post(agadez, 'ne', 'Looked at');
  await agadez.get(`/bulletins/alert/${posted.id}`);
  const { rows } = await network.network.postgres.query(
    "SELECT action, officer, role FROM audit WHERE subject = $1 OR subject LIKE $1 || '~%' ORDER BY position",
    [posted.id],
    'liaison_ne',
  );
  expect(rows).toEqual([
    { action: 'alert-posted', officer: 'agadez', role: 'releaser' },
    { action: 'message-opened', officer: 'agadez', role: 'drafter' },
  ]);
});

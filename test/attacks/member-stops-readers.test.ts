import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { until } from '#deploy/local/daemon.js';
import { utf8 } from '#libs/cose/bytes.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import { mailSubject } from '#libs/transport/subjects.js';
import { UnitAddress } from '#libs/trust/address.js';
import { alertTitled, post, TestNetwork, untilHeld } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { TakenNode } from '../support/taken-node.js';

/** A member whose mail is all well formed and believed, against those who read it, and who wait for others' to be told. */
let net: TestNetwork;
let lisbon: NodeApi;
let dakar: NodeApi;
let taken: TakenNode;
const [niger, portugal] = [UnitAddress.parse('ne/police-agadez'), UnitAddress.parse('pt/police-lisboa')];

beforeAll(async () => {
  net = await TestNetwork.start('stopsReaders');
  [, lisbon, dakar] = await net.officers();
  taken = await TakenNode.take(net, 'ne');
  await taken.introduceTo(portugal);
});
afterAll(async () => {
  await taken?.close();
  await net?.stop();
});
const inLisbon = (sql: string) => net.asked('pt', sql);
/** @returns the ids */
async function flood(kind: string, tlp: string, bodies: Iterable<object>, urgent = false): Promise<string[]> {
  const ids: string[] = [];
  for (const body of bodies) {
    const id = ulid();
    ids.push(id);
    taken.hub.publish(
      mailSubject(portugal, niger),
      taken.message(portugal, utf8(JSON.stringify(body)), { header: { id, kind, handling: tlp, urgent } }),
    );
    if (ids.length % 50 === 0) await taken.hub.flush();
  }
  await taken.hub.flush();
  return ids;
}
const isStored = async (id: string) =>
  (await inLisbon(`SELECT 1 AS it FROM message WHERE message_id = '${id}'`)).length > 0;
const untilStored = (ids: readonly string[]) => until('all are stored', () => isStored(ids.at(-1)!));

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const count = async (sql: string): Promise<number> => Number((await inLisbon(`SELECT count(*) AS it FROM ${sql}`))[0]);
async function alertOf(title: string, more: object = {}) {
  const draft = await alertTitled(title);
  const handling = { ...(draft.handling as object), namedUnits: [niger], tlp: 'AMBER' };
  return Alert.parse({ ...draft, handling, urgent: true, ...more });
}
const text = { language: 'fr', text: 'Essai' };

test('what a member reminds of again and again, or takes back again and again, is told and answered once, and not without end', async () => {
  const [id] = await flood('alert', 'AMBER', [await alertOf('Taken back without end')], true);
  await untilHeld(lisbon, id!);
  const told = (type: string) => count(`notification WHERE type = '${type}' AND subject LIKE '${id}%'`);
  await untilStored(
    await flood(
      'alert/reminder',
      'GREEN',
      times(50, () => ({ bulletin: id })),
      true,
    ),
  );
  expect(await told('alert-reminder')).toBe(1);
  const recall = { bulletin: id, reason: { language: 'fr', text: 'Rien.' } };
  await untilStored(
    await flood(
      'alert/recall',
      'GREEN',
      times(500, () => recall),
      true,
    ),
  );
  expect(await told('alert-recalled')).toBe(1);
  const erasures = await count(
    `outbox o JOIN message m USING (message_id) WHERE m.kind = 'alert/erasure' AND NOT o.done`,
  );
  expect(erasures).toBeGreaterThan(0);
  expect(erasures).toBeLessThanOrEqual(200);
});

test('who answers an alert without end has a hundred answers listed, and it opens', async () => {
  const { id } = await post(lisbon, 'pt', 'Answered without end');
  const { body: alert } = await lisbon.get<{ body: { handling: { tlp: string } } }>(`/bulletins/alert/${id}`);
  const { tlp } = alert.handling;
  const answer = { bulletin: id, author: portugal, tlp, type: 'addition', text };
  await untilStored(
    await flood(
      'alert/reply',
      tlp,
      times(300, () => answer),
    ),
  );
  await untilStored(
    await flood(
      'alert/reply',
      tlp,
      times(20, () => ({ bulletin: id, author: portugal, tlp, type: 'opened' })),
    ),
  );
  const { replies } = await lisbon.get<{ replies: object[] }>(`/bulletins/alert/${id}`);
  expect(replies).toHaveLength(100);
  expect(await count(`notification WHERE type = 'alert-replied' AND subject LIKE '${id}%'`)).toBe(100);
  expect(await count(`bulletin_reply WHERE bulletin = '${id}' AND type = 'opened'`)).toBe(1);
});

test('a collection of TAXII is read in pages, each alert of a flood once, and holds no more in memory than its page', async () => {
  const handling = { tlp: 'GREEN', code: 'H0', pap: 'GREEN', namedUnits: [] };
  const ids = await flood(
    'alert',
    'GREEN',
    await Promise.all(times(120, () => alertOf('Collected', { handling }))),
    true,
  );
  const indexed = `bulletin_index WHERE message_id IN (${ids.map((id) => `'${id}'`).join()})`;
  await until('all are indexed', async () => (await count(indexed)) === ids.length || undefined);
  const { name, password } = net.network.signIn('pt');
  const headers = {
    accept: 'application/taxii+json;version=2.1',
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  };
  const taxii = `${lisbon.url}/taxii2/alerts/collections/`;
  const ask = async (path: string) => (await fetch(`${taxii}${path}`, { headers })).json();
  const { collections } = (await ask('')) as { collections: { id: string; title: string }[] };
  const objects = `${collections.find(({ title }) => title.endsWith(portugal))!.id}/objects/`;
  const walked: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page = (await ask(`${objects}?match[type]=report&limit=37${next && `&next=${next}`}`)) as {
      objects: { name: string; id: string }[];
      next?: string;
    };
    expect(page.objects.length).toBeLessThanOrEqual(37);
    walked.push(...page.objects.filter(({ name }) => name === 'Collected').map(({ id }) => id));
    next = page.next;
  }
  expect([walked.length, new Set(walked).size]).toEqual([120, 120]);
});

test('an assessment that cites five thousand alerts is opened by a few questions of the database', async () => {
  const judgement = () => ({
    statement: text,
    likelihood: 'low',
    impact: 'low',
    confidence: 'low',
    citations: times(100, () => ({ author: niger, alert: ulid() })),
  });
  const assessment = {
    title: text,
    summary: text,
    period: { from: '2026-01-01', until: '2026-02-01' },
    judgements: times(50, judgement),
    handling: { tlp: 'AMBER', code: 'H0', pap: 'GREEN', namedUnits: [niger] },
    validUntil: '2027-06-01T00:00:00Z',
  };
  const [id] = await flood('risk-assessment', 'AMBER', [assessment]);
  await untilStored([id!]);
  const questions = async (): Promise<number> =>
    (await readFile(join(net.folder, 'network', 'logs', 'postgres.log'), 'utf8')).split(/LOG: {2}(?:execute|statement)/)
      .length - 1;
  await net.network.postgres.query("ALTER SYSTEM SET log_statement = 'all'");
  await net.network.postgres.query('SELECT pg_reload_conf()');
  await until('questions are written down', async () => (await questions()) > 0 || undefined);
  const before = await questions();
  const { sources } = await lisbon.get<{ sources: { standing: string }[] }>(`/bulletins/risk-assessment/${id}`);
  expect(sources).toHaveLength(5000);
  const asked = (await questions()) - before;
  await net.network.postgres.query('ALTER SYSTEM RESET log_statement');
  await net.network.postgres.query('SELECT pg_reload_conf()');
  // It was twenty thousand, and everybody else's waited behind them.
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(500);
});

test('who asks to pass an alert on without end has fifteen questions listed, and none of what it was not sent', async () => {
  const { id } = await post(lisbon, 'pt', 'Asked for without end');
  await until('it is sent', async () => (await count(`outbox_recipient WHERE message_id = '${id}'`)) > 0 || undefined);
  const ask = (alert: string) => ({ alert, recipients: ['sn/police-dakar'], reason: text });
  await untilStored(await flood('alert/share-request', 'AMBER', [...times(40, () => ask(id)), ask(ulid())]));
  const { requests } = await lisbon.get<{ requests: { alert: string }[] }>('/share-requests');
  expect(requests.map(({ alert }) => alert)).toEqual(times(15, () => id));
});

test('an urgent alert is told before all the long ones that another member has sent before it', async () => {
  const word = () => times(6, () => String.fromCharCode(97 + randomInt(26))).join('');
  const long = () => ({ language: 'fr', text: times(2800, word).join(' ') });
  const longest = await Promise.all(
    times(25, () => alertOf('Half a megabyte', { lessons: times(20, long), technology: times(4, long) })),
  );
  await untilStored(await flood('alert', 'AMBER', longest, true));
  const { id } = await post(dakar, 'sn', 'Urgent, behind the long ones');
  await until('it is told', async () => (await count(`notification WHERE subject LIKE '${id}%'`)) > 0);
  expect(await count(`message WHERE sender = '${niger}' AND kind = 'alert' AND NOT indexed`)).toBeGreaterThan(0);
});

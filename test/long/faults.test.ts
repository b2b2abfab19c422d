import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { until } from '#deploy/local/daemon.js';
import {
  alertTitled,
  post,
  type Shown,
  TestNetwork,
  timesHeld,
  UNITS,
  untilDelivered,
  untilHeld,
} from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';

let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('faults', { proxied: ['ne', 'pt'] });
  [agadez, lisbon, dakar] = await net.officers();
});
afterAll(() => net?.stop());

const storedAt = async (member: string, id: string): Promise<number> => {
  const { rows } = await net.network.postgres.query(
    `SELECT count(*) AS n FROM message WHERE message_id = $1 AND direction = 'in'`,
    [id],
    `liaison_${member}`,
  );
  return Number(rows[0].n);
};

/** How many messages a node's mailbox still holds at the hub, handed out or not. */
async function leftAtHub(consumer: string): Promise<number> {
  const operator = await net.network.hubOperator();
  try {
    const info = await (await jetstreamManager(operator)).consumers.info('MAIL', consumer);
    return info.num_pending + info.num_ack_pending;
  } finally {
    await operator.close();
  }
}

test('the receiving node, killed between its commit and its acknowledgement, has the alert once', async () => {
  const proxy = net.proxies.get('pt')!;
  proxy.swallow((subject) => subject.startsWith('$JS.ACK.MAIL'));
  const { id } = await post(agadez, 'ne', 'Killed before the acknowledgement');
  await until('Lisbon has committed it', async () => (await storedAt('pt', id)) === 1 || undefined);
  await until('Lisbon has acknowledged into the void', async () => proxy.swallowed > 0 || undefined);
  await net.network.nodes.get('pt')!.kill();
  expect(await leftAtHub('pt_main')).toBeGreaterThan(0);
  proxy.passAll();
  await net.network.startNode('pt');
  await until(
    'the hub has brought it again and it was acknowledged',
    async () => (await leftAtHub('pt_main')) === 0 || undefined,
  );
  expect(await timesHeld(lisbon, id)).toBe(1);
  await untilDelivered(agadez, id);
});

test('the sending node, killed between its commit and its publishing, sends it after a restart', async () => {
  const proxy = net.proxies.get('ne')!;
  const before = proxy.swallowed;
  proxy.swallow((subject) => subject.startsWith('liaison.v1.mail.'));
  const { id } = await post(agadez, 'ne', 'Killed before the publishing');
  await until('the slices went into the void', async () => proxy.swallowed > before || undefined);
  await net.network.nodes.get('ne')!.kill();
  expect(await storedAt('pt', id)).toBe(0);
  proxy.passAll();
  await net.network.startNode('ne');
  await Promise.all([untilHeld(lisbon, id), untilHeld(dakar, id)]);
  await untilDelivered(agadez, id);
});

test('receipts that the hub loses are given again, and the alert is held once', async () => {
  const proxy = net.proxies.get('pt')!;
  const before = proxy.swallowed;
  proxy.swallow((subject) => subject.startsWith('liaison.v1.receipt.'));
  const { id } = await post(agadez, 'ne', 'Receipts lost');
  await until('a receipt went into the void', async () => proxy.swallowed > before || undefined);
  proxy.passAll();
  await untilDelivered(agadez, id);
  expect(await timesHeld(lisbon, id)).toBe(1);
});

test('NATS killed and started again loses nothing; what is posted meanwhile waits and goes', async () => {
  await net.network.nats.kill();
  const { id } = await post(agadez, 'ne', 'Posted without a hub');
  const { delivery } = await agadez.get<Shown>(`/bulletins/alert/${id}`);
  expect(delivery.map((one) => one.state)).toEqual(['queued', 'queued']);
  expect(await agadez.get('/status')).toMatchObject({ hub: 'unreachable', outbox: { queued: 1 } });
  await net.network.startNats();
  await untilDelivered(agadez, id);
  expect([await timesHeld(lisbon, id), await timesHeld(dakar, id)]).toEqual([1, 1]);
});

test('NATS with its data folder wiped loses nothing', async () => {
  await net.network.nodes.get('pt')!.stop();
  const { id } = await post(agadez, 'ne', 'On a disk that is lost');
  await until('the hub holds it', async () => {
    const { delivery } = await agadez.get<Shown>(`/bulletins/alert/${id}`);
    return delivery.every((one) => one.state !== 'queued') || undefined;
  });
  await untilHeld(dakar, id);
  await net.network.nats.kill();
  await rm(net.network.hubFolder.jetstreamFolder, { recursive: true, force: true });
  await net.network.startNats();
  await net.network.startNode('pt');
  await untilHeld(lisbon, id);
  await untilDelivered(agadez, id);
  expect([await timesHeld(lisbon, id), await timesHeld(dakar, id)]).toEqual([1, 1]);
});

test('a message that cannot be sealed takes nothing from those that were sealed with it: their recipients read them', async () => {
  const inDakar = (sql: string) => net.network.postgres.query(sql, [], 'liaison_sn');
  await inDakar('UPDATE outbox SET next_attempt_at = 9e12 WHERE NOT done');
  await inDakar(
    `CREATE FUNCTION late() RETURNS trigger AS 'BEGIN NEW.next_attempt_at := 9e12; RETURN NEW; END' LANGUAGE plpgsql`,
  );
  await inDakar('CREATE TRIGGER late BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION late()');
  const ids: string[] = [];
  for (const title of ['First', 'Second', 'Not to be sealed']) ids.push((await post(dakar, 'sn', title)).id);
  await inDakar('DROP TRIGGER late ON outbox');
  await inDakar(`ALTER TABLE outbox ADD CONSTRAINT culprit CHECK (message_id <> '${ids[2]}' OR sealed IS NULL)`);
  await inDakar(`UPDATE outbox SET next_attempt_at = 0 WHERE message_id IN ('${ids.join("', '")}')`);
  for (const id of ids.slice(0, 2)) await untilHeld(lisbon, id);
  await inDakar('ALTER TABLE outbox DROP CONSTRAINT culprit');
  await inDakar(`UPDATE outbox SET next_attempt_at = 0 WHERE message_id = '${ids[2]}'`);
  await untilHeld(lisbon, ids[2]!);
});

test('a database that is down is said so, nothing is taken, and work goes on when it is back', async () => {
  const alert = await alertTitled('Typed while the database was down');
  await net.network.postgres.kill();
  await expect(agadez.post('/bulletins/alert', { unit: UNITS.ne, body: alert })).rejects.toMatchObject({
    code: 'database-unavailable',
    status: 503,
  });
  await net.network.postgres.startAgain();
  const { id } = await until('the node is back', () =>
    agadez.post<{ id: string }>('/bulletins/alert', { unit: UNITS.ne, body: alert }).catch(() => undefined),
  );
  await Promise.all([untilHeld(lisbon, id), untilHeld(dakar, id)]);
  await untilDelivered(agadez, id);
});

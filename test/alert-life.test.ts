import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { inOrder } from './support/in-order.js';
import {
  alertTitled,
  type Listed,
  type Posted,
  post,
  refusal,
  type Shown,
  TestNetwork,
  UNITS,
  untilHeld,
} from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** What happens to an alert after it was posted: reminders, passing on, its end, and weeding. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('life', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2', LIAISON_CLOCK_SECONDS: '1', LIAISON_DIGEST_HOURS: '0.002' },
  });
  [agadez, lisbon, dakar] = await net.officers();
});
afterAll(() => net?.stop());

interface Told {
  type: string;
  subject: string;
}
interface Asked {
  requests: { id: string; alert: string; granted: boolean | null; requester: string }[];
}
const told = (officer: NodeApi, type: string, subject: string) =>
  until(`${type} is told`, async () => {
    const { notifications } = await officer.get<{ notifications: Told[] }>('/notifications?limit=200');
    return notifications.some((one) => one.type === type && one.subject.startsWith(subject)) || undefined;
  });
const named = (title: string, change: object, units = [UNITS.pt]) =>
  alertTitled(title).then((alert) => ({
    ...alert,
    handling: { tlp: 'AMBER', code: 'H2', pap: 'AMBER', namedUnits: units, conditions: [] },
    ...change,
  }));
const reason = { language: 'fr', text: 'La brigade de Dakar suit le même réseau.' };

test('a reminder goes to those who have not opened it, and to nobody else', async () => {
  const { id } = await post(agadez, 'ne', 'To be opened');
  await untilHeld(lisbon, id);
  await untilHeld(dakar, id);
  await lisbon.get(`/bulletins/alert/${id}`);
  await until('Lisbon has opened it', async () => {
    const { delivery } = await agadez.get<Shown>(`/bulletins/alert/${id}`);
    return delivery.some((one) => one.unit === UNITS.pt && one.state === 'opened') || undefined;
  });
  expect(await agadez.post(`/bulletins/alert/${id}/reminder`, {})).toEqual({ reminded: [UNITS.sn] });
  await told(dakar, 'alert-reminder', id);
  expect(await refusal(lisbon.post(`/bulletins/alert/${id}/reminder`, {}))).toBe('not-yours');
});

describe('passing on', () => {
  let id: string;
  let request: string;
  let passed: string;

  beforeAll(async () => {
    const routes = [{ points: [{ role: 'transit', place: 'Sines', country: 'PT' }] }];
    const alert = await named('Only for Lisbon', {
      handling: { tlp: 'RED', code: 'H2', pap: 'AMBER', namedUnits: [UNITS.pt], conditions: [] },
      routes,
    });
    expect(
      (await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: alert })).audience.filter(
        (one) => one.receives,
      ),
    ).toHaveLength(1);
    // Posted again under a label that may be passed on at all: TLP:RED goes only to whom it names, whatever its author grants.
    const open = await named('Only for Lisbon, to be passed on', { topics: ['sines'] });
    ({ id } = await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: open }));
    await untilHeld(lisbon, id);
  });

  test('is asked of the author, refused or granted by it, and never done without', async () => {
    ({ id: request } = await lisbon.post<{ id: string }>(`/bulletins/alert/${id}/share-requests`, {
      recipients: [UNITS.sn],
      reason,
    }));
    expect(await refusal(lisbon.post(`/share-requests/${request}/share`, {}))).toBe('not-granted');
    await told(agadez, 'share-asked', request);
    const { requests } = await agadez.get<Asked>('/share-requests');
    expect(requests).toContainEqual(
      expect.objectContaining({ id: request, alert: id, granted: null, requester: UNITS.pt }),
    );
    expect(await refusal(lisbon.post(`/share-requests/${request}/decision`, { granted: true }))).toBe(
      'share-request-unknown',
    );
    await agadez.post(`/share-requests/${request}/decision`, { granted: true, days: 7 });
    expect(await refusal(agadez.post(`/share-requests/${request}/decision`, { granted: false }))).toBe(
      'decided-already',
    );
    await told(lisbon, 'share-decided', request);
  });

  test('whom it is passed on to sees whose it is; it is found, answered and recalled like any other', async () => {
    const answer = await lisbon.post<{ id: string; recipients: string[] }>(`/share-requests/${request}/share`, {});
    passed = answer.id;
    await untilHeld(dakar, passed);
    expect(await dakar.get<Shown>(`/bulletins/alert/${passed}`)).toMatchObject({
      sender: UNITS.pt,
      body: { title: { text: 'Only for Lisbon, to be passed on' }, passedOn: { author: UNITS.ne, alert: id } },
    });
    await agadez.post(`/bulletins/alert/${id}/recall`, { reason });
    await until(
      'the copy is erased',
      async () => (await dakar.get<Shown>(`/bulletins/alert/${passed}`)).body === null || undefined,
    );
    await until('its author has Dakar’s word for it', async () => {
      const { delivery } = await agadez.get<Shown>(`/bulletins/alert/${id}`);
      return delivery.some((one) => one.unit === UNITS.sn && one.state === 'erased') || undefined;
    });
  });

  test('a refusal is told, with its reason in the author’s audit log', async () => {
    const alert = await named('Not to be passed on', {});
    const { id: kept } = await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: alert });
    await untilHeld(lisbon, kept);
    const { id: asked } = await lisbon.post<{ id: string }>(`/bulletins/alert/${kept}/share-requests`, {
      recipients: [UNITS.sn],
      reason,
    });
    await told(agadez, 'share-asked', asked);
    await agadez.post(`/share-requests/${asked}/decision`, {
      granted: false,
      reason: { language: 'fr', text: 'Source à protéger.' },
    });
    await told(lisbon, 'share-decided', asked);
    expect(await refusal(lisbon.post(`/share-requests/${asked}/share`, {}))).toBe('not-granted');
    const { lines } = await (await net.secondOfficer('ne')).get<{ lines: { why: string }[] }>(
      '/audit?action=share-decided',
    );
    expect(lines[0]!.why).toContain('Source à protéger.');
  });
});

describe('the end of its validity', () => {
  const soon = () => new Date(Date.now() + 3000).toISOString();

  test('its author is told before and when it comes; it leaves what is valid, and stays to be read', async () => {
    const { id } = await agadez.post<Posted>('/bulletins/alert', {
      unit: UNITS.ne,
      body: await named('Short', { validUntil: soon() }),
    });
    await untilHeld(lisbon, id);
    await told(agadez, 'alert-expiring', id);
    await told(agadez, 'alert-expired', id);
    const list = async (query: string) =>
      (await lisbon.get<Listed>(`/bulletins/alert?${query}`)).bulletins.map((one) => one.id);
    expect(await list('state=valid')).not.toContain(id);
    expect(await list('state=expired')).toContain(id);
    expect((await lisbon.get<Shown>(`/bulletins/alert/${id}`)).body).not.toBeNull();
  });

  test('what could not be delivered by then is not delivered any more', async () => {
    await net.network.nodes.get('pt')!.stop();
    await net.network.nats.kill();
    const { id } = await agadez.post<Posted>('/bulletins/alert', {
      unit: UNITS.ne,
      body: await named('Too late', { validUntil: soon() }),
    });
    await told(agadez, 'alert-expired', id);
    const { delivery } = await agadez.get<Shown>(`/bulletins/alert/${id}`);
    expect(delivery.every((one) => one.state === 'lapsed')).toBe(true);
    await net.network.startNats();
    await net.network.startNode('pt');
    lisbon = await net.officer('pt');
    const { id: later } = await post(agadez, 'ne', 'In time');
    await untilHeld(lisbon, later);
    expect(await refusal(lisbon.get(`/bulletins/alert/${id}`))).toBe('bulletin-unknown');
  });
});

test('weeding shows what it will erase, erases exactly that, record keys and files, and nothing that is not due', async () => {
  const { id } = await agadez.post<Posted>('/bulletins/alert', {
    unit: UNITS.ne,
    body: await named('To be weeded', {}),
  });
  const { id: fresh } = await post(agadez, 'ne', 'To be kept');
  await untilHeld(lisbon, id);
  await untilHeld(lisbon, fresh);
  await lisbon.post(`/bulletins/alert/${id}/replies`, {
    type: 'addition',
    text: { language: 'pt', text: 'Também em Sines.' },
  });
  const preview = () =>
    lisbon.get<{ days: object; due: { id: string; purpose: string }[] }>(
      `/retention?unit=${encodeURIComponent(UNITS.pt!)}`,
    );
  // As if its validity had ended a year ago.
  const aged = `UPDATE bulletin_index SET valid_until = ${Date.now() - 365 * 86_400_000} WHERE message_id = '${id}'`;
  const due = await until('it is indexed, and due', async () => {
    await net.network.postgres.query(aged, [], 'liaison_pt');
    const shown = await preview();
    return shown.due.length > 0 ? shown : undefined;
  });
  expect(due.due).toEqual([expect.objectContaining({ id, purpose: 'information' })]);
  // Somebody takes it on as a releaser weeds it.
  const [refused] = await inOrder(
    net,
    'pt',
    {
      hold: `UPDATE bulletin_index SET assigned_to = 'lisboa' WHERE unit = $1 AND message_id = $2`,
      values: [UNITS.pt, id],
      table: 'bulletin_index',
    },
    [() => refusal(lisbon.post('/retention/weeding', { unit: UNITS.pt, bulletins: [id] }))],
  );
  expect(refused).toBe('not-due');
  await lisbon.put(`/bulletins/alert/${id}/assignment`, { officer: 'lisboa' });
  expect((await preview()).due).toEqual([]);
  await lisbon.put('/retention', { unit: UNITS.pt, kind: 'alert', purpose: 'investigation', days: 30 });
  expect((await preview()).due).toEqual([expect.objectContaining({ id, purpose: 'investigation' })]);
  expect(await refusal(lisbon.post('/retention/weeding', { unit: UNITS.pt, bulletins: [id, fresh] }))).toBe('not-due');
  expect(await lisbon.post('/retention/weeding', { unit: UNITS.pt, bulletins: [id] })).toEqual({ weeded: 1 });
  expect(await lisbon.get(`/bulletins/alert/${id}`)).toMatchObject({ body: null, weeded: true, recalled: false });
  const { rows } = await net.network.postgres.query(
    `SELECT length(sealed_record_key) AS key, length(sealed_body) AS body FROM message WHERE message_id = $1`,
    [id],
    'liaison_pt',
  );
  expect(rows).toEqual([{ key: 0, body: 0 }]);
  const erased = `SELECT count(*)::int AS replies FROM message WHERE kind = 'alert/reply' AND length(sealed_body) = 0`;
  expect((await net.network.postgres.query(erased, [], 'liaison_pt')).rows).toEqual([{ replies: 1 }]);
  expect((await lisbon.get<Shown>(`/bulletins/alert/${fresh}`)).body).not.toBeNull();
  const { lines } = await (await net.secondOfficer('pt')).get<{ lines: object[] }>('/audit?action=alert-weeded');
  expect(lines).toEqual([expect.objectContaining({ subject: expect.stringContaining(id), why: 'investigation' })]);
});

test('what a unit asked to have as a digest is told together, and what is urgent at once', async () => {
  const line = { kinds: ['alert'], topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'digest' };
  const saying = { type: 'subscription-set', unit: UNITS.sn, lines: [line] };
  const { id: draft } = await dakar.post<{ id: string }>('/directory/drafts', { author: UNITS.sn, saying });
  await dakar.post(`/directory/drafts/${draft}/signature`, {});
  await until('it holds in Niger and in Senegal', async () => {
    const lists = await Promise.all(
      [agadez, dakar].map((officer) => officer.get<{ subscriptions: unknown }>('/directory/subscriptions?member=sn')),
    );
    return lists.every((list) => JSON.stringify(list).includes('"digest"')) || undefined;
  });
  const quiet = async (title: string) =>
    (
      await agadez.post<Posted>('/bulletins/alert', {
        unit: UNITS.ne,
        body: { ...(await alertTitled(title)), urgent: false },
      })
    ).id;
  const [one, two] = [await quiet('Not urgent'), await quiet('Not urgent either')];
  const { id: urgent } = await post(agadez, 'ne', 'Urgent');
  await told(dakar, 'alert-received', urgent);
  await untilHeld(dakar, two);
  const before = (await dakar.get<{ notifications: Told[] }>('/notifications?limit=200')).notifications;
  expect(
    before
      .filter((news) => news.type === 'alert-received')
      .map((news) => news.subject)
      .join(),
  ).not.toContain(one);
  await told(dakar, 'digest', '2');
  await told(dakar, 'alert-received', one);
  await told(dakar, 'alert-received', two);
});

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ulid } from 'ulid';
import { MOST_BYTES_AN_HOUR, uselessAs } from '#apps/node/src/post/mailbox/hourly-share.js';
import { until } from '#deploy/local/daemon.js';
import { type CaseEvent, type SignedEvent } from '#libs/cases/event.js';
import { MOST_WAITING_OF_AN_AUTHOR } from '#libs/cases/ledger.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { introduce } from '#libs/envelope/introduction.js';
import { signReceipt } from '#libs/envelope/receipt.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import { CaseMessage } from '#libs/kinds/case-message.js';
import { admit } from '#libs/kinds/registry.js';
import { sealRecord, storageKey } from '#libs/store/storage-key.js';
import { DIRECTORY, introductionSubject, mailSubject, receiptSubject } from '#libs/transport/subjects.js';
import { UnitAddress } from '#libs/trust/address.js';
import { epochKeyFor } from '#libs/trust/directory.js';
import {
  alertTitled,
  type Listed,
  type Posted,
  post,
  type Shown,
  TestNetwork,
  UNITS,
  untilHeld,
} from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { CASE_KIND, type Introduced, TakenNode } from '../support/taken-node.js';

/** What a taken-over node can do to another by mail that is never decided, that breaks what takes it in, or that never ends. */
let net: TestNetwork;
let lisbon: NodeApi;
let dakar: NodeApi;
let taken: TakenNode;
let operator: NatsConnection;
let position: number;
let introduced: Introduced;
const [niger, portugal] = [UnitAddress.parse('ne/police-agadez'), UnitAddress.parse('pt/police-lisboa')];
const FAR_AHEAD = 1_000_000_000;

beforeAll(async () => {
  net = await TestNetwork.start('waiting');
  [, lisbon, dakar] = await net.officers();
  taken = await TakenNode.take(net, 'ne');
  position = taken.directory.size;
  introduced = await taken.introduceTo(portugal);
  operator = await net.network.hubOperator();
});
afterAll(async () => {
  await taken?.close();
  await operator?.close();
  await net?.stop();
});

interface Forging {
  readonly id?: string;
  readonly kind?: string;
  readonly tlp?: string;
  readonly urgent?: boolean;
  readonly logPosition?: number;
  readonly body?: Uint8Array;
  readonly key?: SigningKey;
  readonly to?: UnitAddress;
  readonly by?: Introduced;
  readonly place?: number;
}

function forged({
  id = ulid(),
  kind = 'alert',
  tlp = 'AMBER',
  urgent = true,
  logPosition = position,
  body = utf8('{}'),
  key = taken.unitKey,
  to = portugal,
  by,
  place,
}: Forging): Uint8Array {
  return taken.message(to, body, {
    header: { id, kind, logPosition, handling: tlp, urgent },
    key,
    ...(by && { by }),
    place,
  });
}

/** All at once, as fast as the hub takes it. */
async function flood(wires: readonly Uint8Array[], to = portugal): Promise<void> {
  for (const wire of wires) taken.hub.publish(mailSubject(to, niger), wire);
  await taken.hub.flush();
}
const times = (count: number, make: (n: number) => Uint8Array) => Array.from({ length: count }, (_, n) => make(n));

async function alertBody(title: string, namedUnits: readonly string[] = [niger]): Promise<Uint8Array> {
  const draft = await alertTitled(title);
  const alert = Alert.parse({ ...draft, handling: { ...(draft.handling as object), namedUnits, tlp: 'AMBER' } });
  return utf8(JSON.stringify(alert));
}

/** An introduction that is made, and not at the hub. */
const unintroduced = (): Introduced =>
  introduce(niger, taken.unitKey, portugal, epochKeyFor(taken.directory.units.get(portugal)!, Date.now())!.key);

const inLisbon = (sql: string) => net.asked('pt', sql);
const incidents = (type: string) => inLisbon(`SELECT detail AS it FROM incident WHERE type = '${type}'`);
const quarantined = () => inLisbon('SELECT reason AS it FROM quarantine');
const holds = async (id: string) =>
  (await inLisbon(`SELECT 1 AS it FROM message WHERE message_id = '${id}'`)).length > 0;
const untilStored = (id: string) => until('it is stored', async () => (await holds(id)) || undefined);

interface Status {
  readonly waiting: { readonly reason: string; readonly messages: number; readonly bytes: number }[];
  readonly dropped: number;
  readonly quarantined: number;
  readonly outbox: { readonly waitingForReceipts: number; readonly oldestAt: string | null };
  readonly inbox: { readonly messages: number; readonly unsearchable: number };
}
const statusOf = () => lisbon.get<Status>('/status');
const untilWaiting = (reason: string, count: number) =>
  until(`${count} wait`, async () => {
    const { waiting } = await statusOf();
    return (waiting.find((one) => one.reason === reason)?.messages ?? 0) === count;
  });

/** An introduction that was made comes to the hub after all. */
const leaveAtHub = ({ introduction }: Introduced) =>
  jetstream(taken.hub).publish(introductionSubject(niger, portugal, hex(introduction.id)), introduction.bytes);

describe('mail that a node cannot decide yet', () => {
  test('and that names a position which the directory reaches later is taken in then, by a node that was started anew in between', async () => {
    const id = ulid();
    const { state } = await net.log();
    await flood([forged({ id, logPosition: state.size + 1, body: await alertBody('Ahead of the directory') })]);
    await untilWaiting('position-ahead', 1);
    await net.network.nodes.get('pt')!.stop();
    await net.network.startNode('pt');
    await untilWaiting('position-ahead', 1);
    expect(await holds(id)).toBe(false);
    const line = { kinds: ['alert'], topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'immediate' };
    const saying = { type: 'subscription-set', unit: UNITS.sn, lines: [line] };
    const { id: draft } = await dakar.post<{ id: string }>('/directory/drafts', { author: UNITS.sn, saying });
    await dakar.post(`/directory/drafts/${draft}/signature`, {});
    await untilStored(id);
    await untilWaiting('position-ahead', 0);
  });

  test('and whose introduction comes late is taken in then', async () => {
    const by = unintroduced();
    const ids = [ulid(), ulid()];
    const body = await alertBody('Introduced late');
    await flood(ids.map((id) => forged({ id, by, body })));
    await untilWaiting('introduction-absent', 2);
    await leaveAtHub(by);
    for (const id of ids) await untilStored(id);
    await untilWaiting('introduction-absent', 0);
  });

  test('for a week is set aside with one incident, and the same bytes are taken in when they can be', async () => {
    const by = unintroduced();
    const ids = [ulid(), ulid()];
    const body = await alertBody('Not decided in time');
    const wires = ids.map((id) => forged({ id, by, body }));
    await flood(wires);
    await untilWaiting('introduction-absent', 2);
    await inLisbon('UPDATE waiting_mail SET received_at = 0');
    const late = 'undecided: introduction-absent';
    await until('both are set aside', async () => (await quarantined()).filter((one) => one === late).length === 2);
    expect(await incidents('mail-undecided')).toHaveLength(1);
    await leaveAtHub(by);
    await flood(wires);
    for (const id of ids) await untilStored(id);
  });

  test('two thousand times, signed by nobody, leaves room for what a known key signs, and urgent mail of others arrives', async () => {
    await net.network.nodes.get('pt')!.stop();
    await flood(times(2100, () => forged({ logPosition: FAR_AHEAD, key: newSigningKey() })));
    const { id } = await post(dakar, 'sn', 'Urgent, behind the unsigned flood');
    const isFor = (state: string) => async () => {
      const { delivery } = await dakar.get<Shown>(`/bulletins/alert/${id}`);
      return delivery.find(({ unit }) => unit === portugal)?.state === state || undefined;
    };
    await until('it is at the hub', isFor('sent'));
    const { outbox } = await dakar.get<Status>('/status');
    expect(outbox.waitingForReceipts).toBeGreaterThan(0);
    expect(outbox.oldestAt).not.toBeNull();
    await net.network.startNode('pt');
    await untilHeld(lisbon, id);
    await until('its sender sees that it arrived', isFor('delivered'));
    await flood([forged({ logPosition: FAR_AHEAD })]);
    await untilWaiting('position-ahead', 201);
    const pools = await inLisbon(`SELECT pool || ' ' || count(*) AS it FROM waiting_mail GROUP BY pool ORDER BY pool`);
    expect(pools).toEqual(['waiting 1', 'waiting-unsigned 200']);
    expect((await statusOf()).dropped).toBe(1900);
  });

  test('two thousand times, signed and without an introduction, fills its member’s share alone, and urgent mail of others arrives', async () => {
    const before = (await statusOf()).dropped;
    const by = unintroduced();
    await flood(times(2100, () => forged({ by })));
    await untilHeld(lisbon, (await post(dakar, 'sn', 'Urgent, behind the signed flood')).id);
    await untilWaiting('introduction-absent', 1999);
    await until('the rest is let go', async () => (await statusOf()).dropped === before + 101);
    const shown = await lisbon.get<{ dropped: object[] }>('/quarantine');
    expect(shown.dropped).toEqual([
      expect.objectContaining({ member: 'ne', place: 'waiting', messages: 101 }),
      expect.objectContaining({ member: 'ne', place: 'waiting-unsigned', messages: 1900 }),
    ]);
  });
});

describe('mail that breaks what takes it in', () => {
  test('does not take its neighbours with it, nor the incident of a fork beside it, and can come again', async () => {
    const poison = ulid();
    const [one, two] = [ulid(), ulid()];
    const body = await alertBody('In one batch');
    const sql = (text: string) => net.network.postgres.query(text, [], 'liaison_pt');
    // Whatever it is that the database refuses: bounds of their own keep out what is known.
    await sql(`ALTER TABLE message ADD CONSTRAINT poison CHECK (message_id <> '${poison}')`);
    const wire = forged({ id: poison, body });
    // The first goes alone; the others gather behind it, and are one batch.
    await flood([forged({ body }), forged({ id: one, body, place: 500 }), wire, forged({ id: two, body, place: 500 })]);
    await untilStored(one);
    await untilStored(two);
    await until('the fork is found', async () => (await incidents('channel-forked')).length === 1 || undefined);
    await untilHeld(lisbon, (await post(dakar, 'sn', 'Behind the poison')).id);
    await until(
      'it is set aside',
      async () => (await quarantined()).some((one) => /^not-taken/.test(one)) || undefined,
    );
    await sql('ALTER TABLE message DROP CONSTRAINT poison');
    await flood([wire]);
    await untilStored(poison);
  });

  test('two messages in the last place that there is are an incident, too', async () => {
    const body = await alertBody('In a far place');
    const [one, two] = [ulid(), ulid()];
    await flood([forged({ id: one, body, place: 2_147_483_647 }), forged({ id: two, body, place: 2_147_483_647 })]);
    await untilStored(one);
    await untilStored(two);
    await until(
      'the fork is found',
      async () => (await incidents('channel-forked')).some((it) => it.includes('2147483647')) || undefined,
    );
  });
});

test('incidents without end are kept with their evidence up to a member’s share of a type, and counted beyond', async () => {
  const forks = Array.from({ length: 25 }, () => ulid());
  const body = await alertBody('Told twice');
  await flood(forks.map((id) => forged({ id, body })));
  for (const id of forks) await untilStored(id);
  const other = await alertBody('Told otherwise');
  await flood(forks.map((id) => forged({ id, body: other })));
  const kept = () =>
    inLisbon(`SELECT count(*) || ' and ' || sum(more) AS it FROM incident WHERE type = 'message-forked'`);
  await until('all are noted', async () => (await kept())[0] === '20 and 5');
  const { incidents: shown } = await lisbon.get<{ incidents: { type: string; detail: string }[] }>('/incidents');
  const details = shown.filter(({ type }) => type === 'message-forked').map(({ detail }) => detail);
  // Who hides the one that matters behind twenty others hides it in vain.
  expect(details.some((detail) => detail.includes(forks.at(-1)!))).toBe(true);
});

test('another unit of the same node does not open it by the introduction of the first, which the node knows', async () => {
  const authority = UnitAddress.parse('pt/central-authority');
  const own = await taken.introduceTo(authority);
  const first = taken.event({ move: 'inform' });
  const told = (to: UnitAddress, by: Introduced, id = ulid()) => {
    const body = taken.caseBody(first.hash, to, [[first, null]]);
    return { id, wire: forged({ id, kind: CASE_KIND, tlp: 'AMBER+STRICT', urgent: false, body, to, by }) };
  };
  const [here, there] = [told(portugal, introduced), told(authority, own)];
  await flood([here.wire]);
  await flood([there.wire], authority);
  // The first unit's introduction is in the node's memory, and the other unit may receive what is sent to it.
  for (const { id } of [here, there]) await untilStored(id);
  const swapped = told(authority, introduced);
  const before = (await quarantined()).length;
  await flood([swapped.wire], authority);
  const isJudged = async () => (await quarantined()).length > before || (await holds(swapped.id)) || undefined;
  await until('it is judged', isJudged);
  expect(await holds(swapped.id)).toBe(false);
  expect(await quarantined()).toContain('introduction-swapped');
});

test('a recall or a replacement that names another author’s alert does not touch it', async () => {
  const { id: alert } = await post(dakar, 'sn', 'Neither recalled nor replaced');
  await untilHeld(lisbon, alert);
  const draft = Alert.parse(JSON.parse(Buffer.from(await alertBody('In its place')).toString('utf8')));
  const [recall, replacement] = [ulid(), ulid()];
  const note = { language: 'en', text: 'Not yours' };
  await flood([
    forged({
      id: recall,
      kind: 'alert/recall',
      tlp: 'GREEN',
      body: utf8(JSON.stringify({ bulletin: alert, reason: note })),
    }),
    forged({
      id: replacement,
      body: utf8(JSON.stringify({ ...draft, replaces: { bulletin: alert, as: 'amended', note } })),
    }),
  ]);
  await untilStored(recall);
  await untilStored(replacement);
  const { bulletins: alerts } = await lisbon.get<Listed>('/bulletins/alert?limit=200');
  const untouched = { recalled: false, replacedBy: null };
  expect(alerts.find(({ id }) => id === alert)).toMatchObject(untouched);
  expect(await lisbon.get(`/bulletins/alert/${alert}`)).toMatchObject(untouched);
});

test('what was weeded is no answer to a later catch-up, and does not stop it', async () => {
  const weeded = (await post(lisbon, 'pt', 'Weeded before anybody asked')).id;
  const valid = (
    await lisbon.post<Posted>('/bulletins/alert', { unit: UNITS.pt, body: await alertTitled('Still valid') })
  ).id;
  const sql = `UPDATE bulletin_index SET valid_until = 0 WHERE message_id = '${weeded}' RETURNING 1 AS it`;
  await until('it is indexed', async () => (await inLisbon(sql)).length === 1 || undefined);
  expect(await lisbon.post('/retention/weeding', { unit: UNITS.pt, bulletins: [weeded] })).toEqual({ weeded: 1 });
  await inLisbon(`DELETE FROM outbox_recipient WHERE recipient = '${niger}'`);
  const id = ulid();
  await flood([forged({ id, kind: 'catch-up', tlp: 'GREEN', urgent: false, body: utf8('{"kinds":["alert"]}') })]);
  const added = await until('it is answered', async () => {
    const sent = await inLisbon(`SELECT message_id AS it FROM outbox_recipient WHERE recipient = '${niger}'`);
    return sent.includes(valid) ? sent : undefined;
  });
  expect(added).not.toContain(weeded);
});

describe('a case', () => {
  const said = (change: Partial<CaseEvent>): SignedEvent => taken.event(change);
  const carrying = (caseId: Uint8Array, events: readonly SignedEvent[], id = ulid()) => {
    const body = taken.caseBody(
      caseId,
      portugal,
      events.map((event) => [event, null]),
    );
    return forged({ id, kind: CASE_KIND, tlp: 'AMBER+STRICT', urgent: false, body });
  };
  const unknown = (n: string) => sha256(utf8(`never said ${n}`));

  test('that is asked about again and again is told once, and what is missing in it is asked for once', async () => {
    const terms = toTerms({ reference: 'NE-2', language: 'fr', requested: portugal, confidential: false });
    const first = said({ move: 'inform', terms });
    const id = ulid();
    await flood([carrying(first.hash, [first], id)]);
    await untilStored(id);
    const questions = () =>
      inLisbon(`SELECT message_id AS it FROM message WHERE direction = 'out' AND kind = 'case-history'`);
    const before = (await questions()).length;
    const question = utf8(JSON.stringify({ case: hex(first.hash), asked: portugal, wanted: [hex(first.hash)] }));
    const asking = { kind: 'case-history', tlp: 'AMBER+STRICT', urgent: false, body: question };
    const gap = (n: number) => said({ case: first.hash, sequence: n + 3, parents: [unknown('in a gap')] });
    const last = ulid();
    await flood([
      ...times(30, () => forged(asking)),
      ...times(30, (n) => carrying(first.hash, [gap(n)])),
      carrying(first.hash, [gap(30)], last),
    ]);
    await untilStored(last);
    const inCase = `SELECT message_id FROM case_message WHERE case_id = '${hex(first.hash)}'`;
    const told = `SELECT count(*) AS it FROM message WHERE direction = 'out' AND message_id IN (${inCase})`;
    expect(await inLisbon(told)).toEqual(['1']);
    expect(await questions()).toHaveLength(before + 1);
  });

  test('that nobody began is kept as far as a share, asked about as far as answers come, and holds up no other’s mail', async () => {
    const caseId = sha256(utf8('a made-up case'));
    const orphan = (n: number) => {
      const parents = times(60, (i) => unknown(`${n} ${i}`));
      return said({ case: caseId, sequence: n + 1, parents });
    };
    const last = ulid();
    await flood([...times(300, (n) => carrying(caseId, [orphan(n)])), carrying(caseId, [orphan(300)], last)]);
    await untilHeld(lisbon, (await post(dakar, 'sn', 'Urgent, behind a made-up case')).id);
    await untilStored(last);
    const kept = `SELECT count(*) AS it FROM case_event WHERE case_id = '${hex(caseId)}'`;
    expect(await inLisbon(kept)).toEqual([`${MOST_WAITING_OF_AN_AUTHOR}`]);
    const [questions] = await inLisbon(
      `SELECT count(*) AS it FROM message JOIN outbox o USING (message_id) WHERE kind = 'case-history' AND NOT o.done`,
    );
    expect(Number(questions)).toBeGreaterThan(0);
    expect(Number(questions)).toBeLessThanOrEqual(100);
  });

  test('of five hundred events that are none in each message is one incident a message', async () => {
    const none = () => {
      const events = Array(500).fill({ event: 'AAAA', content: null });
      const body = { case: hex(sha256(utf8(ulid()))), parties: [niger, portugal], urgent: false, events };
      return { id: ulid(), body: utf8(JSON.stringify(body)) };
    };
    const sent = Array.from({ length: 5 }, none);
    await flood(sent.map((one) => forged({ ...one, kind: CASE_KIND, tlp: 'AMBER+STRICT', urgent: false })));
    await untilHeld(lisbon, (await post(dakar, 'sn', 'Urgent, behind events that are none')).id);
    for (const { id } of sent) await untilStored(id);
    const caused = `SELECT count(*) + sum(more) AS it FROM incident WHERE type = 'case-event-altered'`;
    expect(await inLisbon(caused)).toEqual(['5']);
  });

  test('that comes once more as it is costs the database nothing for each of its events', async () => {
    const terms = toTerms({ reference: 'NE-3', language: 'fr', requested: portugal, confidential: false });
    const chain = [said({ move: 'inform', terms })];
    for (let sequence = 2; sequence <= 100; sequence++) {
      chain.push(said({ case: chain[0]!.hash, sequence, parents: [chain.at(-1)!.hash] }));
    }
    const [once, again] = [ulid(), ulid()];
    await flood([carrying(chain[0]!.hash, chain, once)]);
    await untilStored(once);
    const asked = async (what: string): Promise<number> =>
      (await readFile(join(net.folder, 'network', 'logs', 'postgres.log'), 'utf8')).split(what).length - 1;
    await net.network.postgres.query("ALTER SYSTEM SET log_statement = 'all'");
    await net.network.postgres.query('SELECT pg_reload_conf()');
    await until('questions are written down', async () => (await asked('LOG:  execute')) > 0 || undefined);
    await flood([carrying(chain[0]!.hash, chain, again)]);
    await untilStored(again);
    await net.network.postgres.query('ALTER SYSTEM RESET log_statement');
    await net.network.postgres.query('SELECT pg_reload_conf()');
    expect(await asked('INSERT INTO "case_message"')).toBe(1);
    expect(await asked('INSERT INTO case_event')).toBe(0);
  });

  test('whose later events come first, more than wait, is whole as soon as its first event is here', async () => {
    const terms = toTerms({ reference: 'NE-1', language: 'fr', requested: portugal, confidential: false });
    const first = said({ move: 'inform', terms });
    const chain = [first];
    for (let sequence = 2; sequence <= 3 * MOST_WAITING_OF_AN_AUTHOR; sequence++) {
      chain.push(said({ case: first.hash, sequence, parents: [chain.at(-1)!.hash] }));
    }
    const id = ulid();
    await flood([carrying(first.hash, chain.slice(1), id)]);
    await untilStored(id);
    const events = (table: string) =>
      inLisbon(`SELECT count(*) AS it FROM ${table} WHERE case_id = '${hex(first.hash)}'`);
    expect(await events('case_event')).toEqual([`${MOST_WAITING_OF_AN_AUTHOR}`]);
    await flood([carrying(first.hash, [first])]);
    await until('it is whole', async () => (await events('case_left'))[0] === '0' || undefined);
    expect(await events('case_event')).toEqual([`${chain.length}`]);
    const { missing } = await lisbon.get<{ missing: number }>(`/cases/${hex(first.hash)}`);
    expect(missing).toBe(0);
  });
});

describe('what a node does by itself for whoever asks', () => {
  const untilReceiptsAreRead = () =>
    until('all are read', async () => {
      const info = await (await jetstreamManager(operator)).consumers.info('RECEIPTS', 'pt_main');
      return (info.num_pending === 0 && info.num_ack_pending === 0) || undefined;
    });
  const untilReceipted = (id: string) =>
    until('it is delivered', async () => {
      const rows = await inLisbon(
        `SELECT 1 AS it FROM outbox_recipient WHERE message_id = '${id}' AND delivered_at IS NOT NULL`,
      );
      return rows.length > 0 || undefined;
    });
  const ask = () => forged({ kind: 'catch-up', tlp: 'GREEN', urgent: false, body: utf8('{"kinds":["alert"]}') });
  const waitingForNiger = () =>
    inLisbon(
      `SELECT m.kind AS it FROM outbox_recipient r JOIN outbox o USING (message_id) JOIN message m USING (message_id)
       WHERE r.recipient = '${niger}' AND r.delivered_at IS NULL AND NOT o.done AND m.direction = 'out'`,
    );

  test('it does once for all who ask for what is still valid without end', async () => {
    await flood(times(300, ask));
    await untilHeld(lisbon, (await post(dakar, 'sn', 'Urgent, behind three hundred questions')).id);
    expect(await inLisbon(`SELECT asker AS it FROM catch_up_question WHERE author = '${portugal}'`)).toEqual([niger]);
  });

  test('it does no more for who takes back what never came and gives no receipts, and urgent mail goes before it', async () => {
    const recall = () =>
      forged({
        kind: 'alert/recall',
        tlp: 'GREEN',
        body: utf8(JSON.stringify({ bulletin: ulid(), reason: { language: 'fr', text: 'Rien.' } })),
      });
    const last = ulid();
    await flood([...times(300, recall), forged({ id: last, body: await alertBody('After the recalls') })]);
    await untilStored(last);
    const erasures = (await waitingForNiger()).filter((kind) => kind === 'alert/erasure');
    expect(erasures.length).toBeGreaterThan(0);
    expect(erasures.length).toBeLessThanOrEqual(200);
    expect(
      await inLisbon(
        `SELECT DISTINCT o.urgent AS it FROM outbox o JOIN message m USING (message_id) WHERE m.kind = 'alert/erasure'`,
      ),
    ).toEqual(['false']);
  });

  test('it keeps no receipt for what it never sent', async () => {
    const kept = () => inLisbon('SELECT count(*) AS it FROM receipt');
    await untilReceipted((await post(lisbon, 'pt', 'Receipted by Dakar')).id);
    const before = await kept();
    for (let n = 0; n < 50; n++) {
      const envelopes = [sha256(utf8(`never sent ${n}`))];
      const receipt = { recipient: niger, sender: portugal, envelopes, at: Date.now(), logPosition: position };
      await jetstream(taken.hub).publish(receiptSubject(portugal, niger), signReceipt(receipt, taken.unitKey));
    }
    await untilReceiptsAreRead();
    expect(await kept()).toEqual(before);
  });

  test('receipts of five hundred hashes that it never sent take up their giver’s hour, and behind that are let go unread, others’ are not', async () => {
    await untilReceiptsAreRead();
    await takenUp(0);
    const give = async (count: number) => {
      const wires = times(count, () => {
        const envelopes = Array.from({ length: 500 }, () => randomBytes(32));
        const receipt = { recipient: niger, sender: portugal, envelopes, at: Date.now(), logPosition: position };
        return signReceipt(receipt, taken.unitKey);
      });
      const hub = jetstream(taken.hub);
      await Promise.all(wires.map((wire) => hub.publish(receiptSubject(portugal, niger), wire)));
      await untilReceiptsAreRead();
    };
    await give(20);
    expect(await bytesTaken()).toBeGreaterThanOrEqual(20 * uselessAs(500 * 32));
    await takenUp(MOST_BYTES_AN_HOUR);
    const dropped = await droppedAt('hour');
    await give(300);
    expect(await droppedAt('hour')).toBe(dropped + 300);
    expect(await bytesTaken()).toBe(MOST_BYTES_AN_HOUR);
    await untilReceipted((await post(lisbon, 'pt', 'Receipted by Dakar, beside the flood')).id);
    await takenUp(0);
  });
});

test('what is no introduction is asked for once in a while, however much mail names it', async () => {
  const by = unintroduced();
  await jetstream(taken.hub).publish(introductionSubject(niger, portugal, hex(by.introduction.id)), 'none');
  let asked = 0;
  operator.subscribe(`${DIRECTORY.introduction}.>`, { callback: () => void asked++ });
  await operator.flush();
  const malformed = async () => (await quarantined()).filter((reason) => /^introduction-/.test(reason)).length;
  const before = await malformed();
  const last = ulid();
  await flood([...times(150, () => forged({ by })), forged({ id: last, body: await alertBody('After those') })]);
  await untilStored(last);
  expect(await malformed()).toBeGreaterThan(before);
  expect(asked).toBeLessThan(20);
});

test('introductions that a silent directory is asked for hold up no other’s mail', async () => {
  await untilHeld(lisbon, (await post(dakar, 'sn', 'While the directory answers')).id);
  await net.network.directory.stop();
  let asked = 0;
  // Something is there and says nothing: whoever asks waits until it gives up.
  const silence = operator.subscribe(`${DIRECTORY.introduction}.>`, { callback: () => void asked++ });
  await operator.flush();
  await flood(times(250, () => forged({ by: unintroduced() })));
  const { id } = await post(dakar, 'sn', 'Urgent, behind the unknown');
  await until('it is stored', async () => (await holds(id)) || undefined);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(5);
  silence.unsubscribe();
  await net.network.startDirectory();
  await inLisbon('DELETE FROM waiting_mail');
});

test('an alert that was receipted and cannot be read or indexed is listed, counted, and stops neither list nor index', async () => {
  const secrets = JSON.parse(await readFile(join(net.folder, 'network/members/pt/node/secrets.json'), 'utf8'));
  const id = ulid();
  const { sealedRecordKey, sealedBody } = sealRecord(
    storageKey(Buffer.from(secrets.storageKey, 'hex')),
    utf8('{"title":0}'),
  );
  await net.network.postgres.query(
    `INSERT INTO message (unit, sender, message_id, direction, kind, handling, urgent, created_at, stored_at, log_position,
       sealed_record_key, sealed_body) VALUES ($1, $2, $3, 'in', 'alert', 'AMBER', true, 9000000000000000, $4, 1, $5, $6)`,
    [portugal, niger, id, Date.now(), sealedRecordKey, sealedBody],
    'liaison_pt',
  );
  await untilHeld(lisbon, id);
  const { id: next } = await post(dakar, 'sn', 'Behind what cannot be read');
  await untilHeld(lisbon, next);
  await until(
    'the next is indexed',
    async () =>
      (await inLisbon(`SELECT 1 AS it FROM bulletin_index WHERE message_id = '${next}'`)).length === 1 || undefined,
  );
  const { bulletins: alerts } = await lisbon.get<Listed & { bulletins: { unreadable: boolean }[] }>(
    '/bulletins/alert?limit=200',
  );
  expect(alerts.find((one) => one.id === id)).toMatchObject({ unreadable: true, urgent: true });
  expect((await statusOf()).inbox.unsearchable).toBe(1);
});

/** Of an hour's bytes, what is taken up by the mail of Niger; what was before is forgotten. */
const takenUp = (bytes: number) =>
  net.network.postgres.query(
    `INSERT INTO mail_kept (member, began, bytes) VALUES ('ne', $1, $2)
     ON CONFLICT (member) DO UPDATE SET began = excluded.began, bytes = excluded.bytes`,
    [Date.now(), bytes],
    'liaison_pt',
  );
const bytesTaken = async () => Number((await inLisbon(`SELECT bytes AS it FROM mail_kept WHERE member = 'ne'`))[0]);
const droppedAt = async (place: string): Promise<number> => {
  const { dropped } = await lisbon.get<{ dropped: { place: string; messages: number }[] }>('/quarantine');
  return dropped.find((one) => one.place === place)?.messages ?? 0;
};

test('what is set aside takes up a member’s share at most, the same bytes once, and a flood of one kind pushes out no evidence of another', async () => {
  await inLisbon(
    `INSERT INTO quarantine (id, hash, member, received_at, subject, reason, wire)
     SELECT gen_random_uuid(), decode(lpad(to_hex(n), 64, '0'), 'hex'), 'ne', n, 'earlier', 'slice-malformed', '\\x00'
     FROM generate_series(1, 600) AS n RETURNING 1 AS it`,
  );
  const before = await droppedAt('quarantine');
  const evidence = forged({ key: newSigningKey() });
  await flood([...times(20, () => evidence)]);
  await flood(times(700, (n) => utf8(`not even CBOR, ${n}`)));
  await untilHeld(lisbon, (await post(dakar, 'sn', 'Behind the junk')).id);
  await until('the oldest of the flood went', async () => (await droppedAt('quarantine')) >= before + 700 || undefined);
  const reasons = await quarantined();
  expect(reasons.length).toBe(500);
  expect(reasons.filter((one) => one === 'signature-wrong')).toHaveLength(1);
});

test('what is refused takes up its sender’s share of the hour, and behind that is let go unread, without a row of its own', async () => {
  await takenUp(0);
  const body = utf8(JSON.stringify({ refused: 'x'.repeat(100_000) }));
  const before = (await quarantined()).length;
  await flood([forged({ body })]);
  await until('it is set aside', async () => (await bytesTaken()) > 0 || undefined);
  expect(await bytesTaken()).toBeGreaterThan(100_000);
  await takenUp(MOST_BYTES_AN_HOUR);
  const dropped = await droppedAt('hour');
  await flood(times(1000, () => new Uint8Array(1)));
  await untilHeld(lisbon, (await post(dakar, 'sn', 'Urgent, behind the smallest junk')).id);
  await until('all are let go', async () => (await droppedAt('hour')) === dropped + 1000 || undefined);
  expect((await quarantined()).length).toBeLessThanOrEqual(before + 1);
  await takenUp(0);
});

test('a message of a case full of what looks like files is read about as fast as any of its length', () => {
  const cost = (name: string): number => {
    const content = `[${Array(31_000).fill(`{"${name}":1}`).join(',')}]`;
    const body = {
      case: '0'.repeat(64),
      parties: [niger, portugal],
      urgent: false,
      events: [{ event: 'AAAA', content }],
    };
    const { user } = process.cpuUsage();
    expect(CaseMessage.safeParse(body).success).toBe(true);
    return process.cpuUsage().user - user;
  };
  cost('sha257');
  // It took six times as long.
  expect(cost('sha256')).toBeLessThan(3 * cost('sha257') + 50_000);
});

test('a body that holds more values than a request may is none, whatever it holds them in', () => {
  const contents = (count: number) =>
    Array.from({ length: count }, () => ({ event: 'AAAA', content: `[${'0,'.repeat(30_000)}0]` }));
  const message = (count: number) => ({
    case: '0'.repeat(64),
    parties: [niger, portugal],
    urgent: false,
    events: contents(count),
  });
  expect([3, 4].map((count) => CaseMessage.safeParse(message(count)).success)).toEqual([true, false]);
  expect(admit('alert', utf8(`[${'0,'.repeat(100_000)}0]`), niger)).toBe('malformed');
});

test('of what a member sends without end, believed as it is, an hour’s share is kept; others’ urgent mail arrives', async () => {
  await takenUp(0);
  const kind = 'from-tomorrow';
  const body = randomBytes(240 * 1024);
  const messages = Math.ceil(MOST_BYTES_AN_HOUR / body.length);
  const dropped = await droppedAt('hour');
  for (let sent = 0; sent < messages; sent += 100)
    await flood(times(100, () => forged({ kind, tlp: 'GREEN', urgent: false, body })));
  await until('what is over its share is let go', async () => (await droppedAt('hour')) > dropped || undefined);
  await untilHeld(lisbon, (await post(dakar, 'sn', 'Behind what fills the disk')).id);
  const [bytes] = await inLisbon(`SELECT sum(length(sealed_body)) AS it FROM message WHERE kind = '${kind}'`);
  expect(Number(bytes)).toBeGreaterThan(MOST_BYTES_AN_HOUR / 2);
  expect(Number(bytes)).toBeLessThanOrEqual(MOST_BYTES_AN_HOUR);
});

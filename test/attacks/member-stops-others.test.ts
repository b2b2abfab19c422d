import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { ulid } from 'ulid';
import { until } from '#deploy/local/daemon.js';
import { type CaseEvent, type SignedEvent } from '#libs/cases/event.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { introduce } from '#libs/envelope/introduction.js';
import { signReceipt } from '#libs/envelope/receipt.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import {
  consumerName,
  DIRECTORY,
  introductionSubject,
  mailSubject,
  receiptSubject,
  STREAM,
} from '#libs/transport/subjects.js';
import { NodeName, UnitAddress } from '#libs/trust/address.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { epochKeyFor } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { alertTitled, type Posted, post, TestNetwork, timesHeld, untilHeld } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { CASE_KIND, caseWords, type Introduced, TakenNode } from '../support/taken-node.js';

/** A member with its own genuine credential and unit key, whose mail is all well formed, against what others send and keep. */
let net: TestNetwork;
let lisbon: NodeApi;
let dakar: NodeApi;
let taken: TakenNode;
const [niger, portugal] = [UnitAddress.parse('ne/police-agadez'), UnitAddress.parse('pt/police-lisboa')];

beforeAll(async () => {
  net = await TestNetwork.start('stopsMail');
  [, lisbon, dakar] = await net.officers();
  taken = await TakenNode.take(net, 'ne');
  await taken.introduceTo(portugal);
});
afterAll(async () => {
  await taken?.close();
  await net?.stop();
});

const inLisbon = (sql: string) => net.asked('pt', sql);

interface Sent {
  readonly id?: string;
  readonly sender?: UnitAddress;
  readonly key?: SigningKey;
  readonly by?: Introduced;
  readonly at?: number;
}
/** Sends something to Lisbon. @returns its id, once it is stored there */
async function send(kind: string, tlp: string, body: object | Uint8Array, more: Sent = {}): Promise<string> {
  const { id = ulid(), sender = niger, key, by, at: logPosition = taken.directory.size } = more;
  const header = { id, kind, sender, logPosition, handling: tlp, urgent: /^alert$|\/recall$/.test(kind) };
  const bytes = body instanceof Uint8Array ? body : utf8(JSON.stringify(body));
  const forging = { header, ...(key && { key }), ...(by && { by }) };
  taken.hub.publish(mailSubject(portugal, niger), taken.message(portugal, bytes, forging));
  await taken.hub.flush();
  const isStored = async () => (await inLisbon(`SELECT 1 AS it FROM message WHERE message_id = '${id}'`)).length > 0;
  await until('it is stored', isStored);
  return id;
}
const recall = (bulletin: string) => ({ bulletin, reason: { language: 'fr', text: 'Retirée.' } });
const dueOf = async (id: string) =>
  Number((await inLisbon(`SELECT next_attempt_at AS it FROM outbox WHERE message_id = '${id}'`))[0]);

test('a recall of one’s own message of a case erases nothing of the case', async () => {
  const text = caseWords('Voici la pièce.');
  const event = (change: Partial<CaseEvent>): SignedEvent => taken.event({ content: sha256(utf8(text)), ...change });
  const terms = toTerms({ reference: 'NE-MJ-1', language: 'fr', requested: portugal, confidential: false });
  const first = event({ move: 'inform', terms });
  const told = (one: SignedEvent) => taken.caseBody(first.hash, portugal, [[one, text]]);
  const id = await send(CASE_KIND, 'AMBER+STRICT', told(first));
  await until('the case is in Lisbon', () => lisbon.get(`/cases/${hex(first.hash)}`).catch(() => undefined));
  await send('alert/recall', 'GREEN', recall(id));
  const second = event({ case: first.hash, sequence: 2, parents: [first.hash] });
  await send(CASE_KIND, 'AMBER+STRICT', told(second));
  const { timeline } = await lisbon.get<{ timeline: { content: unknown }[] }>(`/cases/${hex(first.hash)}`);
  expect(timeline.map(({ content }) => content)).toEqual([expect.anything(), expect.anything()]);
  expect(await inLisbon("SELECT reason AS it FROM quarantine WHERE reason LIKE 'not-taken%'")).toEqual([]);
});

test('a recall of one kind takes back nothing of another, whatever id it names', async () => {
  const draft = await alertTitled('No risk assessment');
  const alert = Alert.parse({
    ...draft,
    handling: { ...(draft.handling as object), namedUnits: [niger], tlp: 'AMBER' },
  });
  const id = await send('alert', 'AMBER', alert);
  await untilHeld(lisbon, id);
  await send('risk-assessment/recall', 'GREEN', recall(id));
  expect(await lisbon.get(`/bulletins/alert/${id}`)).toMatchObject({ title: 'No risk assessment', recall: null });
  await send('alert/recall', 'GREEN', recall(id));
  expect(await lisbon.get(`/bulletins/alert/${id}`)).toMatchObject({
    title: '',
    recall: { reason: recall(id).reason },
  });
});

test('five hundred receipts for one message are kept as one', async () => {
  const { id } = await post(lisbon, 'pt', 'Receipted five hundred times');
  const [hash] = await until('it is sealed', async () => {
    const hashes = await inLisbon(
      `SELECT encode(envelope_hash, 'hex') AS it FROM outbox WHERE message_id = '${id}' AND envelope_hash IS NOT NULL`,
    );
    return hashes.length > 0 && hashes;
  });
  const count = async () => Number((await inLisbon('SELECT count(*) AS it FROM receipt'))[0]);
  await untilHeld(dakar, id);
  const before = await count();
  for (let n = 0; n < 500; n++) {
    const envelopes = [Buffer.from(hash!, 'hex'), ...Array.from({ length: 20 }, () => randomBytes(32))];
    const receipt = { recipient: niger, sender: portugal, envelopes, at: n, logPosition: taken.directory.size };
    taken.hub.publish(receiptSubject(portugal, niger), signReceipt(receipt, taken.unitKey));
  }
  await taken.hub.flush();
  const operator = await net.network.hubOperator();
  const { consumers } = await jetstreamManager(operator);
  await until('Lisbon has taken all in', async () => {
    const { num_pending, num_ack_pending } = await consumers.info(
      STREAM.receipts,
      consumerName(NodeName.parse('pt/main')),
    );
    return num_pending + num_ack_pending === 0;
  });
  await operator.close();
  // Niger's own, and perhaps those of other recipients of the same alert.
  expect((await count()) - before).toBeLessThan(20);
});

test('who asks for what is still valid lets nothing out before its time', async () => {
  const draft = { unit: portugal, body: await alertTitled('Not before tomorrow') };
  const { id: name, version } = await lisbon.post<{ id: string; version: number }>('/bulletin-drafts/alert', draft);
  const embargoUntil = new Date(Date.now() + 86_400_000).toISOString();
  const release = { version, undoSeconds: 0, embargoUntil };
  const { id } = await lisbon.post<Posted>(`/bulletin-drafts/alert/${name}/release`, release);
  // As if Niger's unit had subscribed after that.
  await inLisbon(`DELETE FROM outbox_recipient WHERE recipient = '${niger}' AND message_id = '${id}'`);
  await send('catch-up', 'GREEN', { kinds: ['alert'] });
  const isAdded = async () =>
    (await inLisbon(`SELECT 1 AS it FROM outbox_recipient WHERE recipient = '${niger}' AND message_id = '${id}'`))
      .length > 0;
  await until('Niger’s unit is to get it, too', isAdded);
  expect(await dueOf(id)).toBe(Date.parse(embargoUntil));
});

test('what is owed to a unit that nobody can write to holds up nothing else', async () => {
  const { seed } = JSON.parse(await readFile(join(net.folder, 'network/members/ne/member.json'), 'utf8'));
  const ghost = UnitAddress.parse('ne/ghost');
  const key = newSigningKey();
  const body = StatementBody.parse({
    type: 'unit-registered',
    unit: ghost,
    node: 'ne/main',
    name: 'Ghost',
    function: 'specialised-police',
    languages: ['fr'],
    signingKey: key.publicKey,
  });
  const signers = [signingKeyFromSeed(Buffer.from(seed, 'hex')), key];
  const at = await net.say(signStatement(draftStatement((await net.log()).state, body, Date.now()), signers));
  const position = () => lisbon.get<{ directory: { position: number } }>('/status').then((it) => it.directory.position);
  await until('Lisbon knows the unit', async () => (await position()) >= at);
  const epochKey = epochKeyFor(taken.directory.units.get(portugal)!, Date.now())!.key;
  const by = introduce(ghost, key, portugal, epochKey);
  const subject = introductionSubject(ghost, portugal, hex(by.introduction.id));
  await jetstream(taken.hub).publish(subject, by.introduction.bytes);
  // Lisbon owes it the word that it has erased what it never had.
  await send('alert/recall', 'GREEN', recall(ulid()), { sender: ghost, key, by, at });
  const { id } = await post(lisbon, 'pt', 'Behind what cannot be sealed');
  await untilHeld(dakar, id);
  expect(await timesHeld(dakar, id)).toBe(1);
});

test('a contact without a record is asked for ever more seldom, and keeps nobody from asking for others', async () => {
  const secrets = JSON.parse(await readFile(join(net.folder, 'network/members/ne/node/secrets.json'), 'utf8'));
  const { signingSeed } = secrets.units.find(({ unit }: { unit: string }) => unit === 'ne/liaison');
  const operator = await net.network.hubOperator();
  const times = new Map<string, number>();
  operator.subscribe(`${DIRECTORY.record}.pt_main`, {
    callback: (_, message) => {
      const { contact } = message.json<{ data: { contact: string } }>().data;
      times.set(contact, (times.get(contact) ?? 0) + 1);
    },
  });
  await operator.flush();
  const published = async (): Promise<string> => {
    const { state } = await net.log();
    const contact = randomBytes(16).toString('hex');
    const said = { type: 'contact-published', office: 'ne/liaison', contact, commitment: randomBytes(32) };
    const entry = signStatement(draftStatement(state, StatementBody.parse(said), Date.now()), [
      signingKeyFromSeed(Buffer.from(signingSeed, 'hex')),
    ]);
    expect(expectAccepted(await submitEntry(taken.hub, entry))).toMatchObject({ ok: true });
    return contact;
  };
  const askedFor = (contact: string, often: number) =>
    until(`it is asked for ${often} times`, async () => (times.get(contact) ?? 0) >= often || undefined);
  const first = await published();
  await askedFor(first, 3);
  const second = await published();
  await askedFor(second, 2);
  expect(times.get(first)).toBeLessThanOrEqual(4);
  await operator.close();
});

test('a sender who reads no receipts keeps nobody else from theirs', async () => {
  const operator = await net.network.hubOperator();
  const manager = await jetstreamManager(operator);
  const { config } = await manager.streams.info(STREAM.receipts);
  // In place of the many that fill a member's share.
  await manager.streams.update(STREAM.receipts, { max_msgs_per_subject: 1 });
  for (let n = 0; n < 3; n++) await send('catch-up', 'GREEN', { kinds: ['risk-assessment'] });
  await until('the hub refuses one', async () => (await inLisbon('SELECT 1 AS it FROM receipt_due')).length > 0);
  const { id } = await post(dakar, 'sn', 'Receipted beside');
  await until('Dakar has Lisbon’s receipt', async () => {
    const delivered = `SELECT 1 AS it FROM outbox_recipient WHERE message_id = '${id}' AND recipient = '${portugal}' AND receipt_hash IS NOT NULL`;
    return (await net.asked('sn', delivered)).length > 0;
  });
  await manager.streams.update(STREAM.receipts, { max_msgs_per_subject: config.max_msgs_per_subject });
  await operator.close();
});

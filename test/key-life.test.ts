import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { until } from '#deploy/local/daemon.js';
import { hex } from '#libs/cose/bytes.js';
import { keyId, newSigningKey, type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { post, type Shown, TestNetwork, UNITS, untilDelivered, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let operator: NatsConnection;
/** Every slice that passed the hub, as a recorder of everything has them. */
const recorded: { subject: string; data: Uint8Array }[] = [];

beforeAll(async () => {
  net = await TestNetwork.start('keys');
  [agadez, lisbon, dakar] = await net.officers();
  operator = await net.network.hubOperator();
  const callback = (_: unknown, { subject, data }: { subject: string; data: Uint8Array }) =>
    void recorded.push({ subject, data });
  operator.subscribe('liaison.v1.mail.>', { callback });
  await operator.flush();
});
afterAll(async () => {
  await operator?.close();
  await net?.stop();
});

const inNode = (member: string, sql: string) =>
  net.network.postgres.query(sql, [], `liaison_${member}`).then(({ rows }) => rows);
const inLisbon = (sql: string) => inNode('pt', sql);
const quarantined = async (member: string): Promise<string[]> =>
  (await inNode(member, 'SELECT reason FROM quarantine')).map((row) => row.reason);
const restart = async (member: string) => {
  await net.network.nodes.get(member)!.stop();
  await net.network.startNode(member);
};

test('once an epoch’s keys are erased, what was recorded of it opens for nobody, and the archive still does', async () => {
  const { id } = await post(agadez, 'ne', 'Recorded by somebody');
  await untilHeld(lisbon, id);
  await untilDelivered(agadez, id);
  const slice = recorded.findLast(({ subject }) => subject.includes('mail.pt.'))!;

  // Ten weeks pass: what the node holds of this epoch is now of one long over.
  await net.network.nodes.get('pt')!.stop();
  await inLisbon('UPDATE epoch_key SET epoch = epoch - 10');
  await inLisbon('UPDATE introduction_in SET epoch = epoch - 10');
  await inLisbon(`DELETE FROM message WHERE direction = 'in' AND message_id <> '${id}'`);
  // Somebody lets a packet wait here at all times: what comes after the mailboxes were read keeps no key of before.
  await inLisbon(
    `INSERT INTO waiting_mail (hash, subject, wire, member, pool, reason, log_position, introduction_id, envelope_hash, received_at, next_attempt_at)
     VALUES ('\\x00', 'later', '\\x00', 'ne', 'waiting', 'introduction-absent', 0, '\\x00', '\\x00', 9000000000000, 9000000000000)`,
  );
  await net.network.startNode('pt');
  lisbon = await net.officer('pt');
  await until(
    'the keys are erased',
    async () => (await inLisbon('SELECT 1 FROM introduction_in')).length === 0 || undefined,
  );
  const left = await inLisbon(
    `SELECT 1 FROM epoch_key WHERE unit = '${UNITS.pt}' AND epoch < (SELECT extract(epoch FROM now()) / 604800) - 3`,
  );
  expect(left).toEqual([]);

  await jetstream(operator).publish(slice.subject, slice.data);
  await until('it cannot be opened', async () => (await quarantined('pt')).includes('epoch-key-erased') || undefined);
  expect(await lisbon.get<Shown>(`/bulletins/alert/${id}`)).toMatchObject({
    body: { title: { text: 'Recorded by somebody' } },
  });
});

/** Signs a statement as Niger, from its own machine, and hands it in. */
async function nigerSays(body: unknown, ...more: SigningKey[]): Promise<void> {
  const { state } = await net.log();
  const { seed } = JSON.parse(await readFile(join(net.folder, 'network/members/ne/member.json'), 'utf8'));
  const keys = [signingKeyFromSeed(Buffer.from(seed, 'hex')), ...more];
  const entry = signStatement(draftStatement(state, StatementBody.parse(body), Date.now()), keys);
  const position = await net.say(entry);
  await until('Dakar has it', async () => {
    const { directory } = await dakar.get<{ directory: { position: number } }>('/status');
    return directory.position >= position || undefined;
  });
}

const secretsFile = () => join(net.folder, 'network/members/ne/node/secrets.json');

test('a stolen key: mail that is signed by it is set aside, earlier mail is marked, and the unit goes on with a new key', async () => {
  const { id: earlier } = await post(agadez, 'ne', 'Before the theft');
  await untilHeld(dakar, earlier);
  const stolenAt = Date.now();
  const { id: doubtful } = await post(agadez, 'ne', 'After the theft, before anybody knew');
  await untilHeld(dakar, doubtful);

  const secrets = JSON.parse(await readFile(secretsFile(), 'utf8'));
  const old = signingKeyFromSeed(Buffer.from(secrets.units[0].signingSeed, 'hex'));
  await nigerSays({ type: 'key-revoked', unit: UNITS.ne, keyId: keyId(old.publicKey), compromisedAt: stolenAt });
  expect((await dakar.get<Shown>(`/bulletins/alert/${earlier}`)).trust).toMatchObject({
    revoked: { compromisedAt: expect.any(String), afterwards: false },
  });
  expect((await dakar.get<Shown>(`/bulletins/alert/${doubtful}`)).trust).toMatchObject({
    revoked: { afterwards: true },
  });

  // The thief hands in again what the key signed, as if for the first time.
  await inNode('sn', `DELETE FROM message WHERE message_id = '${doubtful}'`);
  const stolen = recorded.findLast(({ subject }) => subject.includes('mail.sn.'))!;
  await jetstream(operator).publish(stolen.subject, stolen.data);
  await until('it is set aside', async () => (await quarantined('sn')).length > 0 || undefined);
  expect(await quarantined('sn')).toEqual(['sender-key-revoked']);
  const refused = await post(agadez, 'ne', 'Nobody would open this').catch((error) => error);
  expect(refused).toMatchObject({ code: 'unit-key-not-live' });

  const fresh = newSigningKey();
  await nigerSays({ type: 'unit-key-rotated', unit: UNITS.ne, newKey: fresh.publicKey }, fresh);
  secrets.units[0].signingSeed = hex(fresh.secretKey.subarray(0, 32));
  await writeFile(secretsFile(), JSON.stringify(secrets));
  await restart('ne');
  agadez = await net.officer('ne');
  const { id } = await post(agadez, 'ne', 'Signed by the new key');
  await untilHeld(dakar, id);
  expect((await dakar.get<Shown>(`/bulletins/alert/${id}`)).trust).toMatchObject({ revoked: null });
});

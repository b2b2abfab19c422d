import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { until } from '#deploy/local/daemon.js';
import { utf8 } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { introduce } from '#libs/envelope/introduction.js';
import { mailSubject } from '#libs/transport/subjects.js';
import { UnitAddress } from '#libs/trust/address.js';
import { epochKeyFor } from '#libs/trust/directory.js';
import { post, TestNetwork, untilHeld } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { TakenNode } from '../support/taken-node.js';

/** The hub's operator, with its keys and its disk, and with one member's node as an accomplice, against two that it carries mail for. */
let net: TestNetwork;
let operator: NatsConnection;
let niger: TakenNode;
let lisbon: NodeApi;
let dakar: NodeApi;
const caught: Uint8Array[] = [];
const [portugal, senegal] = [UnitAddress.parse('pt/police-lisboa'), UnitAddress.parse('sn/police-dakar')];
const TITLE = 'Embarcadères de Guet Ndar';

beforeAll(async () => {
  net = await TestNetwork.start('hubOperator');
  [, lisbon, dakar] = await net.officers();
  niger = await TakenNode.take(net, 'ne');
  operator = await net.network.hubOperator();
  operator.subscribe(mailSubject(portugal, senegal), { callback: (_error, message) => void caught.push(message.data) });
  await operator.flush();
});
afterAll(async () => {
  await niger?.close();
  await operator?.close();
  await net?.stop();
});

const inLisbon = (sql: string) => net.asked('pt', sql);
const heldTimes = async (id: string) =>
  (await inLisbon(`SELECT 1 AS it FROM message WHERE message_id = '${id}'`)).length;
/** Under Dakar's name, as only the hub can. */
async function carry(wires: readonly Uint8Array[]): Promise<void> {
  for (const wire of wires) operator.publish(mailSubject(portugal, senegal), wire);
  await operator.flush();
}

test('that swaps an introduction keeps mail back for as long as it does, and has nothing else opened in its place', async () => {
  await net.network.nodes.get('pt')!.stop();
  const { id } = await post(dakar, 'sn', TITLE);
  const manager = await jetstreamManager(operator);
  const subject = await until('the introduction lies at the hub', async () => {
    const { state } = await manager.streams.info('INTRODUCTIONS_sn', { subjects_filter: 'liaison.v1.intro.sn.pt.>' });
    return Object.keys(state.subjects ?? {})[0];
  });
  await until('the mail lies there, too', async () => caught.length > 0 || undefined);
  await manager.streams.purge('INTRODUCTIONS_sn', { filter: subject });
  const another = introduce(
    senegal,
    newSigningKey(),
    portugal,
    epochKeyFor(niger.directory.units.get(portugal)!, Date.now())!.key,
  );
  await jetstream(operator).publish(subject, another.introduction.bytes);
  await net.network.startNode('pt');
  lisbon = await net.officer('pt');
  await until('it has asked for the introduction', async () => {
    const { num_pending } = await manager.consumers.info('MAIL', 'pt_main');
    return num_pending === 0 || undefined;
  });
  expect(await heldTimes(id)).toBe(0);
  await manager.streams.purge('INTRODUCTIONS_sn', { filter: subject });
  await untilHeld(lisbon, id);
  expect(await heldTimes(id)).toBe(1);
});

test('finds no word of what it carries on its disk', async () => {
  const folder = join(net.folder, 'network', 'hub');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(10);
  for (const { parentPath, name } of files) {
    // What is acknowledged meanwhile goes with its file.
    const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
    expect([name, bytes.includes(TITLE), bytes.includes('Guet Ndar')]).toEqual([name, false, false]);
  }
});

test('that repeats what it carried has it held once, and nobody blamed', async () => {
  const { id } = await post(dakar, 'sn', 'Repeated');
  await untilHeld(lisbon, id);
  await carry(Array.from({ length: 20 }, () => caught).flat());
  await untilHeld(lisbon, (await post(dakar, 'sn', 'After what was repeated')).id);
  expect(await heldTimes(id)).toBe(1);
  expect(await inLisbon('SELECT type AS it FROM incident')).toEqual([]);
});

test('that alters what it carries, or writes in a member’s name, takes up none of the room for what that member signs', async () => {
  const key = newSigningKey();
  const epochKey = epochKeyFor(niger.directory.units.get(portugal)!, Date.now())!.key;
  const made = introduce(senegal, key, portugal, epochKey);
  const ahead = { sender: senegal, logPosition: 1_000_000_000 };
  const forged = Array.from({ length: 2100 }, () =>
    niger.message(portugal, utf8('{}'), { header: ahead, key, by: made }),
  );
  // Of what a sender signs, and of what stands beside it: which introduction it is under, among others.
  const altered = Array.from({ length: 300 }, (_, n) => {
    const wire = Uint8Array.from(caught[0]!);
    wire[wire.length - 1 - n]! ^= 1;
    return wire;
  });
  await carry([...forged, ...altered]);
  await untilHeld(lisbon, (await post(dakar, 'sn', 'Behind what the hub wrote')).id);
  await until('all of it is read', async () => {
    const { num_pending, num_ack_pending } = await (await jetstreamManager(operator)).consumers.info('MAIL', 'pt_main');
    return num_pending + num_ack_pending === 0 || undefined;
  });
  const pools = await inLisbon(`SELECT pool || ' ' || count(*) AS it FROM waiting_mail GROUP BY pool ORDER BY pool`);
  expect(pools).toEqual(['waiting 1', 'waiting-unsigned 200']);
  expect(await inLisbon('SELECT type AS it FROM incident')).toEqual([]);
});

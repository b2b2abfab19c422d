import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import type { NodeApi } from '#apps/cli/src/api.js';
import { until } from '#deploy/local/daemon.js';
import { base64 } from '#libs/cose/bytes.js';
import { newSigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { signCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { DIRECTORY } from '#libs/transport/subjects.js';
import { post, TestNetwork, untilHeld } from './support/journey.js';

let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let operator: NatsConnection;
let entries: Buffer[];

beforeAll(async () => {
  net = await TestNetwork.start('directory');
  [agadez, lisbon] = await net.officers();
  const { rows } = await net.network.postgres.query(
    'SELECT entry FROM entry ORDER BY position',
    [],
    'liaison_directory',
  );
  entries = rows.map((row) => row.entry);
  await net.network.directory.stop();
  operator = await net.network.hubOperator();
}, 90_000);
afterAll(async () => {
  await operator?.close();
  await net?.stop();
}, 60_000);

const ORIGIN = 'liaison.local/log';
const logKey = async () => {
  const secrets = (await net.network.hubFolder.secrets()) as unknown as { logSeed: string };
  return signingKeyFromSeed(Buffer.from(secrets.logSeed, 'hex'));
};

function checkpointOver(log: readonly Uint8Array[], key: ReturnType<typeof newSigningKey>): string {
  const tree = new MerkleTree();
  for (const entry of log) tree.append(leafHash(entry));
  return signCheckpoint({ origin: ORIGIN, size: tree.size, root: tree.root() }, key);
}

/** Answers in the directory service's place, tells the nodes to ask, and waits for what Lisbon's node says to its officers. */
async function answering(payload: string, code: string) {
  const impostor: Subscription = operator.subscribe(DIRECTORY.entries, {
    callback: (_error, message) => void message.respond(payload),
  });
  await operator.flush();
  operator.publish(DIRECTORY.pushed, 'new');
  const status = await until(`Lisbon's node says ${code}`, async () => {
    const seen = await lisbon.get<Status>('/status');
    return seen.directory.trouble?.code === code ? seen : undefined;
  });
  impostor.unsubscribe();
  return status;
}
interface Status {
  directory: { position: number; following: boolean; trouble: { code: string; remedy: string } | null };
  incidents: number;
}
const reply = (checkpoint: string, served: readonly Uint8Array[]) =>
  JSON.stringify({ response: { checkpoint, entries: served.map(base64) }, isDisposed: true });

test('a directory that answers nonsense: the node keeps what it verified, says so, and mail goes on', async () => {
  const status = await answering('<html>', 'directory-nonsense');
  expect(status.directory).toMatchObject({ position: entries.length, following: true });
  const { id } = await post(agadez, 'ne', 'While the directory talks nonsense');
  await untilHeld(lisbon, id);
});

test('a checkpoint that another key signed is not believed', async () => {
  const status = await answering(reply(checkpointOver(entries, newSigningKey()), []), 'checkpoint-unsigned');
  expect(status.directory).toMatchObject({ position: entries.length, following: true });
});

test('a directory that holds entries back, or serves an older log, is not followed there', async () => {
  const longer = checkpointOver([...entries, Buffer.from('another')], await logKey());
  await answering(reply(longer, []), 'directory-nonsense');
  const status = await answering(reply(checkpointOver(entries.slice(0, 5), await logKey()), []), 'checkpoint-stale');
  expect(status.directory).toMatchObject({ position: entries.length, following: true });
});

test('a directory that signed a rewritten log is caught: the node follows no further and keeps the evidence', async () => {
  const rewritten = [...entries];
  rewritten[3] = Buffer.from('not what was there');
  const status = await answering(reply(checkpointOver(rewritten, await logKey()), []), 'log-forked');
  expect(status).toMatchObject({ directory: { following: false }, incidents: 1 });
  expect(status.directory.trouble?.remedy).toContain('Steering Committee');
  const { id } = await post(agadez, 'ne', 'Mail goes on with the keys known');
  await untilHeld(lisbon, id);
});

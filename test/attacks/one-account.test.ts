import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Daemon, until } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { findNatsServer } from '#deploy/local/nats-server.js';
import { freePort } from '#deploy/local/ports.js';

/**
 * Why each node has an account of its own: with JetStream and a member in one account, what the member may ask for is
 * answered to the subject that it names, in the hub's name. `member-at-the-hub` tries the same on our hub, where it fails.
 */
let folder: string;
let server: Daemon;
let operator: NatsConnection;
let member: NatsConnection;
const MAY_ASK = ['$JS.API.CONSUMER.MSG.NEXT.MAIL.x', '$JS.API.DIRECT.GET.MAIL'] as const;

beforeAll(async () => {
  folder = await temporaryFolder('one-account');
  const port = await freePort('hub', 31_500, new Set(), () => undefined);
  const store = await mkdtemp(join(folder, 'store-'));
  const user = (name: string, rights: object) => ({ user: name, password: name, ...rights });
  const rights = { permissions: { publish: { allow: MAY_ASK }, subscribe: { allow: ['_INBOX_member.>'] } } };
  const accounts = { HUB: { jetstream: 'enabled', users: [user('operator', {}), user('member', rights)] } };
  const config = { host: '127.0.0.1', port, jetstream: { store_dir: store }, accounts };
  await writeFile(join(folder, 'nats.json'), JSON.stringify(config));
  const { path: program } = await findNatsServer(() => undefined);
  const logFile = join(folder, 'log');
  server = new Daemon({ name: 'nats-server', program, args: ['-c', join(folder, 'nats.json')], logFile });
  const open = (name: string) =>
    connect({ servers: `nats://127.0.0.1:${port}`, user: name, pass: name, inboxPrefix: `_INBOX_${name}` });
  await server.start(async () => {
    operator = await until('the server answers', () => open('operator').catch(() => undefined));
  });
  member = await open('member');
});
afterAll(async () => {
  await operator?.close();
  await member?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const manager = await jetstreamManager(operator);
  await manager.streams.delete('MAIL').catch(() => undefined);
  await manager.streams.add({ name: 'MAIL', subjects: ['mail.>'], allow_direct: true });
  await manager.consumers.add('MAIL', { durable_name: 'x', filter_subject: 'mail.member', ack_policy: 'explicit' });
  for (const text of ['one', 'two']) await jetstream(operator).publish('mail.other', text);
});

const messages = async (): Promise<number | 'gone'> =>
  (await jetstreamManager(operator)).streams.info('MAIL').then(
    ({ state }) => state.messages,
    () => 'gone',
  );
const [NEXT, GET] = MAY_ASK;

test.each([
  ['a pull of nothing empties everybody’s mail', NEXT, { batch: 1, no_wait: true }, '$JS.API.STREAM.PURGE.MAIL', 0],
  ['a pull of nothing removes the stream', NEXT, { batch: 1, no_wait: true }, '$JS.API.STREAM.DELETE.MAIL', 'gone'],
  ['a get of what is not there empties everybody’s mail', GET, { seq: 1000 }, '$JS.API.STREAM.PURGE.MAIL', 0],
  ['a get puts what it finds under another’s subject', GET, { last_by_subj: 'mail.other' }, 'mail.third', 3],
] as const)('in one account %s', async (_, subject, request, reply, left) => {
  member.publish(subject, JSON.stringify(request), { reply });
  await member.flush();
  await until('it is done', async () => (await messages()) === left);
  expect(await messages()).toBe(left);
});

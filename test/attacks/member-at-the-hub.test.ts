import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToHub } from '#libs/transport/connection.js';
import { inboxPrefix, mailSubject } from '#libs/transport/subjects.js';
import { NodeName, UnitAddress } from '#libs/trust/address.js';
import { TestNetwork } from '../support/journey.js';

let net: TestNetwork;
let niger: NatsConnection;
const denials: string[] = [];

beforeAll(async () => {
  net = await TestNetwork.start('hub');
  await net.network.nodes.get('ne')!.stop();
  const secrets = JSON.parse(await readFile(join(net.folder, 'network/members/ne/node/secrets.json'), 'utf8'));
  const node = NodeName.parse('ne/main');
  niger = await connectToHub(
    net.network.hubAddress(net.network.hubPort),
    secrets.credential,
    'thief',
    inboxPrefix(node),
  );
  void (async () => {
    for await (const status of niger.status()) {
      if (status.type === 'error') denials.push(status.error.message);
    }
  })();
}, 90_000);
afterAll(async () => {
  await niger?.close();
  await net?.stop();
}, 60_000);

const [agadez, lisbon] = [UnitAddress.parse('ne/police-agadez'), UnitAddress.parse('pt/police-lisboa')];

/** The server says "Permissions Violation" for exactly this subject. */
async function deniedBy(action: () => Promise<unknown>, subject: string): Promise<void> {
  await expect(action()).rejects.toThrow();
  await niger.flush();
  expect(denials.join('\n').toLowerCase()).toContain(subject.toLowerCase());
}

describe('with Niger’s credentials the server refuses', () => {
  test('to publish as Portugal', async () => {
    const subject = mailSubject(agadez, lisbon);
    await deniedBy(() => jetstream(niger).publish(subject, 'forged'), subject);
  });

  test('to read Portugal’s mailbox', async () => {
    const subject = '$JS.API.CONSUMER.MSG.NEXT.MAIL.pt_main';
    await deniedBy(
      () => niger.request(subject, JSON.stringify({ batch: 1, no_wait: true }), { timeout: 1000 }),
      subject,
    );
  });

  test('to acknowledge Portugal’s mail away', async () => {
    const subject = '$JS.ACK.MAIL.pt_main.1.1.1.1.1';
    await deniedBy(() => niger.request(subject, '+ACK', { timeout: 1000 }), subject);
  });

  test.each([
    ['to make a stream', '$JS.API.STREAM.CREATE.OWN', { name: 'OWN', subjects: ['own.>'] }],
    ['to delete the mail', '$JS.API.STREAM.DELETE.MAIL', {}],
    ['to purge the mail', '$JS.API.STREAM.PURGE.MAIL', {}],
    ['to change the mail stream', '$JS.API.STREAM.UPDATE.MAIL', { name: 'MAIL', subjects: ['x'] }],
    ['to make a consumer', '$JS.API.CONSUMER.CREATE.MAIL.spy', { stream_name: 'MAIL', config: { ack_policy: 'none' } }],
    ['to delete Portugal’s consumer', '$JS.API.CONSUMER.DELETE.MAIL.pt_main', {}],
    ['to get mail by sequence', '$JS.API.STREAM.MSG.GET.MAIL', { seq: 1 }],
    ['to get introductions by sequence', '$JS.API.DIRECT.GET.INTRODUCTIONS', { seq: 1 }],
    ['to list the streams', '$JS.API.STREAM.NAMES', {}],
  ])('%s', async (_what, subject, request) => {
    await deniedBy(() => niger.request(subject, JSON.stringify(request), { timeout: 1000 }), subject);
  });

  test.each([['liaison.v1.mail.>'], ['_INBOX_pt_main.>'], ['>'], ['liaison.v1.directory.submit']])(
    'to subscribe to %s',
    async (subject) => {
      const subscription = niger.subscribe(subject);
      await deniedBy(async () => {
        for await (const _ of subscription) break;
        throw new Error('the subscription ended');
      }, subject);
    },
  );

  test('to overwrite an introduction that is there', async () => {
    const operator = await net.network.hubOperator();
    const subject = 'liaison.v1.intro.ne.pt.0123456789abcdef';
    await jetstream(niger).publish(subject, 'first');
    await expect(jetstream(niger).publish(subject, 'second')).rejects.toMatchObject({ code: 10077 });
    const kept = await (await jetstreamManager(operator)).direct.getMessage('INTRODUCTIONS', { last_by_subj: subject });
    expect(kept?.string()).toBe('first');
    await operator.close();
  });
});

test('without credentials, or without TLS, nobody is let in', async () => {
  const address = net.network.hubAddress(net.network.hubPort);
  const { newUserKey } = await import('#libs/transport/credentials.js');
  const { connect } = await import('@nats-io/transport-node');
  await expect(
    connect({
      servers: [address.url],
      tls: { ca: await readFile(address.caFile, 'utf8'), handshakeFirst: true },
      reconnect: false,
    }),
  ).rejects.toThrow();
  await expect(
    connect({ servers: [`nats://127.0.0.1:${net.network.hubPort}`], reconnect: false, timeout: 1500 }),
  ).rejects.toThrow();
  expect(newUserKey().publicKey).toMatch(/^U/);
});

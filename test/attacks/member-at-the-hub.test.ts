import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers, jwtAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { until } from '#deploy/local/daemon.js';
import { sha256, utf8 } from '#libs/cose/bytes.js';
import { keyId, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { MAX_SLICE_BYTES } from '#libs/envelope/limits.js';
import { MAX_NOTE_BYTES } from '#libs/log/note.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { connectToHub } from '#libs/transport/connection.js';
import { ACCOUNT_CONNECTIONS } from '#libs/transport/credentials.js';
import { fetchIntroduction, fetchPart, submitEntry } from '#libs/transport/directory-client.js';
import {
  DIRECTORY,
  FOLLOWED,
  inboxPrefix,
  introductionSubject,
  mailSubject,
  nodeReach,
  partSubject,
  receiptSubject,
  witnessedSubject,
} from '#libs/transport/subjects.js';
import { MemberCode, NodeName, UnitAddress } from '#libs/trust/address.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { fold } from '#libs/trust/fold.js';
import { TestNetwork } from '../support/journey.js';
import { TakenNode } from '../support/taken-node.js';

/** Niger's node is taken over; Portugal's and Senegal's are stopped, so that what waits for them has to stay where it is. */
let net: TestNetwork;
let niger: TakenNode;
let operator: NatsConnection;
const denials: string[] = [];
const [agadez, lisbon, dakar] = ['ne/police-agadez', 'pt/police-lisboa', 'sn/police-dakar'].map((unit) =>
  UnitAddress.parse(unit),
) as [UnitAddress, UnitAddress, UnitAddress];

const NAME = 'ab'.repeat(16);
const ID = 'cd'.repeat(32);
const sealed = new Uint8Array(1000).fill(7);

beforeAll(async () => {
  net = await TestNetwork.start('hub');
  for (const member of ['pt', 'sn']) await net.network.nodes.get(member)!.stop();
  niger = await TakenNode.take(net, 'ne');
  operator = await net.network.hubOperator();
  void (async () => {
    for await (const status of niger.hub.status()) {
      if (status.type === 'error') denials.push(status.error.message);
    }
  })();
  const js = jetstream(operator);
  for (let i = 0; i < 3; i++) await js.publish(mailSubject(lisbon, dakar), `sealed ${i}`);
  await js.publish(partSubject(MemberCode.parse('sn'), NAME, 0), sealed);
  await js.publish(introductionSubject(dakar, lisbon, ID), sealed);
  await js.publish(introductionSubject(dakar, agadez, ID), sealed);
});
afterAll(async () => {
  await niger?.close();
  await operator?.close();
  await net?.stop();
});

/** Everything at the hub that is not Niger's: how many messages lie under each subject. */
async function othersAtTheHub(): Promise<Record<string, number>> {
  const manager = await jetstreamManager(operator);
  const all: Record<string, number> = {};
  for await (const { config } of manager.streams.list()) {
    const { state } = await manager.streams.info(config.name, { subjects_filter: '>' });
    for (const [subject, messages] of Object.entries(state.subjects ?? {})) {
      if (!isNigers(subject)) all[subject] = messages;
    }
  }
  return all;
}
const isNigers = (subject: string): boolean => {
  const [, , kind, third, fourth, fifth] = subject.split('.');
  if (kind === 'mail' || kind === 'receipt') return fifth === 'ne';
  return kind === 'intro' ? third === 'ne' : third === 'ne' && fourth !== NAME;
};

/** A subject that a member may publish on, with a mailbox that there is. */
const whole = (subject: string): string => subject.replace('.*.*.ne', '.sn.liaison.ne').replace(/\*/g, 'x');

describe('whatever reply it names, a member changes nothing at the hub that is not its own', () => {
  const purposes = ['purge', 'delete', 'update', 'consumer', 'ack', 'mail', 'part', 'intro', 'inbox'] as const;
  const replies: Record<(typeof purposes)[number], readonly string[]> = {
    purge: ['MAIL', 'RECEIPTS', 'PARTS_sn', 'INTRODUCTIONS_sn'].map((stream) => `$JS.API.STREAM.PURGE.${stream}`),
    delete: ['MAIL', 'PARTS_sn'].map((stream) => `$JS.API.STREAM.DELETE.${stream}`),
    update: ['$JS.API.STREAM.UPDATE.MAIL', '$JS.API.STREAM.MSG.DELETE.MAIL'],
    consumer: ['$JS.API.CONSUMER.DELETE.MAIL.pt_main', '$JS.API.CONSUMER.PAUSE.MAIL.pt_main'],
    ack: ['$JS.ACK.MAIL.pt_main.1.1.1.1.1', '$JS.ACK.MAIL.pt_main.1.2.2.1.1'],
    mail: [mailSubject(lisbon, dakar), mailSubject(dakar, lisbon)],
    part: [partSubject(MemberCode.parse('sn'), 'ee'.repeat(16), 0)],
    intro: [introductionSubject(dakar, lisbon, 'ee'.repeat(32))],
    inbox: ['_INBOX_pt_main.stolen', DIRECTORY.pushed, `${DIRECTORY.submit}.pt_main`],
  };
  /** Every subject that a member may publish on, made whole; and the names that they have in JetStream itself. */
  const rights = nodeReach(NodeName.parse('ne/main'))
    .services.flatMap(({ local, atHub }) => [local, atHub])
    .map((subject) => whole(subject).replace(/>$/, '1.1.1.1.1'))
    .concat(
      `$JS.API.DIRECT.GET.PARTS_sn.${partSubject(MemberCode.parse('sn'), NAME, 0)}`,
      '$JS.API.DIRECT.GET.PARTS_sn.liaison.v1.part.*.*.*',
    );
  /** All of them that answer to anything: an acknowledgement has no answer, a pull has what lies there, and the directory reads before it answers. */
  const answering = nodeReach(NodeName.parse('ne/main'))
    .services.map(({ local }) => whole(local))
    .filter((subject) => !/ACK|MSG\.NEXT|\.directory\./.test(subject));
  const payloads = [JSON.stringify({ batch: 1, no_wait: true }), ''];

  test.each(purposes)('%s', async (purpose) => {
    // Something of its own for a pull to bring to the reply: bytes that it chose.
    await niger.send(agadez, utf8('chosen bytes'));
    const before = await othersAtTheHub();
    expect(before[mailSubject(lisbon, dakar)]).toBe(3);
    for (const reply of replies[purpose]) {
      for (const right of rights) {
        for (const payload of payloads) niger.hub.publish(right, payload, { reply });
      }
    }
    // What one connection asks of one service is answered in its order: with these, all that was asked before is.
    await Promise.all(answering.map((subject) => niger.hub.request(subject, payloads[0], { timeout: 20_000 })));
    await until('its pulls have brought the bytes that it chose', async () => {
      const { num_pending } = await (await jetstreamManager(operator)).consumers.info('MAIL', 'ne_main');
      return num_pending === 0 || undefined;
    });
    await operator.flush();
    expect(await othersAtTheHub()).toEqual(before);
  });

  test('and asked of the directory what it has, with a reply in others’ mailboxes', async () => {
    const before = await othersAtTheHub();
    const part = JSON.stringify({ sender: 'sn', name: NAME, part: 0 });
    const introduction = JSON.stringify({ sender: dakar, recipient: agadez, id: ID });
    for (const reply of Object.values(replies).flat()) {
      niger.hub.publish(DIRECTORY.part, part, { reply });
      niger.hub.publish(DIRECTORY.introduction, introduction, { reply });
      niger.hub.publish(DIRECTORY.entries, JSON.stringify({ from: 0 }), { reply });
    }
    // Each of them is answered in its order.
    expect(await fetchPart(niger.hub, { sender: 'sn', name: NAME, part: 0 })).toEqual(sealed);
    expect(await fetchIntroduction(niger.hub, { sender: dakar, recipient: agadez, id: ID })).toEqual(sealed);
    await operator.flush();
    expect(await othersAtTheHub()).toEqual(before);
  });

  test.each(['', '+ACK', '-NAK', '+TERM', '+WPI', '+NXT {"batch":10,"no_wait":true}'])(
    'and says “%s” of everybody’s mail as of its own',
    async (word) => {
      await niger.send(agadez, utf8('its own'));
      const before = await othersAtTheHub();
      const manager = await jetstreamManager(operator);
      const { state } = await manager.streams.info('MAIL');
      for (let sequence = state.first_seq; sequence <= state.last_seq; sequence++) {
        for (const delivered of [1, sequence]) {
          const reply = mailSubject(dakar, lisbon);
          niger.hub.publish(`$JS.ACK.MAIL.ne_main.1.${sequence}.${delivered}.1.1`, word, { reply });
        }
      }
      await niger.hub.request('liaison.v1.js.CONSUMER.INFO.MAIL.ne_main', '', { timeout: 20_000 });
      await operator.flush();
      expect(await othersAtTheHub()).toEqual(before);
    },
  );

  test.each([
    { 'Nats-Rollup': 'all' },
    { 'Nats-Rollup': 'sub' },
    { 'Nats-TTL': '1s' },
    { 'Nats-Schedule': '@at 2020-01-01T00:00:00Z', 'Nats-Schedule-Target': mailSubject(lisbon, dakar) },
    { 'Nats-Expected-Last-Subject-Sequence': '0', 'Nats-Expected-Last-Subject-Sequence-Subject': 'liaison.v1.mail.>' },
    { 'Nats-Incr': '+1' },
  ])('and sends mail of its own under %j', async (names) => {
    const before = await othersAtTheHub();
    const asked = headers();
    for (const [name, value] of Object.entries(names)) asked.set(name, value);
    await jetstream(niger.hub)
      .publish(mailSubject(lisbon, agadez), 'its own', { headers: asked })
      .catch(() => undefined);
    await operator.flush();
    expect(await othersAtTheHub()).toEqual(before);
  });

  test('and opens a batch: there are none, as each would be a folder that the hub syncs to its disk', async () => {
    for (const subject of [mailSubject(lisbon, agadez), receiptSubject(lisbon, agadez)]) {
      const begun = jetstream(niger.hub).startBatch(subject, 'one');
      await expect(begun.then((batch) => batch.commit(subject, 'two'))).rejects.toThrow(/batch|atomic/i);
    }
  });

  test('and makes up mailboxes, through all of which each publish that names them in a header would go', async () => {
    const before = await (await jetstreamManager(operator)).streams.info('MAIL', { subjects_filter: '>' });
    const madeUp = ['xx/police-lisboa', 'pt/police-x1', 'xx/x1'].map((unit) => UnitAddress.parse(unit));
    for (const unit of madeUp)
      for (const subject of [mailSubject(unit, agadez), receiptSubject(unit, agadez)])
        await expect(jetstream(niger.hub).publish(subject, '')).rejects.toThrow(/no responders|jetstream/i);
    const after = await (await jetstreamManager(operator)).streams.info('MAIL', { subjects_filter: '>' });
    expect(after.state.num_subjects).toBe(before.state.num_subjects);
    // Of what a member makes up without end, its parts, the streams are its own.
    for await (const { config } of (await jetstreamManager(operator)).streams.list())
      if (/PARTS|INTRO/.test(config.name))
        expect(config.subjects).toEqual([expect.stringMatching(/\.[a-z]{2}\.\*\.\*$/)]);
  });

  test('and asks for its mail without end, with a sign of life each nanosecond: so many wait, and others’ mail goes on', async () => {
    let heard = 0;
    const inbox = `${inboxPrefix(NodeName.parse('ne/main'))}.alive`;
    const subscription = niger.hub.subscribe(inbox, { callback: () => void heard++ });
    const ask = JSON.stringify({ batch: 1_000_000, expires: 86_400_000_000_000, idle_heartbeat: 1 });
    for (let n = 0; n < 600; n++)
      for (const stream of ['MAIL', 'RECEIPTS'])
        niger.hub.publish(`liaison.v1.js.CONSUMER.MSG.NEXT.${stream}.ne_main`, ask, { reply: inbox });
    await niger.hub.flush();
    await until('it hears that they wait', async () => heard > 1000 || undefined);
    const { num_waiting } = await (await jetstreamManager(operator)).consumers.info('MAIL', 'ne_main');
    expect(num_waiting).toBeLessThanOrEqual(16);
    // With as many as the hub lets wait by itself each of these takes ten seconds, or fails.
    for (let n = 0; n < 20; n++) await jetstream(operator).publish(receiptSubject(dakar, lisbon), `while it asks ${n}`);
    subscription.unsubscribe();
  });

  test('and gives its mail an id: the hub forgets it at once, and keeps no million of them', async () => {
    const twice = () => jetstream(niger.hub).publish(mailSubject(lisbon, agadez), 'twice', { msgID: 'the same' });
    expect((await twice()).duplicate).toBe(false);
    await until('it is forgotten', async () => !(await twice()).duplicate || undefined);
  });

  test('and Portugal reads its mail, whole and once', async () => {
    await net.network.startNode('pt');
    const dakars = async (): Promise<string[]> => {
      const sql = "SELECT wire FROM quarantine WHERE substring(wire FROM 1 FOR 6) = 'sealed'::bytea";
      return (await net.network.postgres.query(sql, [], 'liaison_pt')).rows.map(({ wire }) => wire.toString('utf8'));
    };
    await until('all three are read and set aside, since they are no envelopes', async () => {
      return (await dakars()).length >= 3 || undefined;
    });
    await until('nothing waits', async () => {
      const info = await (await jetstreamManager(operator)).consumers.info('MAIL', 'pt_main');
      return (info.num_pending === 0 && info.num_ack_pending === 0) || undefined;
    });
    expect((await dakars()).sort()).toEqual(['sealed 0', 'sealed 1', 'sealed 2']);
    await net.network.nodes.get('pt')!.stop();
  });
});

describe('with its credential the hub refuses a member', () => {
  /** The server says "Permissions Violation" for exactly this subject. */
  async function deniedBy(action: () => Promise<unknown>, subject: string): Promise<void> {
    await expect(action()).rejects.toThrow();
    await niger.hub.flush();
    expect(denials.join('\n').toLowerCase()).toContain(subject.toLowerCase());
  }

  test('to publish as Portugal', async () => {
    const subject = mailSubject(agadez, lisbon);
    await deniedBy(() => jetstream(niger.hub).publish(subject, 'forged'), subject);
  });

  test.each([
    ['to read Portugal’s mailbox', 'liaison.v1.js.CONSUMER.MSG.NEXT.MAIL.pt_main', { batch: 1, no_wait: true }],
    ['to acknowledge Portugal’s mail away', '$JS.ACK.MAIL.pt_main.1.1.1.1.1', {}],
    ['to make a stream', '$JS.API.STREAM.CREATE.OWN', { name: 'OWN', subjects: ['own.>'] }],
    ['to delete the mail', '$JS.API.STREAM.DELETE.MAIL', {}],
    ['to purge the mail', '$JS.API.STREAM.PURGE.MAIL', {}],
    ['to change the mail stream', '$JS.API.STREAM.UPDATE.MAIL', { name: 'MAIL', subjects: ['x'] }],
    ['to make a consumer', '$JS.API.CONSUMER.CREATE.MAIL.spy', { stream_name: 'MAIL', config: { ack_policy: 'none' } }],
    ['to delete Portugal’s consumer', '$JS.API.CONSUMER.DELETE.MAIL.pt_main', {}],
    ['to get mail by sequence', '$JS.API.STREAM.MSG.GET.MAIL', { seq: 1 }],
    ['to get introductions by sequence', '$JS.API.DIRECT.GET.INTRODUCTIONS_sn', { seq: 1 }],
    ['to list parts', '$JS.API.DIRECT.GET.PARTS_sn.liaison.v1.part.*.*.*', {}],
    ['to list the streams', '$JS.API.STREAM.NAMES', {}],
    ['to ask the directory in Portugal’s name', `${DIRECTORY.submit}.pt_main`, {}],
  ])('%s', async (_what, subject, request) => {
    await deniedBy(() => niger.hub.request(subject, JSON.stringify(request), { timeout: 1000 }), subject);
  });

  test.each([['liaison.v1.mail.>'], ['_INBOX_pt_main.>'], ['>'], [DIRECTORY.submit]])(
    'to subscribe to %s',
    async (subject) => {
      const subscription = niger.hub.subscribe(subject);
      await deniedBy(async () => {
        for await (const _ of subscription) break;
        throw new Error('the subscription ended');
      }, subject);
    },
  );

  test('to send what is larger than mail or a receipt can be', async () => {
    const large = new Uint8Array(MAX_SLICE_BYTES + 1);
    for (const subject of [mailSubject(lisbon, agadez), receiptSubject(lisbon, agadez)])
      await expect(jetstream(niger.hub).publish(subject, large)).rejects.toMatchObject({ code: 10054 });
  });

  test('to overwrite an introduction that is there', async () => {
    const subject = introductionSubject(agadez, lisbon, ID);
    await jetstream(niger.hub).publish(subject, 'first');
    await expect(jetstream(niger.hub).publish(subject, 'second')).rejects.toMatchObject({ code: 10077 });
    const kept = await (await jetstreamManager(operator)).direct.getMessage('INTRODUCTIONS_ne', {
      last_by_subj: subject,
    });
    expect(kept?.string()).toBe('first');
  });
});

describe('a part or an introduction is given', () => {
  const part = { sender: 'sn', name: NAME, part: 0 };
  const introduction = { sender: dakar, recipient: agadez, id: ID };

  test('to who knows its whole name', async () => {
    expect(await fetchPart(niger.hub, part)).toEqual(sealed);
    expect(await fetchIntroduction(niger.hub, introduction)).toEqual(sealed);
  });

  test.each([
    { ...part, name: '*' },
    { ...part, sender: '*' },
    { ...part, name: `${'ab'.repeat(15)}*` },
    { ...part, part: '*' },
    { ...part, name: `${NAME}.0` },
  ])('and not by a pattern: %j', async (request) => {
    expect(await fetchPart(niger.hub, request as typeof part)).toBeUndefined();
  });

  test('and an introduction to its recipient alone', async () => {
    expect(await fetchIntroduction(niger.hub, { ...introduction, recipient: lisbon })).toBeUndefined();
    expect(await fetchIntroduction(niger.hub, { ...introduction, sender: '*' as UnitAddress })).toBeUndefined();
  });
});

test('what others said they follow, and the directory’s news, reach every member, and nothing longer than such news is', async () => {
  const heard: number[] = [];
  for (const subject of [FOLLOWED, DIRECTORY.pushed]) {
    niger.hub.subscribe(subject, { callback: (_error, message) => void heard.push(message.data.length) });
  }
  await niger.hub.flush();
  const followed = witnessedSubject(MemberCode.parse('ne'));
  niger.hub.publish(followed, 'x'.repeat(MAX_NOTE_BYTES + 1));
  niger.hub.publish(followed, 'a checkpoint');
  operator.publish(DIRECTORY.pushed, 'a checkpoint');
  await until('both are heard', async () => heard.length >= 2 || undefined);
  expect(Math.max(...heard)).toBeLessThan(100);
});

test('one member’s connections leave room for the others’', async () => {
  const { credential } = JSON.parse(await readFile(join(net.folder, 'network/members/ne/node/secrets.json'), 'utf8'));
  const address = net.network.hubAddress(net.network.hubPort);
  const refused: string[] = [];
  const more = await Promise.all(
    Array.from({ length: ACCOUNT_CONNECTIONS + 5 }, async () => {
      return connect({
        servers: [address.url],
        authenticator: jwtAuthenticator(credential.jwt, utf8(credential.seed)),
        inboxPrefix: inboxPrefix(NodeName.parse('ne/main')),
        tls: { ca: await readFile(address.caFile, 'utf8'), handshakeFirst: true },
        reconnect: false,
      }).catch((error: Error) => {
        refused.push(error.message);
        return undefined;
      });
    }),
  );
  expect(refused.length).toBeGreaterThanOrEqual(5);
  const { credential: portugals } = JSON.parse(
    await readFile(join(net.folder, 'network/members/pt/node/secrets.json'), 'utf8'),
  );
  const portugal = await connectToHub(address, portugals, 'portugal', inboxPrefix(NodeName.parse('pt/main')));
  await portugal.close();
  for (const connection of more) await connection?.close().catch(() => undefined);
});

const secretsOf = async (member: string, file: string) =>
  JSON.parse(await readFile(join(net.folder, `network/members/${member}`, file), 'utf8'));
const unitSeedOf = async (member: string): Promise<string> =>
  (await secretsOf(member, 'node/secrets.json')).units[0].signingSeed;

/** A subscription about as long as a statement may be. */
function longLines() {
  const word = (i: number, letters: number) =>
    `${'x'.repeat(letters - 2)}${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`;
  return Array.from({ length: 25 }, () => ({
    kinds: Array.from({ length: 16 }, (_, i) => word(i, 64)),
    topics: Array.from({ length: 32 }, (_, i) => word(i, 40)),
    areas: [],
    languages: [],
    urgentOnly: false,
    delivery: 'immediate',
  }));
}

/** Hands statements in until the directory refuses one. @returns how many it took, and why it refused */
async function handedIn(count: number, body: (i: number) => object, seed: string) {
  const { state } = await net.log();
  const key = signingKeyFromSeed(Buffer.from(seed, 'hex'));
  for (let taken = 0; taken < count; taken++) {
    const entry = signStatement(draftStatement(state, StatementBody.parse(body(taken)), Date.now()), [key]);
    const reply = expectAccepted(await submitEntry(niger.hub, entry));
    if (!reply.ok) return { taken, refusal: reply.refusal };
    expectAccepted(fold(state, entry));
  }
  return { taken: count };
}

test('statements as long as they may be, more than one answer carries, keep no node from following the log', async () => {
  const { state } = await net.log();
  const lines = longLines();
  const { size } = state;
  const replies = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const body = StatementBody.parse({ type: 'subscription-set', unit: agadez, lines });
      const entry = signStatement(draftStatement(state, body, Date.now()), [niger.unitKey]);
      expect(entry.length).toBeGreaterThan(40_000);
      expectAccepted(fold(state, entry));
      return expectAccepted(await submitEntry(niger.hub, entry));
    }),
  );
  expect(replies.filter((reply) => reply.ok)).toHaveLength(30);
  // Two of three members are a quorum.
  await Promise.all(['pt', 'sn'].map((member) => net.network.startNode(member)));
  const dakars = await net.officer('sn');
  await until('Dakar has followed', async () => {
    const { directory } = await dakars.get<{ directory: { position: number } }>('/status');
    return directory.position >= size + 30 || undefined;
  });
  for (const member of ['pt', 'sn']) await net.network.nodes.get(member)!.stop();
});

test('one member’s statements end at its quota, the others’ go on, and its unit’s key is still revoked', async () => {
  const state = (await net.log()).state;
  const said = (unit: UnitAddress, seed: string, i: number) => {
    const body = StatementBody.parse({ type: 'cases-committed', unit, root: sha256(utf8(`${unit} ${i}`)) });
    const entry = signStatement(draftStatement(state, body, Date.now()), [
      signingKeyFromSeed(Buffer.from(seed, 'hex')),
    ]);
    return { entry, apply: () => expectAccepted(fold(state, entry)) };
  };
  const nigers = await unitSeedOf('ne');
  let taken = 0;
  for (;;) {
    const { entry, apply } = said(agadez, nigers, taken);
    const reply = expectAccepted(await submitEntry(niger.hub, entry));
    if (!reply.ok) {
      expect(reply.refusal.code).toBe('quota-exceeded');
      break;
    }
    apply();
    taken++;
    expect(taken).toBeLessThan(516);
  }
  const { entry } = said(lisbon, await unitSeedOf('pt'), 0);
  expect(expectAccepted(await submitEntry(niger.hub, entry))).toMatchObject({ ok: true });
  const revoked = StatementBody.parse({
    type: 'key-revoked',
    unit: agadez,
    keyId: keyId(niger.unitKey.publicKey),
    compromisedAt: Date.now(),
  });
  const { seed } = await secretsOf('ne', 'member.json');
  const byMember = signStatement(draftStatement(state, revoked, Date.now()), [
    signingKeyFromSeed(Buffer.from(seed, 'hex')),
  ]);
  expect(expectAccepted(await submitEntry(niger.hub, byMember))).toMatchObject({ ok: true });
});

test('the log takes fewer statements of a member where they are long, and ten policies a day', async () => {
  const long = { type: 'subscription-set', unit: lisbon, lines: longLines() };
  const { taken, refusal } = await handedIn(100, () => long, await unitSeedOf('pt'));
  expect([taken < 60, refusal?.code]).toEqual([true, 'quota-exceeded']);
  const text = '@id("a") @reason("b") forbid (principal, action, resource) when { false };';
  const policy = (i: number) => ({ type: 'national-policy-adopted', member: 'sn', title: `Version ${i}`, text });
  const { seed } = await secretsOf('sn', 'member.json');
  expect(await handedIn(20, policy, seed)).toMatchObject({ taken: 10, refusal: { code: 'quota-exceeded' } });
});

test('without credentials, or without TLS, nobody is let in', async () => {
  const address = net.network.hubAddress(net.network.hubPort);
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
});

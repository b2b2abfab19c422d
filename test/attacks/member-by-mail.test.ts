import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { readBundle } from '#apps/cli/src/cases/bundle-zip.js';
import { until } from '#deploy/local/daemon.js';
import { type CaseEvent, type SignedEvent } from '#libs/cases/event.js';
import { toTerms } from '#libs/cases/terms.js';
import { verifyBundle } from '#libs/cases/verify-bundle.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { keyId, newSigningKey, type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { Alert, AlertDraft } from '#libs/kinds/alert/schema.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { PolicyEngine } from '#libs/policy/engine.js';
import { UnitAddress } from '#libs/trust/address.js';
import { StatementBody } from '#libs/trust/bodies.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import {
  alertTitled,
  type Listed,
  post,
  refusal,
  TestNetwork,
  timesHeld,
  UNITS,
  untilHeld,
} from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { CASE_KIND, caseWords, TakenNode } from '../support/taken-node.js';

let net: TestNetwork;
let lisbon: NodeApi;
let dakar: NodeApi;
let taken: TakenNode;
let unitKey: SigningKey;
let position: number;
let directory: DirectoryState;
/** The recipient's own judgement, asked beside it. */
const engine = new PolicyEngine(() => directory);
const HANDLING = { tlp: 'AMBER', code: 'H2', pap: 'GREEN', conditions: [] };
const [niger, portugal] = [UnitAddress.parse('ne/police-agadez'), UnitAddress.parse('pt/police-lisboa')];

beforeAll(async () => {
  net = await TestNetwork.start('sender');
  [, lisbon, dakar] = await net.officers();
  taken = await TakenNode.take(net, 'ne');
  ({ unitKey, directory } = taken);
  position = directory.size;
  await taken.introduceTo(portugal);
});
afterAll(async () => {
  await taken?.close();
  await net?.stop();
});

interface Forging {
  readonly id?: string;
  readonly kind?: string;
  readonly sequence: number;
  readonly key?: SigningKey;
  readonly body?: Uint8Array;
  readonly handling?: { readonly tlp: string; readonly namedUnits?: readonly string[] };
  readonly urgent?: boolean;
  readonly createdAt?: number;
  readonly passedOn?: object;
}

async function mail(
  title: string,
  {
    id = ulid(),
    kind = 'alert',
    sequence,
    key = unitKey,
    body,
    handling = { tlp: 'AMBER' },
    urgent = true,
    createdAt = Date.now(),
    passedOn,
  }: Forging,
): Promise<Uint8Array> {
  const draft = await alertTitled(title);
  const alert = Alert.parse({
    ...draft,
    handling: { ...(draft.handling as object), namedUnits: [niger], ...handling },
    passedOn,
  });
  const header = { id, kind, createdAt, handling: handling.tlp, urgent };
  return taken.message(portugal, body ?? utf8(JSON.stringify(alert)), { header, key, place: sequence });
}

const send = (wire: Uint8Array) => taken.send(portugal, wire);
const inLisbon = (sql: string) => net.asked('pt', sql);
const quarantined = () => inLisbon('SELECT reason AS it FROM quarantine');

test('mail that cannot be believed is set aside with its reason, and does not block what comes behind it', async () => {
  await send(utf8('not even CBOR'));
  await send(await mail('Signed by nobody known', { sequence: 1, key: newSigningKey() }));
  await send(await mail('No alert inside', { sequence: 1, body: utf8('{"title":"half"}') }));
  const altered = Buffer.from(await mail('Altered on the way', { sequence: 1 }));
  altered[300]! ^= 1;
  await send(altered);
  await until('all four are set aside', async () => (await quarantined()).length === 4 || undefined);
  expect((await quarantined()).sort()).toEqual([
    'body-malformed',
    'signature-wrong',
    'signature-wrong',
    'slice-malformed',
  ]);
  await send(await mail('Not so urgent', { sequence: 1, urgent: false }));
  await send(await mail('Bars the recipient by its own handling', { sequence: 1, handling: { tlp: 'RED' } }));
  await until('all six are set aside', async () => (await quarantined()).length === 6 || undefined);
  expect(await quarantined()).toEqual(
    expect.arrayContaining(['header-contradicts-body', expect.stringMatching(/^policy-forbids: TLP:RED goes only to/)]),
  );
  const { id } = await post(dakar, 'sn', 'Behind the unbelievable');
  await untilHeld(lisbon, id);
  expect(await lisbon.get('/status')).toMatchObject({ quarantined: 6, inbox: { messages: 1 } });
});

test('the same message id with other content does not replace the first, and is an incident with evidence', async () => {
  const id = ulid();
  await send(await mail('What was said first', { id, sequence: 1 }));
  await untilHeld(lisbon, id);
  await send(await mail('What was never said', { id, sequence: 1 }));
  await until(
    'the incident is there',
    async () => (await inLisbon('SELECT type AS it FROM incident')).includes('message-forked') || undefined,
  );
  const { bulletins: alerts } = await lisbon.get<Listed>('/bulletins/alert');
  expect(alerts.filter((alert) => alert.id === id).map((alert) => alert.title)).toEqual(['What was said first']);
});

test('two messages in one place of a channel are both kept, and are an incident', async () => {
  const [one, two] = [ulid(), ulid()];
  await send(await mail('One story', { id: one, sequence: 2 }));
  await untilHeld(lisbon, one);
  await send(await mail('Another story', { id: two, sequence: 2 }));
  await untilHeld(lisbon, two);
  await until(
    'the incident is there',
    async () => (await inLisbon('SELECT type AS it FROM incident')).includes('channel-forked') || undefined,
  );
});

test('a gap in a channel is shown until it is filled', async () => {
  const late = await mail('Late', { sequence: 3 });
  const early = ulid();
  await send(await mail('Early', { id: early, sequence: 4 }));
  await untilHeld(lisbon, early);
  expect(await lisbon.get('/status')).toMatchObject({ inbox: { gaps: 1 } });
  await send(late);
  await until(
    'the gap is filled',
    async () => (await lisbon.get<{ inbox: { gaps: number } }>('/status')).inbox.gaps === 0 || undefined,
  );
});

test('the same bytes again have no effect', async () => {
  const wire = await mail('Repeated', { sequence: 5 });
  const before = (await inLisbon('SELECT count(*) AS it FROM message'))[0];
  for (let i = 0; i < 5; i++) await send(wire);
  const { id } = await post(dakar, 'sn', 'After the repeats');
  await untilHeld(lisbon, id);
  await until(
    'all of it is in',
    async () => Number((await inLisbon('SELECT count(*) AS it FROM message'))[0]) === Number(before) + 2 || undefined,
  );
});

test('whatever the sender labels and names, a message is opened exactly where the policy at its position says so', async () => {
  const tlps = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
  const cases = tlps.flatMap((tlp) =>
    [[], [portugal], [niger, portugal], [niger]].map((namedUnits) => ({ tlp, namedUnits })),
  );
  const before = (await quarantined()).length;
  const expected = new Map<string, boolean>();
  for (const handling of cases.filter(({ tlp, namedUnits }) => tlp !== 'RED' || namedUnits.length > 0)) {
    const id = ulid();
    const facts = alertFacts(
      AlertDraft.parse({ ...(await alertTitled('x')), handling: { ...HANDLING, ...handling }, files: [] }),
      niger,
    );
    expected.set(id, engine.unitMay('receive', directory.units.get(portugal)!, facts.terms, position).allowed);
    await send(await mail('Labelled', { id, sequence: 10 + expected.size, handling }));
  }
  expect(new Set(expected.values())).toEqual(new Set([true, false]));
  await until('all are judged', async () => {
    const held = await inLisbon(`SELECT message_id AS it FROM message WHERE sequence >= 10`);
    return held.length + (await quarantined()).length - before === expected.size || undefined;
  });
  const held = new Set(await inLisbon(`SELECT message_id AS it FROM message WHERE sequence >= 10`));
  for (const [id, allowed] of expected) expect([id, held.has(id)]).toEqual([id, allowed]);
});

test('an alert that claims to be passed on without its author’s grant is set aside', async () => {
  const passedOn = { author: 'sn/police-dakar', alert: ulid(), grant: Buffer.from('no grant').toString('base64') };
  const before = (await quarantined()).length;
  await send(await mail('Said to be from Dakar', { sequence: 90, passedOn }));
  await until('it is set aside', async () => (await quarantined()).length > before || undefined);
  expect(await quarantined()).toContain('grant-malformed');
});

test('what comes of a kind that this version does not know is kept unseen, and judged like all mail by one that does', async () => {
  const bodyFor = async (title: string, tlp: string) => {
    const draft = await alertTitled(title);
    const handling = { ...(draft.handling as object), namedUnits: [niger], tlp };
    return utf8(JSON.stringify(Alert.parse({ ...draft, handling })));
  };
  const [shown, barred] = [ulid(), ulid()];
  const unknown = { kind: 'later-kind', sequence: 301 };
  await send(await mail('Later', { ...unknown, id: shown, body: await bodyFor('Read after the update', 'AMBER') }));
  // Its envelope says another label than it does itself.
  await send(
    await mail('Later', { ...unknown, sequence: 302, id: barred, body: await bodyFor('Never read', 'GREEN') }),
  );
  const needed = async () => (await lisbon.get<{ inbox: { updateNeeded: number } }>('/status')).inbox.updateNeeded;
  await until('both are kept', async () => (await needed()) === 2 || undefined);
  expect(await refusal(lisbon.get(`/bulletins/alert/${shown}`))).toBe('bulletin-unknown');

  await net.network.nodes.get('pt')!.stop();
  await inLisbon(`UPDATE message SET kind = 'alert' WHERE kind = 'later-kind' RETURNING 1 AS it`);
  await net.network.startNode('pt');
  lisbon = await net.officer('pt');
  await until('both are judged', async () => (await needed()) === 0 || undefined);
  expect(await lisbon.get(`/bulletins/alert/${shown}`)).toMatchObject({
    body: { title: { text: 'Read after the update' } },
  });
  expect(await lisbon.get(`/bulletins/alert/${barred}`)).toMatchObject({ body: null });
  expect(await inLisbon(`SELECT detail AS it FROM incident WHERE type = 'message-not-admitted'`)).toEqual([
    `ne/police-agadez sent ${barred} (alert), which may not be shown: header-contradicts-body`,
  ]);
});

test('an author whose clock is an hour ahead is believed in what it says, and not in when', async () => {
  const id = ulid();
  await send(await mail('From the future', { id, sequence: 91, createdAt: Date.now() + 3_600_000 }));
  await untilHeld(lisbon, id);
  const { trust } = await lisbon.get<{ trust: { clockAheadMinutes: number } }>(`/bulletins/alert/${id}`);
  expect(trust.clockAheadMinutes).toBe(60);
  const { bulletins: alerts } = await lisbon.get<{ bulletins: { id: string; storedAt: string }[] }>(
    '/bulletins/alert?limit=1',
  );
  expect(alerts[0]!.id).toBe(id);
  expect(Date.parse(alerts[0]!.storedAt)).toBeLessThanOrEqual(Date.now());
});

test('two contents under one id that arrive together are one message and an incident, and a receipt for one alone', async () => {
  const id = ulid();
  const both = [
    await mail('Told to one side', { id, sequence: 93 }),
    await mail('Told to the other', { id, sequence: 93 }),
  ];
  await Promise.all(both.map(send));
  await until('the incident is there', async () => {
    const details = await inLisbon("SELECT detail AS it FROM incident WHERE type = 'message-forked'");
    return details.some((detail) => detail.includes(id)) || undefined;
  });
  expect(await inLisbon(`SELECT count(*) AS it FROM message WHERE message_id = '${id}'`)).toEqual(['1']);
});

describe('an alert under the id of another author’s', () => {
  const refs = { theirs: '', forged: '' };

  test('is taken for neither where the id alone is said', async () => {
    const { id } = await post(dakar, 'sn', 'Whose id it is');
    await untilHeld(lisbon, id);
    await send(await mail('Under another’s id', { id, sequence: 94 }));
    await until('both are held', async () => (await timesHeld(lisbon, id)) === 2 || undefined);
    refs.theirs = referenceTo({ id, sender: 'sn/police-dakar' });
    refs.forged = referenceTo({ id, sender: niger });
    const reason = { language: 'en', text: 'Which of them?' };
    const calls: [string, Promise<unknown>][] = [
      ['shown', lisbon.get(`/bulletins/alert/${id}`)],
      ['compared', lisbon.get(`/bulletins/alert/${id}/similar`)],
      ['its notes', lisbon.get(`/bulletins/alert/${id}/notes`)],
      ['noted on', lisbon.post(`/bulletins/alert/${id}/notes`, { text: 'A note' })],
      ['assigned', lisbon.put(`/bulletins/alert/${id}/assignment`, { officer: null })],
      ['answered', lisbon.post(`/bulletins/alert/${id}/replies`, { type: 'acted-on' })],
      ['asked for', lisbon.post(`/bulletins/alert/${id}/share-requests`, { recipients: [UNITS.ne], reason })],
      ['begun from', lisbon.post('/bulletin-drafts/alert', { unit: UNITS.pt, from: id })],
      ['a file of it', lisbon.get(`/bulletins/alert/${id}/files/${'0'.repeat(32)}`)],
    ];
    const said = await Promise.all(calls.map(async ([what, call]) => [what, await refusal(call)]));
    expect(said).toEqual(calls.map(([what]) => [what, 'id-ambiguous']));
    const request = { format: 'stix', bulletins: [id], why: 'To see which' };
    expect(await refusal(lisbon.post('/bulletins/alert/exports', request))).toBe('export-refused');
  });

  test('marks it neither opened nor answered, and takes nothing of it when it is weeded or taken from a network', async () => {
    const { id } = await post(lisbon, 'pt', 'Lisbon’s own');
    const [own, forged] = ['pt/police-lisboa', niger].map((sender) => referenceTo({ id, sender })) as [string, string];
    const author = UnitAddress.parse('pt/police-lisboa');
    const unopened = async () => (await lisbon.get<Listed>('/bulletins/alert?box=all&unread=yes&limit=200')).bulletins;
    await lisbon.get(`/bulletins/alert/${refs.forged}`);
    const known = refs.theirs.slice(0, 26);
    expect((await unopened()).filter((alert) => alert.id === known).map(({ sender }) => sender)).toEqual([
      'sn/police-dakar',
    ]);
    await send(await mail('Copied', { id, sequence: 95 }));
    await until('both are held', async () => (await timesHeld(lisbon, id, 'all')) === 2 || undefined);
    expect((await unopened()).filter((alert) => alert.id === id).map(({ sender }) => sender)).toEqual([niger]);
    await lisbon.get(`/bulletins/alert/${forged}`);
    expect((await unopened()).filter((alert) => alert.id === id)).toEqual([]);
    // An answer to the alert of Lisbon's own stays where it is when the other's is weeded.
    const reply = {
      type: 'sighting',
      text: { language: 'en', text: 'Seen' },
      bulletin: id,
      author,
      tlp: 'AMBER',
      files: [],
    };
    const wire = await mail('answer', {
      kind: 'alert/reply',
      sequence: 96,
      urgent: false,
      body: utf8(JSON.stringify(reply)),
    });
    await send(wire);
    const replies = async () => (await lisbon.get<{ replies: object[] }>(`/bulletins/alert/${own}`)).replies.length;
    await until('the answer is here', async () => (await replies()) === 1 || undefined);
    await until(
      'it is indexed',
      async () =>
        (await inLisbon(`SELECT 1 AS it FROM bulletin_index WHERE message_id = '${id}' AND sender = '${niger}'`))
          .length === 1,
    );
    await inLisbon(
      `UPDATE bulletin_index SET valid_until = 0 WHERE message_id = '${id}' AND sender = '${niger}' RETURNING 1 AS it`,
    );
    expect(await lisbon.post('/retention/weeding', { unit: UNITS.pt, bulletins: [forged] })).toEqual({ weeded: 1 });
    expect(await replies()).toBe(1);
    expect(await lisbon.get(`/bulletins/alert/${own}`)).toMatchObject({ title: 'Lisbon’s own', weeded: false });
  });

  test('and a recall or a replacement of it by who is not its author keep it from nobody who asks for what is still valid', async () => {
    const { id } = await post(lisbon, 'pt', 'Still valid');
    const reason = { language: 'en', text: 'Not yours' };
    const recall = utf8(JSON.stringify({ bulletin: id, reason, files: [] }));
    await send(
      await mail('recall', {
        kind: 'alert/recall',
        sequence: 97,
        urgent: true,
        handling: { tlp: 'GREEN' },
        body: recall,
      }),
    );
    await until(
      'the recall is noted',
      async () => (await inLisbon(`SELECT 1 AS it FROM recall WHERE message_id = '${id}'`)).length === 1,
    );
    await inLisbon(`DELETE FROM outbox_recipient WHERE message_id = '${id}' AND recipient = '${niger}'`);
    const asked = utf8('{"kinds":["alert"]}');
    await send(
      await mail('catch up', {
        kind: 'catch-up',
        sequence: 98,
        urgent: false,
        handling: { tlp: 'GREEN' },
        body: asked,
      }),
    );
    await until(
      'it goes to who asks',
      async () =>
        (await inLisbon(`SELECT 1 AS it FROM outbox_recipient WHERE message_id = '${id}' AND recipient = '${niger}'`))
          .length === 1,
    );
    const { notifications } = await lisbon.get<{ notifications: { type: string; subject: string }[] }>(
      '/notifications',
    );
    expect(notifications.filter(({ type, subject }) => type === 'alert-recalled' && subject.startsWith(id))).toEqual(
      [],
    );
  });

  test('is told from it by its sender', async () => {
    for (const [reference, title] of [
      [refs.theirs, 'Whose id it is'],
      [refs.forged, 'Under another’s id'],
    ]) {
      expect(await lisbon.get(`/bulletins/alert/${reference}`)).toMatchObject({ title });
    }
    const reply = { type: 'acted-on' };
    expect(await refusal(lisbon.post(`/bulletins/alert/${refs.theirs}/replies`, reply))).toBe('taken');
  });
});

/** A case that Niger's police begin with Lisbon's, in which they lie. */
describe('in a case', () => {
  const content = caseWords;
  const said = (change: Partial<CaseEvent>, key = unitKey): SignedEvent => taken.event(change, key);
  let first: SignedEvent;
  let sequence = 100;
  const carry = async (...events: (readonly [SignedEvent, string | null])[]): Promise<void> => {
    const body = taken.caseBody(first.hash, portugal, events);
    const forging = { kind: CASE_KIND, sequence: sequence++, handling: { tlp: 'AMBER+STRICT' }, urgent: false };
    await send(await mail('in a case', { ...forging, body }));
  };
  const incidents = (type: string) => inLisbon(`SELECT detail AS it FROM incident WHERE type = '${type}'`);
  const timeline = async (): Promise<
    { move: string; author: string; content: unknown; void: { code: string } | null }[]
  > => (await lisbon.get<{ timeline: never[] }>(`/cases/${hex(first.hash)}`)).timeline;

  test('two events in one place are an incident with both as evidence, and nothing that their author says from there on counts', async () => {
    const begun = { reference: 'NE-F', language: 'fr', requested: portugal, confidential: false };
    first = said({ move: 'inform', terms: toTerms(begun), content: sha256(utf8(content('Un.'))) });
    await carry([first, content('Un.')]);
    await until('it is in Lisbon', () => timeline().catch(() => undefined));
    const place = { case: first.hash, sequence: 2, parents: [first.hash] };
    for (const text of ['Oui.', 'Non.'])
      await carry([said({ ...place, content: sha256(utf8(content(text))) }), content(text)]);
    await until('it is found', async () => (await incidents('case-forked')).length === 1 || undefined);
    const [evidence] = await inLisbon(
      `SELECT array_length(evidence, 1)::text AS it FROM incident WHERE type = 'case-forked'`,
    );
    expect(evidence).toBe('2');
    // What parties signed is read by who reads the case, and each look is logged.
    const [found] = await inLisbon(`SELECT id AS it FROM incident WHERE type = 'case-forked'`);
    const administrator = await net.signedIn('pt', net.network.administratorSignIn('pt'));
    expect(await refusal(administrator.get(`/incidents/${found}`))).toBe('role-missing');
    expect(await lisbon.get(`/incidents/${found}`)).toMatchObject({ type: 'case-forked' });
    const looks = await inLisbon(`SELECT officer AS it FROM audit WHERE action = 'evidence-opened'`);
    expect(looks).toEqual([net.network.signIn('pt').name]);
    expect((await timeline()).filter((one) => one.move === 'write').map((one) => one.void?.code)).toEqual([
      'author-forked',
      'author-forked',
    ]);
    // And undoes no bundle of who was honest.
    const file = join(net.folder, 'forked.zip');
    await writeFile(file, await lisbon.postForBytes(`/cases/${hex(first.hash)}/bundle`, { why: 'For the court' }));
    const { bundle, parts } = await readBundle(file);
    const { verdict, findings } = verifyBundle(bundle, parts, CASE_KINDS[bundle.kind]!);
    expect(findings.filter((finding) => finding.verdict === 'wrong')).toEqual([]);
    expect(verdict).not.toBe('wrong');
    expect(findings.map(({ what }) => what)).toContainEqual(
      `${niger} gave one place to two events: what it says from its event 2 on has no effect`,
    );
  });

  test('words that are not those that were signed are an incident, and are not shown; nor is an event in somebody else’s name', async () => {
    const other = said({
      sequence: 1,
      move: 'inform',
      terms: toTerms({ reference: 'NE-G', language: 'fr', requested: portugal, confidential: false }),
      content: sha256(utf8(content('Vrai.'))),
    });
    first = other;
    await carry([other, content('Faux.')]);
    await until('it is found', async () => (await incidents('case-content-altered')).length === 1 || undefined);
    const inDakarsName = said({
      author: UnitAddress.parse('sn/police-dakar'),
      case: other.hash,
      parents: [other.hash],
    });
    const later = said({ case: other.hash, sequence: 2, parents: [other.hash], logPosition: position + 100_000 });
    await carry([inDakarsName, null], [later, null]);
    await until('both are found', async () => (await incidents('case-event-altered')).length === 1 || undefined);
    expect(
      await inLisbon(`SELECT cardinality(evidence)::text AS it FROM incident WHERE type = 'case-event-altered'`),
    ).toEqual(['2']);
    expect(await timeline()).toMatchObject([{ move: 'inform', content: null }]);
  });

  test('an event in the name of a unit whose key is revoked by now is not taken, whoever carries it and whatever date it bears', async () => {
    const secretsOf = async (file: string) =>
      JSON.parse(await readFile(join(net.folder, 'network/members/sn', file), 'utf8'));
    const keyOf = (seed: string) => signingKeyFromSeed(Buffer.from(seed, 'hex'));
    const { units } = await secretsOf('node/secrets.json');
    const stolen = keyOf(units[0].signingSeed);
    const [unit, compromisedAt] = [UnitAddress.parse(units[0].unit), Date.now()];
    const body = StatementBody.parse({ type: 'key-revoked', unit, keyId: keyId(stolen.publicKey), compromisedAt });
    const { state } = await net.log();
    const member = keyOf((await secretsOf('member.json')).seed);
    const revoked = await net.say(signStatement(draftStatement(state, body, Date.now()), [member]));
    await until('Lisbon knows', async () => {
      const { directory } = await lisbon.get<{ directory: { position: number } }>('/status');
      return directory.position >= revoked || undefined;
    });
    const terms = toTerms({ reference: 'SN-1', language: 'fr', requested: portugal, confidential: false });
    first = said({ author: unit, move: 'inform', terms, at: compromisedAt - 86_400_000 }, stolen);
    await carry([first, null]);
    await until('it is found', async () => (await incidents('case-event-late')).length === 1 || undefined);
    expect(await refusal(lisbon.get(`/cases/${hex(first.hash)}`))).toBe('case-unknown');
  });

  test('a file that is announced and never sent keeps no side from exporting the case', async () => {
    const announced = {
      name: 'f'.repeat(32),
      fileName: 'proof.pdf',
      mediaType: 'application/pdf',
      bytes: 1000,
      parts: 1,
      sha256: '0'.repeat(64),
      key: '0'.repeat(64),
    };
    const withFile = JSON.stringify({ ...JSON.parse(content('Avec une pièce.')), files: [announced] });
    first = said({
      move: 'inform',
      terms: toTerms({ reference: 'NE-H', language: 'fr', requested: portugal, confidential: false }),
      content: sha256(utf8(withFile)),
    });
    await carry([first, withFile]);
    await until('it is in Lisbon', () => timeline().catch(() => undefined));
    const asked = () => lisbon.postForBytes(`/cases/${hex(first.hash)}/bundle`, { why: 'For the court' });
    expect(await refusal(asked())).toBe('file-on-its-way');
    await inLisbon(`UPDATE file SET attempts = 6 WHERE name = '${announced.name}' RETURNING 1 AS it`);
    const file = join(net.folder, 'case.zip');
    await writeFile(file, await asked());
    const { bundle, parts } = await readBundle(file);
    expect(bundle.files).toEqual([]);
    const { findings } = verifyBundle(bundle, parts, CASE_KINDS[bundle.kind]!);
    expect(
      findings
        .filter(({ verdict }) => verdict === 'not-held')
        .map(({ what }) => what)
        .join(),
    ).toMatch(/proof\.pdf/);
  });

  test('what was said and is erased by the unit’s rule does not come back, however often it is sent; mail behind it comes in', async () => {
    first = said({
      move: 'inform',
      terms: toTerms({ reference: 'NE-I', language: 'fr', requested: portugal, confidential: false }),
      content: sha256(utf8(content('À effacer.'))),
    });
    const told = [first, content('À effacer.')] as const;
    const over = said({ case: first.hash, sequence: 2, parents: [first.hash], move: 'close' });
    await carry(told, [over, null]);
    const seen = () => lisbon.get<{ status: string; timeline: object[] }>(`/cases/${hex(first.hash)}`);
    await until(
      'it is over in Lisbon',
      async () => (await seen().catch(() => undefined))?.status === 'closed' || undefined,
    );
    const rule = { unit: portugal, kind: CASE_KIND, days: 1 };
    await lisbon.put('/retention/cases', rule);
    const weeding = () => lisbon.post('/retention/cases/weeding', { unit: portugal, cases: [hex(first.hash)] });
    expect(await refusal(weeding())).toBe('case-not-due');
    await inLisbon(`UPDATE case_thread SET ended_at = 0 WHERE case_id = '${hex(first.hash)}' RETURNING 1 AS it`);
    expect(await weeding()).toEqual({ weeded: 1 });
    // Again, by itself; and again, with a file, beside what is new.
    await carry(told);
    const text = content('Dit pour la première fois.');
    const late = said({ case: first.hash, sequence: 3, parents: [over.hash], content: sha256(utf8(text)) });
    await carry(told, [late, text]);
    await until('what is new is in Lisbon', async () => (await seen()).timeline.length === 3 || undefined);
    expect(await timeline()).toMatchObject([
      { move: 'inform', content: null, withheld: false, erased: true },
      { move: 'close', content: null, erased: false },
      { move: 'write', content: { text: { text: 'Dit pour la première fois.' } }, erased: false },
    ]);
    expect(await weeding()).toEqual({ weeded: 1 });
    await carry(told);
    const id = ulid();
    await send(await mail('Behind what is erased', { id, sequence: sequence++ }));
    await untilHeld(lisbon, id);
    await until('all of it is taken in', async () => {
      const [left] = await inLisbon(
        `SELECT count(*)::text AS it FROM case_message WHERE case_id = '${hex(first.hash)}'`,
      );
      return left === '4' || undefined;
    });
    expect((await timeline()).map((one) => one.content)).toEqual([null, null, null]);
    expect(await refusal(weeding())).toBe('case-not-due');
    expect(await quarantined()).not.toContain('not-taken');
  });
});

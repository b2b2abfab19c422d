import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { until } from '#deploy/local/daemon.js';
import { LAST_INSTANT } from '#libs/bounds/times.js';
import { type CaseEvent, type SignedEvent } from '#libs/cases/event.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { signingKeyFromSeed } from '#libs/cose/ed25519.js';
import type { EnvelopeHeader } from '#libs/envelope/header.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import { UnitAddress } from '#libs/trust/address.js';
import type { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signedAsIs } from '#libs/trust/draft.js';
import { alertTitled, TestNetwork, untilHeld } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { CASE_KIND, caseWords, TakenNode } from '../support/taken-node.js';

let net: TestNetwork;
let lisbon: NodeApi;
let taken: TakenNode;
const [niger, portugal] = [UnitAddress.parse('ne/police-agadez'), UnitAddress.parse('pt/police-lisboa')];
const DAY_MS = 86_400_000;
/** Whole numbers and times that a double holds, and no column or `Date`. */
const [BEYOND_INTEGER, BEYOND_DATE] = [3_000_000_000, 9_000_000_000_000_000];

beforeAll(async () => {
  net = await TestNetwork.start('oddValues');
  lisbon = await net.officer('pt');
  taken = await TakenNode.take(net, 'ne');
  await taken.introduceTo(portugal);
});
afterAll(async () => {
  await taken?.close();
  await net?.stop();
});

interface Odd {
  readonly header?: Partial<Record<keyof EnvelopeHeader, unknown>>;
  readonly place?: number;
  readonly alert?: object;
  /** In place of all of the alert. */
  readonly body?: Uint8Array;
}

async function mail(
  title: string,
  { header, place, alert, body }: Odd = {},
): Promise<{ id: string; wire: Uint8Array }> {
  const id = ulid();
  const draft = await alertTitled(title);
  const content = body ?? utf8(JSON.stringify({ ...draft, files: [], ...alert }));
  const forging = { header: { id, urgent: draft.urgent, ...header }, place };
  return { id, wire: taken.message(portugal, content, forging) };
}

const inLisbon = (sql: string) => net.asked('pt', sql);
const file = {
  name: '0'.repeat(32),
  fileName: 'f.pdf',
  mediaType: 'application/pdf',
  bytes: 1,
  parts: 1,
  sha256: '0'.repeat(64),
  key: '0'.repeat(64),
};
const text = (said: string) => ({ language: 'en', text: said });

const MAIL: readonly (readonly [string, Odd, string])[] = [
  ['made beyond what `Date` holds', { header: { createdAt: BEYOND_DATE } }, 'header-malformed'],
  ['made in two days', { header: { createdAt: Date.now() + 2 * DAY_MS } }, 'made-in-the-future'],
  ['made in the last year', { header: { createdAt: LAST_INSTANT } }, 'made-in-the-future'],
  ['from a log of three thousand million', { header: { logPosition: BEYOND_INTEGER } }, 'header-malformed'],
  ['under a policy of that position', { header: { policyVersion: BEYOND_INTEGER } }, 'header-malformed'],
  ['in a place beyond an integer', { place: BEYOND_INTEGER }, 'capsule-not-yours'],
  ['with a file in so many parts', { alert: { files: [{ ...file, parts: BEYOND_INTEGER }] } }, 'body-malformed'],
  ['with a file of so many bytes', { alert: { files: [{ ...file, bytes: BEYOND_DATE }] } }, 'body-malformed'],
  ['with U+0000 in its title', { alert: { title: text('a\0b') } }, 'body-malformed'],
  ['with U+0000 in the name of a field', { alert: { 'a\0b': 1 } }, 'body-malformed'],
  ['with half a surrogate pair', { alert: { summary: text('x\ud83d') } }, 'body-malformed'],
  ['valid until the year 9999', { alert: { validUntil: '9999-12-31T23:59:59-23:59' } }, 'body-malformed'],
  ['that is no UTF-8', { body: Uint8Array.of(0x22, 0xff, 0x22) }, 'body-malformed'],
  ['that nests two hundred thousand deep', { body: utf8('['.repeat(200_000) + ']'.repeat(200_000)) }, 'body-malformed'],
  ['with a number beyond all', { body: utf8('{"urgent":1e400}') }, 'body-malformed'],
  ['of a kind that every object has', { header: { kind: 'constructor' } }, ''],
];

test('mail with values that nothing can hold is set aside each with its reason, and what comes with it is held', async () => {
  const before = await mail('Before');
  await taken.send(portugal, before.wire);
  const expected: string[] = [];
  for (const [title, odd, reason] of MAIL) {
    await taken.send(portugal, (await mail(title, odd)).wire);
    if (reason) expected.push(reason);
  }
  const behind = await mail('Behind');
  await taken.send(portugal, behind.wire);
  await untilHeld(lisbon, before.id);
  await untilHeld(lisbon, behind.id);
  // What the hub brings again, since its acknowledgement came late, is set aside again.
  const reasons = () => inLisbon('SELECT reason AS it FROM (SELECT DISTINCT wire, reason FROM quarantine) AS each');
  await until('all are set aside', async () => (await reasons()).length >= expected.length || undefined);
  expect((await reasons()).sort()).toEqual(expected.sort());
  // Each is found and told of: what came beside it kept nothing of that from happening.
  await until('both are indexed', async () => {
    const indexed = await inLisbon('SELECT message_id AS it FROM bulletin_index');
    return [before.id, behind.id].every((id) => indexed.includes(id)) || undefined;
  });
  const told = await lisbon.get<{ notifications: { subject: string }[] }>('/notifications');
  expect(told.notifications.map((one) => one.subject.slice(0, 26))).toEqual(
    expect.arrayContaining([before.id, behind.id]),
  );
  const found = await lisbon.get<{ bulletins: { id: string }[] }>('/bulletins/alert?q=Behind');
  expect(found.bulletins.map((alert) => alert.id)).toContain(behind.id);
  const pdf = { format: 'pdf', bulletins: [behind.id], why: 'to print', language: 'fr' };
  expect((await lisbon.postForBytes('/bulletins/alert/exports', pdf)).length).toBeGreaterThan(1000);
  expect(await lisbon.get('/quarantine')).toMatchObject({ quarantined: expect.any(Array) });
});

describe('in a case', () => {
  const said = (change: Partial<CaseEvent>): SignedEvent => taken.event(change);
  const content = caseWords;
  const carry = async (first: SignedEvent, ...events: (readonly [SignedEvent, string | null])[]): Promise<void> => {
    const header = { kind: CASE_KIND, handling: 'AMBER+STRICT', urgent: false };
    const body = taken.caseBody(first.hash, portugal, events);
    await taken.send(portugal, (await mail('', { header, body })).wire);
  };
  const begun = { reference: 'NE-ODD', language: 'fr', requested: portugal, confidential: false };
  const beginning = (terms: object, change: Partial<CaseEvent> = {}) =>
    said({ move: 'inform', terms: toTerms(terms), content: sha256(utf8(content('Un.'))), ...change });

  test('events with values that nothing can hold are incidents; the case and the list of cases stay readable', async () => {
    const first = beginning(begun);
    await carry(first, [first, content('Un.')]);
    const place = { case: first.hash, sequence: 2, parents: [first.hash] };
    const odd = content('x').replace('"x"', '"\\u0000\\ud83d"');
    const oddContent = said({ ...place, content: sha256(utf8(odd)) });
    await carry(
      first,
      [said({ ...place, at: BEYOND_DATE }), null],
      [said({ ...place, sequence: BEYOND_DATE }), null],
      [said({ ...place, logPosition: BEYOND_INTEGER }), null],
      [said({ ...place, terms: toTerms({ reference: 'a\0b' }) }), null],
      [oddContent, odd],
      [
        said({ case: first.hash, sequence: 3, parents: [oddContent.hash], at: LAST_INSTANT, move: 'constructor' }),
        null,
      ],
    );
    for (const terms of [
      { ...begun, reference: 'a\0b' },
      { ...begun, reference: 'NE-LATE', wishedBy: '9999-12-31' },
    ]) {
      const other = beginning(terms);
      await carry(other, [other, content('Un.')]);
    }
    const late = beginning({ ...begun, reference: 'NE-LAST' }, { at: LAST_INSTANT });
    await carry(late, [late, content('Un.')]);
    await until('they are told of', async () => {
      const events = await inLisbon(
        `SELECT cardinality(evidence) AS it FROM incident
         WHERE type = 'case-event-altered' AND detail LIKE '%: event-malformed%'`,
      );
      return events.sort().join() === '1,4' || undefined;
    });
    await until('the last one is there', () => lisbon.get(`/cases/${hex(late.hash)}`).catch(() => undefined));
    const { timeline } = await lisbon.get<{ timeline: { move: string; content: unknown; void: unknown }[] }>(
      `/cases/${hex(first.hash)}`,
    );
    expect(timeline).toMatchObject([
      { move: 'inform', void: null },
      { move: 'write', content: null },
      { move: 'constructor', void: { code: 'move-unknown' } },
    ]);
    const { cases } = await lisbon.get<{ cases: { reference: string }[] }>('/cases?sort=changed&limit=200');
    expect(cases.map((one) => one.reference)).toEqual(expect.arrayContaining(['NE-ODD', 'NE-LAST']));
    const print = { document: 'record', languages: ['fr'], why: 'to print' };
    expect((await lisbon.postForBytes(`/cases/${hex(late.hash)}/documents`, print)).length).toBeGreaterThan(1000);
  });
});

test('statements with values that nothing can hold are refused by the log, and every node still shows its statements', async () => {
  const { seed } = JSON.parse(await readFile(join(net.folder, 'network/members/ne/member.json'), 'utf8'));
  const memberKey = signingKeyFromSeed(Buffer.from(seed, 'hex'));
  const ceremony = await net.network.ceremony();
  const { state } = await net.log();
  const submit = async (body: object, at = Date.now(), key = memberKey): Promise<string> => {
    const statement = draftStatement(state, body as StatementBody, at);
    const submitted = await submitEntry(ceremony, signedAsIs(statement, [key]));
    return submitted.ok ? (submitted.value.ok ? 'taken' : submitted.value.refusal.code) : submitted.refusal.code;
  };
  const policy = { type: 'national-policy-adopted', member: 'ne', title: 'Odd', text: 'x' };
  const epochKey = state.units.get(niger)!.epochKeys.values().next().value!;
  const epoch = { type: 'epoch-key-published', unit: niger, publicKey: epochKey };
  const revoked = { type: 'key-revoked', unit: niger, keyId: new Uint8Array(16) };
  expect([
    await submit(policy, BEYOND_DATE),
    await submit({ ...policy, title: 'a\0b' }),
    await submit({ ...policy, title: '\ufeffx' }),
    await submit({ ...epoch, epoch: BEYOND_INTEGER }, Date.now(), taken.unitKey),
    await submit({ ...revoked, compromisedAt: BEYOND_DATE }),
  ]).toEqual(Array.from({ length: 5 }, () => 'statement-malformed'));
  // A rule's reason is written down wherever it decides: Cedar's escapes cannot bring into it what text may not hold.
  const reason = String.raw`@id("odd") @reason("a\u{0}b") forbid (principal, action == Liaison::Action::"receive", resource);`;
  expect(await submit({ ...policy, text: reason })).toBe('taken');
  await ceremony.close();
  const { state: after } = await net.log();
  await until('Lisbon has it', async () => {
    const { directory } = await lisbon.get<{ directory: { position: number } }>('/status');
    return directory.position >= after.size || undefined;
  });
  for (const position of [1, after.size]) {
    expect(await lisbon.get(`/directory/statements/${position}`)).toMatchObject({ position });
  }
  const { wire } = await mail('After the policy', { header: { logPosition: after.size } });
  await taken.send(portugal, wire);
  await until('it is set aside', async () => {
    const reasons = await inLisbon('SELECT reason AS it FROM quarantine');
    return reasons.some((one) => one.startsWith('policy-forbids')) || undefined;
  });
});

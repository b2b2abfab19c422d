import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { ulid } from 'ulid';
import { contentOf, uploadFile } from '#apps/cli/src/upload.js';
import { GIVEN_UP } from '#apps/node/src/post/files/room.js';
import { until } from '#deploy/local/daemon.js';
import { type CaseEvent, type SignedEvent } from '#libs/cases/event.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { newAttachmentKey, newAttachmentName, partsName, sealPart } from '#libs/envelope/attachment.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import { partSubject } from '#libs/transport/subjects.js';
import { MemberCode, UnitAddress } from '#libs/trust/address.js';
import {
  alertTitled,
  type Posted,
  refusal,
  TestNetwork,
  UNITS,
  untilDelivered,
  untilHeld,
} from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { CASE_KIND, caseWords, TakenNode } from '../support/taken-node.js';

/** What a member can do to others' files with names, keys, sizes and hashes of its own choosing. */
let net: TestNetwork;
let lisbon: NodeApi;
let dakar: NodeApi;
let taken: TakenNode;
const [niger, portugal] = [UnitAddress.parse(UNITS.ne), UnitAddress.parse(UNITS.pt)];

beforeAll(async () => {
  net = await TestNetwork.start('memberFiles');
  [, lisbon, dakar] = await net.officers();
  taken = await TakenNode.take(net, 'ne');
  await taken.introduceTo(portugal);
});
afterAll(async () => {
  await taken?.close();
  await net?.stop();
});

/** A file as the taken node describes it: whatever it likes. */
const described = (content: string, change: Partial<AttachedFile> = {}): AttachedFile => ({
  name: newAttachmentName(),
  fileName: 'film.bin',
  mediaType: 'application/octet-stream',
  bytes: content.length,
  parts: 1,
  sha256: createHash('sha256').update(content).digest('hex'),
  key: hex(newAttachmentKey()),
  ...change,
});
const subjectOf = (file: AttachedFile) => partSubject(MemberCode.parse('ne'), partsName(file), 0);
const partOf = ({ key, name }: AttachedFile, content: string) =>
  sealPart(Buffer.from(key, 'hex'), name, 0, true, utf8(content));

/** Puts a file of one part to the hub. @returns it */
async function put(file: AttachedFile, part: Uint8Array): Promise<AttachedFile> {
  await jetstream(taken.hub).publish(subjectOf(file), part);
  return file;
}
const fileWith = (content: string, change: Partial<AttachedFile> = {}): Promise<AttachedFile> => {
  const file = described(content, change);
  return put(file, partOf(file, content));
};

interface Mail {
  readonly id?: string;
  readonly kind?: string;
  readonly tlp?: string;
  readonly urgent?: boolean;
}
function mail(body: unknown, { id = ulid(), kind = 'alert', tlp = 'AMBER', urgent = true }: Mail = {}): Uint8Array {
  const header = { id, kind, handling: tlp, urgent };
  return taken.message(portugal, body instanceof Uint8Array ? body : utf8(JSON.stringify(body)), { header });
}
const alertWith = async (files: readonly AttachedFile[]) => ({
  ...Alert.parse({ ...(await alertTitled('With files')), urgent: true, files: [] }),
  files,
});
/** Sends Lisbon an alert with these files. @returns its id, once it is held there */
async function alert(...files: AttachedFile[]): Promise<string> {
  const id = ulid();
  await taken.send(portugal, mail(await alertWith(files), { id }));
  await untilHeld(lisbon, id);
  return id;
}

const film = { unit: UNITS.sn!, fileName: 'film.bin', mediaType: 'application/octet-stream' };
const uploaded = async (content: string) => (await uploadFile(dakar.typed, film, contentOf(Buffer.from(content)))).name;
/** An honest alert of Dakar's with a file, delivered whole. */
async function honest(name: string): Promise<string> {
  const { files: _, ...draft } = await alertTitled('With a film');
  const handling = { ...(draft.handling as object), tlp: 'RED', namedUnits: [portugal] };
  const alert = { ...draft, handling, files: [{ name }] };
  const { id } = await dakar.post<Posted>('/bulletins/alert', { unit: UNITS.sn, body: alert, again: true });
  await untilDelivered(dakar, id);
  return id;
}
const opened = async (id: string, name: string) =>
  new Response(await lisbon.download(`/bulletins/alert/${id}/files/${name}`)).text();
const states = async (id: string) =>
  (await lisbon.get<{ files: { state: string }[] }>(`/bulletins/alert/${id}`)).files.map((one) => one.state);
const untilIs = (id: string, state: string) =>
  until(`its file is ${state}`, async () => (await states(id)).every((one) => one === state) || undefined);
const inLisbon = (sql: string) => net.asked('pt', sql);
const incidents = (type: string, id: string) =>
  inLisbon(
    `SELECT array_length(evidence, 1)::text AS it FROM incident WHERE type = '${type}' AND detail LIKE '%${id}%'`,
  );
const foldersInLisbon = () => readdirSync(join(net.folder, 'network/members/pt/node/files')).sort();

test('a file whose name another member used first is still the one that its own sender sent, and stays when the other is recalled', async () => {
  const name = await uploaded('what Dakar filmed');
  const forged = await fileWith('what nobody filmed', { name });
  const first = await alert(forged);
  const id = await honest(name);
  expect(await opened(id, name)).toBe('what Dakar filmed');
  await untilIs(first, 'here');
  expect(await opened(first, name)).toBe('what nobody filmed');
  const reason = { language: 'en', text: 'Taken back.' };
  await taken.send(portugal, mail({ bulletin: first, reason }, { kind: 'alert/recall', tlp: 'GREEN' }));
  await until('it is erased', async () => (await refusal(opened(first, name))) === 'bulletin-erased' || undefined);
  expect(await opened(id, name)).toBe('what Dakar filmed');
});

test('a file that one unit sent beside two alerts stays beside the one when the other is recalled', async () => {
  const name = await uploaded('sent twice');
  const [one, two] = [await honest(name), await honest(name)];
  await dakar.post(`/bulletins/alert/${one}/recall`, { reason: { language: 'en', text: 'Taken back.' } });
  await until('it is erased', async () => (await refusal(opened(one, name))) === 'bulletin-erased' || undefined);
  expect(await opened(two, name)).toBe('sent twice');
});

test('two messages of one sender that name files alike each keep their own', async () => {
  const name = newAttachmentName();
  const [one, two] = [await fileWith('the first story', { name }), await fileWith('the other story', { name })];
  const [first, second] = [await alert(one), await alert(two)];
  await untilIs(first, 'here');
  await untilIs(second, 'here');
  expect(await opened(first, name)).toBe('the first story');
  expect(await opened(second, name)).toBe('the other story');
});

test('a key that another member knows does not let it spoil the file that its sender sends under it', async () => {
  const known = described('what was meant');
  const spoilt = await alert(await put(known, partOf(known, 'what was m3ant')));
  await untilIs(spoilt, 'refused');
  // The same description once more, from its own sender this time: nothing of the spoilt parts is in its way.
  await jetstreamManager(await operator()).then((hub) => hub.streams.purge('PARTS_ne', { filter: subjectOf(known) }));
  await put(known, partOf(known, 'what was meant'));
  const id = await alert(known);
  await untilIs(id, 'here');
  expect(await opened(id, known.name)).toBe('what was meant');
});

let hubOperator: Awaited<ReturnType<TestNetwork['network']['hubOperator']>> | undefined;
const operator = async () => {
  hubOperator ??= await net.network.hubOperator();
  return hubOperator;
};
afterAll(() => hubOperator?.close());

test.each([
  ['two files under one name', [described('a', { name: '0'.repeat(32) }), described('b', { name: '0'.repeat(32) })]],
  ['more parts than its bytes make', [described('a', { parts: 5000 })]],
  ['a petabyte', [described('a', { bytes: 2 ** 50, parts: Math.ceil(2 ** 50 / 1_047_552) })]],
])('an alert with %s is set aside', async (_, files) => {
  const before = await inLisbon('SELECT id AS it FROM quarantine');
  await taken.send(portugal, mail(await alertWith(files)));
  const more = await until('it is set aside', async () => {
    const now = await inLisbon('SELECT reason AS it FROM quarantine ORDER BY received_at');
    return now.length > before.length ? now : undefined;
  });
  expect(more.at(-1)).toBe('body-malformed');
});

test.each([
  ['of other bytes than the message says', {}],
  ['of another size than the message says', { bytes: 3 }],
])('a file %s is refused once, with evidence, kept nowhere, and never fetched again', async (_, change) => {
  const before = foldersInLisbon();
  const content = 'what it is';
  const wrong = 'bytes' in change ? change : { sha256: '0'.repeat(64) };
  const id = ulid();
  const file = await fileWith(content, wrong);
  const wire = mail(await alertWith([file]), { id });
  await taken.send(portugal, wire);
  await untilHeld(lisbon, id);
  await untilIs(id, 'refused');
  expect(await incidents('file-refused', id)).toEqual(['3']);
  expect(await refusal(opened(id, file.name))).toBe('file-refused');
  // Its sender says it again, and others' files go on.
  await taken.send(portugal, wire);
  const later = await honest(await uploaded('after it'));
  expect([await states(id), await states(later)]).toEqual([['refused'], ['here']]);
  expect(await incidents('file-refused', id)).toEqual(['3']);
  expect(foldersInLisbon()).toHaveLength(before.length + 1);
});

test('a part that does not open delays nobody, is an incident once, and is put right when its sender puts it again to a mended hub', async () => {
  const [id, file] = [ulid(), described('put right at last')];
  const wire = mail(await alertWith([file]), { id });
  await put(file, utf8('altered at the hub'));
  await taken.send(portugal, wire);
  await untilHeld(lisbon, id);
  await untilIs(id, 'altered');
  const later = await honest(await uploaded('beside it'));
  expect(await states(later)).toEqual(['here']);
  expect(await incidents('file-altered', id)).toEqual(['1']);
  await jetstreamManager(await operator()).then((hub) => hub.streams.purge('PARTS_ne', { filter: subjectOf(file) }));
  await put(file, partOf(file, 'put right at last'));
  await taken.send(portugal, wire);
  await untilIs(id, 'here');
  expect(await opened(id, file.name)).toBe('put right at last');
  expect(await incidents('file-altered', id)).toEqual(['1']);
});

const lookedFor = (id: string) =>
  inLisbon(`SELECT count(*)::text AS it FROM file WHERE message_id = '${id}' AND sender = '${niger}'`);

test('files that are announced without end and never sent delay no other member’s', async () => {
  // Whatever is asked for in vain is asked for again at once, before all others.
  await inLisbon(`CREATE FUNCTION always_due() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.next_attempt_at = -1; RETURN NEW; END'`);
  await inLisbon(`CREATE TRIGGER always_due BEFORE INSERT OR UPDATE ON file FOR EACH ROW
    WHEN (NEW.sender = '${niger}') EXECUTE FUNCTION always_due()`);
  for (let n = 0; n < 6; n++) await alert(...Array.from({ length: 50 }, (_, i) => described(`never sent ${n} ${i}`)));
  const id = await honest(await uploaded('behind three hundred others'));
  expect(await states(id)).toEqual(['here']);
  await inLisbon('DROP FUNCTION always_due CASCADE');
  await inLisbon(`DELETE FROM file WHERE sender = '${niger}' AND state = 'coming'`);
});

test('a file that was asked for in vain for a week is asked for no more, until its message comes again', async () => {
  const [id, file] = [ulid(), described('late, and not too late')];
  const wire = mail(await alertWith([file]), { id });
  await taken.send(portugal, wire);
  await untilHeld(lisbon, id);
  const asked = (sql: string) => inLisbon(`SELECT ${sql} AS it FROM file WHERE message_id = '${id}'`);
  await inLisbon(`UPDATE file SET attempts = ${GIVEN_UP - 1}, next_attempt_at = 0 WHERE message_id = '${id}'`);
  const never = `${Number.MAX_SAFE_INTEGER}`;
  await until('it is given up', async () => (await asked('next_attempt_at'))[0] === never || undefined);
  await put(file, partOf(file, 'late, and not too late'));
  await taken.send(portugal, wire);
  await untilIs(id, 'here');
  expect(await opened(id, file.name)).toBe('late, and not too late');
});

describe('in a case', () => {
  const content = (...files: AttachedFile[]) => caseWords('Voir.', files);
  const said = (move: string, text: string, change: Partial<CaseEvent>): SignedEvent =>
    taken.event({ move, content: sha256(utf8(text)), ...change });
  const carry = (caseId: Uint8Array, id: string, ...events: (readonly [SignedEvent, string])[]) => {
    const body = taken.caseBody(caseId, portugal, events);
    return taken.send(portugal, mail(body, { id, kind: CASE_KIND, tlp: 'AMBER+STRICT', urgent: false }));
  };

  test('files are looked for that believed events name, and no others', async () => {
    const text = content(described('beside what was signed'));
    const other = content(described('beside other words'));
    const begun = { reference: 'NE-B', language: 'fr', requested: portugal, confidential: false };
    const first = said('inform', text, { terms: toTerms(begun) });
    const second = said('write', text, { case: first.hash, sequence: 2, parents: [first.hash] });
    const ids = [ulid(), ulid()] as const;
    await carry(first.hash, ids[0], [first, text]);
    await carry(first.hash, ids[1], [second, other]);
    const stored = `SELECT 1 AS it FROM message WHERE message_id = '${ids[1]}'`;
    await until('both are stored', async () => (await inLisbon(stored)).length > 0 || undefined);
    expect([await lookedFor(ids[0]), await lookedFor(ids[1])]).toEqual([['1'], ['0']]);
  });

  test('two events that name files alike each keep their own, and the use of both is limited to the case', async () => {
    const name = newAttachmentName();
    const [one, two] = [await fileWith('the first extract', { name }), await fileWith('the other extract', { name })];
    const begun = { reference: 'NE-F', language: 'fr', requested: portugal, confidential: false };
    const first = said('inform', content(one), { terms: toTerms(begun) });
    const second = said('write', content(two), { case: first.hash, sequence: 2, parents: [first.hash] });
    await carry(first.hash, ulid(), [first, content(one)], [second, content(two)]);
    const bytes = (event: SignedEvent) =>
      until('it is here', async () => {
        const download = lisbon.download(`/cases/${hex(first.hash)}/events/${hex(event.hash)}/files/${name}`);
        return download.then((body) => new Response(body).text()).catch(() => undefined);
      });
    expect(await bytes(first)).toBe('the first extract');
    expect(await bytes(second)).toBe('the other extract');
    const { files: _, ...draft } = await alertTitled('With what came in the case');
    for (const extract of ['the first extract', 'the other extract']) {
      const copy = await uploadFile(lisbon.typed, { ...film, unit: UNITS.pt! }, contentOf(Buffer.from(extract)));
      const copied = { ...draft, files: [{ name: copy.name }] };
      expect(await refusal(lisbon.post('/bulletins/alert', { unit: UNITS.pt, body: copied }))).toBe('use-limited');
    }
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readBundle } from '#apps/cli/src/cases/bundle-zip.js';
import { until } from '#deploy/local/daemon.js';
import { type SignedEvent, signedAsIs } from '#libs/cases/event.js';
import { MOST_EVENTS_OF_AN_AUTHOR } from '#libs/cases/ledger.js';
import { MOST_WORDS_OF_AN_AUTHOR } from '#libs/cases/room.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { sealUnder } from '#libs/store/storage-key.js';
import { UnitAddress } from '#libs/trust/address.js';
import { TestNetwork } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';
import { caseWords, TakenNode } from '../support/taken-node.js';

/** What a taken-over node does, as a party of a case, to the other party's node by what it sends of the case. */
let net: TestNetwork;
let lisbon: NodeApi;
let taken: TakenNode;
const portugal = UnitAddress.parse('pt/police-lisboa');
const INFORMATION = 'information-request';

beforeAll(async () => {
  net = await TestNetwork.start('party', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2', LIAISON_COMMIT_SECONDS: '1' },
  });
  [, lisbon] = await net.officers();
  taken = await TakenNode.take(net, 'ne');
  await taken.introduceTo(portugal);
});
afterAll(async () => {
  await taken?.close();
  await net?.stop();
});

const inLisbon = (sql: string) => net.asked('pt', sql);
type Told = readonly [SignedEvent, string | null];
const tell = async (first: SignedEvent, events: readonly Told[]): Promise<void> => {
  const header = { kind: first.kind, handling: 'AMBER+STRICT', urgent: false };
  await taken.send(portugal, taken.message(portugal, taken.caseBody(first.hash, portugal, events), { header }));
};
const silent = (events: readonly SignedEvent[]): Told[] => events.map((event) => [event, null]);
const messages = async ({ hash }: SignedEvent) =>
  Number((await inLisbon(`SELECT count(*) AS it FROM case_message WHERE case_id = '${hex(hash)}'`))[0]);
const untilTaken = (first: SignedEvent, count: number) =>
  until('its messages are taken in', async () => (await messages(first)) >= count || undefined);
const kept = async ({ hash }: SignedEvent) =>
  Number((await inLisbon(`SELECT count(*) AS it FROM case_event WHERE case_id = '${hex(hash)}'`))[0]);
const committedTo = ({ hash }: SignedEvent, events: number) =>
  until('it is committed to', async () => {
    const found = await inLisbon(
      `SELECT 1 AS it FROM case_commitment WHERE case_id = '${hex(hash)}' AND events = ${events} AND position IS NOT NULL`,
    );
    return found.length > 0 || undefined;
  });
interface Shown {
  readonly timeline: readonly { readonly move: string; readonly content: unknown; readonly void: unknown }[];
  readonly missing: number;
}
const shown = ({ hash }: SignedEvent) => lisbon.get<Shown>(`/cases/${hex(hash)}`);
const overfull = () => inLisbon(`SELECT detail AS it FROM incident WHERE type = 'case-overfull'`);
const begun = (reference: string) =>
  taken.event({
    move: 'inform',
    terms: toTerms({ reference, language: 'fr', requested: portugal, confidential: false }),
  });

test('seventy events that all come after the first one leave the case to be read, gone on with, committed to and exported', async () => {
  const asked = { reference: 'NE-1', language: 'fr', requested: portugal, urgency: 'normal' };
  const terms = toTerms({ ...asked, questions: [{ number: 1, type: 'subscriber' }] });
  const first = taken.event({ kind: INFORMATION, move: 'ask', terms });
  await tell(first, silent([first]));
  await untilTaken(first, 1);
  const place = { kind: INFORMATION, case: first.hash, parents: [first.hash], move: 'write' };
  await tell(first, silent(Array.from({ length: 70 }, (_, n) => taken.event({ ...place, sequence: n + 3 }))));
  await untilTaken(first, 2);
  await committedTo(first, 71);
  const move = (said: object) => lisbon.post(`/cases/${hex(first.hash)}/moves`, { unit: portugal, ...said });
  await move({ move: 'acknowledge', terms: { reference: 'PT-1', access: 'direct' }, content: {} });
  const text = { language: 'pt', text: 'Não.', translations: [] };
  await move({ move: 'refuse', terms: { ground: 'no-offence' }, content: { text } });
  const { timeline } = await shown(first);
  expect(timeline.filter((one) => one.void !== null)).toHaveLength(70);
  expect(timeline.filter((one) => one.void === null).map((one) => one.move)).toEqual(['ask', 'acknowledge', 'refuse']);
  await committedTo(first, 73);
  const file = join(net.folder, 'heads.zip');
  await writeFile(file, await lisbon.postForBytes(`/cases/${hex(first.hash)}/bundle`, { why: 'For the court' }));
  const { bundle } = await readBundle(file);
  expect(bundle.events).toHaveLength(73);
  expect(bundle.commitments.length).toBeGreaterThanOrEqual(2);
});

test('an event that was kept and that nobody can read is missing from its case, which stays open', async () => {
  const first = begun('NE-2');
  const next = taken.event({ case: first.hash, sequence: 2, parents: [first.hash] });
  await tell(first, silent([first, next]));
  await untilTaken(first, 1);
  const file = join(net.folder, 'network/members/pt/node/secrets.json');
  const key = Buffer.from(JSON.parse(await readFile(file, 'utf8')).storageKey, 'hex');
  const parents = Array.from({ length: 70 }, (_, n) => sha256(utf8(`${n}`)));
  const unread = signedAsIs({ ...next, parents }, taken.unitKey);
  await net.network.postgres.query(
    'UPDATE case_event SET sealed_event = $1 WHERE hash = $2',
    [sealUnder(key, 'case event', unread.wire), Buffer.from(next.hash)],
    'liaison_pt',
  );
  expect(await shown(first)).toMatchObject({ timeline: [{ move: 'inform' }], missing: 1 });
  await tell(first, silent([taken.event({ case: first.hash, sequence: 2, parents: [first.hash], at: 1 })]));
  await untilTaken(first, 2);
  expect((await shown(first)).timeline).toHaveLength(2);
});

test('long words without end are kept as far as an author’s share; none are read when mail of the case comes in, and nothing when it brings nothing new', async () => {
  const first = begun('NE-3');
  const text = caseWords('é'.repeat(240_000));
  await tell(first, silent([first]));
  const long: SignedEvent[] = [first];
  for (let n = 0; n < 24; n++) {
    const parents = [long.at(-1)!.hash];
    long.push(taken.event({ case: first.hash, sequence: n + 2, parents, content: sha256(utf8(text)) }));
    await tell(first, [[long.at(-1)!, text]]);
  }
  await untilTaken(first, 25);
  expect(await kept(first)).toBe(25);
  const heard = Math.floor(MOST_WORDS_OF_AN_AUTHOR / Buffer.byteLength(text));
  const { timeline } = await shown(first);
  expect(timeline.filter((one) => one.void === null)).toHaveLength(25);
  expect(timeline.filter((one) => one.content !== null)).toHaveLength(heard);
  expect(await overfull()).toHaveLength(1);
  // What commits to it opens it, too.
  await committedTo(first, 25);

  const asked = async (what: string): Promise<number> =>
    (await readFile(join(net.folder, 'network', 'logs', 'postgres.log'), 'utf8')).split(what).length - 1;
  const [opening, reading] = [
    'FROM case_event e LEFT JOIN case_message',
    'FROM message WHERE unit = $1 AND (sender, message_id) IN',
  ];
  await net.network.postgres.query("ALTER SYSTEM SET log_statement = 'all'");
  await net.network.postgres.query('SELECT pg_reload_conf()');
  await until('questions are written down', async () => (await asked('LOG:  execute')) > 0 || undefined);
  for (let n = 0; n < 10; n++) await tell(first, [[long[1]!, text]]);
  await untilTaken(first, 35);
  expect([await asked('INSERT INTO "case_message"'), await asked(opening), await asked(reading)]).toEqual([10, 0, 0]);
  const next = taken.event({ case: first.hash, sequence: 26, parents: [long.at(-1)!.hash] });
  await tell(first, silent([next]));
  await untilTaken(first, 36);
  expect(await asked(opening)).toBeGreaterThan(0);
  expect(await asked(reading)).toBe(0);
  await shown(first);
  expect(await asked(reading)).toBeGreaterThan(0);
  await net.network.postgres.query('ALTER SYSTEM RESET log_statement');
  await net.network.postgres.query('SELECT pg_reload_conf()');
});

test('a case that its author tells backwards is taken as far as its author’s share', async () => {
  const first = begun('NE-4');
  await tell(first, silent([first]));
  const chain: SignedEvent[] = [first];
  for (let n = 1; n < 3000; n++) {
    const sequence = 1 + (n % MOST_EVENTS_OF_AN_AUTHOR);
    chain.push(taken.event({ case: first.hash, sequence, parents: [chain.at(-1)!.hash] }));
  }
  const backwards = chain.slice(1).reverse();
  for (let from = 0; from < backwards.length; from += 500) await tell(first, silent(backwards.slice(from, from + 500)));
  await untilTaken(first, 7);
  expect(await kept(first)).toBe(MOST_EVENTS_OF_AN_AUTHOR);
  expect((await overfull()).length).toBeGreaterThan(0);
  await shown(first);
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { draftForPosting } from '#apps/cli/src/posting.js';
import { until } from '#deploy/local/daemon.js';
import { inOrder } from './support/in-order.js';
import {
  type Listed,
  type Posted,
  post,
  refusal,
  type Shown,
  TestNetwork,
  UNITS,
  untilDelivered,
  untilHeld,
} from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** An alert that endangers somebody is taken back by the unit that posted it. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let id: string;
let fileName: string;

beforeAll(async () => {
  net = await TestNetwork.start('recall');
  [agadez, lisbon, dakar] = await net.officers();
  const alert = await draftForPosting(agadez.typed, UNITS.ne!, 'examples/document-fraud-ring.json');
  ({ id } = await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: alert }));
  await untilDelivered(agadez, id);
  const shown = await lisbon.get<Shown>(`/bulletins/alert/${id}`);
  fileName = shown.body!.files[0]!.name;
});
afterAll(() => net?.stop());

const reason = { language: 'fr', text: 'Un indicateur est faux et désigne un tiers.' };
const recall = (officer: NodeApi, alert = id) => officer.post(`/bulletins/alert/${alert}/recall`, { reason });
const stateOf = async (unit: string, alert = id) =>
  (await agadez.get<Shown>(`/bulletins/alert/${alert}`)).delivery.find((one) => one.unit === unit)?.state;
/** The files of which a member's node has parts. */
const partsAt = (member: string) => readdirSync(join(net.folder, 'network', 'members', member, 'node', 'files'));

test('only its author recalls an alert', async () => {
  expect(await refusal(recall(lisbon))).toBe('bulletin-unknown');
});

test('whoever has it erases content and files, says so, and who has not yet is visible', async () => {
  expect(partsAt('pt')).not.toEqual([]);
  await net.network.nodes.get('sn')!.stop();
  await recall(agadez);
  await until('Lisbon has erased it', async () => (await stateOf(UNITS.pt!)) === 'erased' || undefined);
  expect(await stateOf(UNITS.sn!)).toBe('delivered');

  const shown = await lisbon.get<Shown>(`/bulletins/alert/${id}`);
  expect(shown).toMatchObject({ body: null, recall: { reason }, title: '' });
  expect(await refusal(lisbon.download(`/bulletins/alert/${id}/files/${fileName}`))).toBe('bulletin-erased');
  await until('the sealed parts are gone from the disk', async () => partsAt('pt').length === 0);
  const { rows } = await net.network.postgres.query(
    `SELECT sealed_record_key, sealed_body FROM message WHERE message_id = '${id}'`,
    [],
    'liaison_pt',
  );
  expect(rows.map((row) => [row.sealed_record_key.length, row.sealed_body.length])).toEqual([[0, 0]]);
  const { bulletins: alerts } = await lisbon.get<Listed>('/bulletins/alert');
  expect(alerts).toEqual([expect.objectContaining({ id, title: '', recalled: true })]);

  await net.network.startNode('sn');
  dakar = await net.officer('sn');
  await until('Dakar has erased it, too', async () => (await stateOf(UNITS.sn!)) === 'erased' || undefined);
  expect(await refusal(recall(agadez))).toBe('recalled-already');
});

test('an alert that comes after its recall is erased as it comes, and one not sent yet is not sent', async () => {
  await net.network.nodes.get('pt')!.stop();
  const { id: late } = await post(agadez, 'ne', 'Recalled before it was read');
  await until('it is at the hub', async () => (await stateOf(UNITS.pt!, late)) === 'sent' || undefined);
  await recall(agadez, late);
  await net.network.startNode('pt');
  lisbon = await net.officer('pt');
  await until('Lisbon has erased it', async () => (await stateOf(UNITS.pt!, late)) === 'erased' || undefined);
  expect((await lisbon.get<Shown>(`/bulletins/alert/${late}`)).body).toBeNull();
});

describe('of a recall and a unit that asks for what is still valid, which come together,', () => {
  const inNiamey = async (sql: string) => (await net.network.postgres.query(sql, [], 'liaison_ne')).rows;
  const recalling = (alert: string) => () => recall(agadez, alert);
  const asking = () => dakar.post('/catch-up', { unit: UNITS.sn });
  let alert: string;
  let posted = 0;

  beforeEach(async () => {
    ({ id: alert } = await post(agadez, 'ne', `Recalled as Dakar asks ${posted++}`));
    await untilDelivered(agadez, alert);
    // As if Dakar had subscribed since, and had not asked for a while.
    await inNiamey(`DELETE FROM outbox_recipient WHERE recipient = '${UNITS.sn}' AND message_id = '${alert}'`);
    await inNiamey('DELETE FROM catch_up_question');
  });
  const together = (calls: readonly (() => Promise<unknown>)[]) =>
    inOrder(
      net,
      'ne',
      { hold: 'SELECT 1 FROM outbox WHERE message_id = $1 FOR UPDATE', values: [alert], table: 'outbox' },
      calls,
    );
  const untilAnswered = () =>
    until('Dakar is answered', async () => {
      const answered = await inNiamey('SELECT 1 FROM catch_up_question WHERE answer_at IS NULL');
      return answered.length > 0 || undefined;
    });

  test('the recall is first: it is not sent any more', async () => {
    await together([recalling(alert), asking]);
    await untilAnswered();
    expect(await inNiamey(`SELECT recipient FROM outbox_recipient WHERE message_id = '${alert}'`)).not.toContainEqual({
      recipient: UNITS.sn,
    });
  });

  test('the question is first: the recall goes to who asked, too', async () => {
    const [, recalled] = await together([asking, recalling(alert)]);
    expect(recalled).toMatchObject({ recalledFrom: expect.arrayContaining([UNITS.sn]) });
    await until(
      'Dakar says that it has erased it',
      async () => (await stateOf(UNITS.sn!, alert)) === 'erased' || undefined,
    );
  });
});

test('the author keeps what it wrote, with the reason in its audit log', async () => {
  expect(await agadez.get<Shown>(`/bulletins/alert/${id}`)).toMatchObject({
    recall: { reason },
    body: { offence: 'smuggling' },
  });
  const auditor = await net.secondOfficer('ne');
  const { lines } = await auditor.get<{ lines: object[] }>(`/audit?unit=${UNITS.ne}&action=alert-recalled`);
  expect(lines).toContainEqual(
    expect.objectContaining({ subject: `${id}~ne.police-agadez`, why: reason.text, role: 'releaser' }),
  );
});

test('other alerts are untouched', async () => {
  const { id: other } = await post(agadez, 'ne', 'Not recalled');
  await untilHeld(lisbon, other);
  await untilHeld(dakar, other);
  expect((await dakar.get<Shown>(`/bulletins/alert/${other}`)).body).not.toBeNull();
});

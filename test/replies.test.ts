import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { post, type Shown, TestNetwork, UNITS, untilDelivered, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** What comes back to Agadez from those who read its alert. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let id: string;

beforeAll(async () => {
  net = await TestNetwork.start('replies');
  [agadez, lisbon, dakar] = await net.officers();
  ({ id } = await post(agadez, 'ne', 'Answered'));
  await untilDelivered(agadez, id);
});
afterAll(() => net?.stop());

const shown = (officer: NodeApi) => officer.get<Shown>(`/bulletins/alert/${id}`);
const stateOf = async (unit: string) => (await shown(agadez)).delivery.find((one) => one.unit === unit)?.state;
const reply = (officer: NodeApi, body: object) => officer.post(`/bulletins/alert/${id}/replies`, body);

test('the author sees who has opened it, by the reader’s signed word, and who has not', async () => {
  await shown(lisbon);
  await until('Lisbon has opened it', async () => (await stateOf(UNITS.pt!)) === 'opened' || undefined);
  expect(await stateOf(UNITS.sn!)).toBe('delivered');
});

test('a sighting comes back to the author alone, with when and where', async () => {
  const text = { language: 'pt', text: 'A mesma carrinha, vista de noite.' };
  await reply(lisbon, { type: 'sighting', text, seenAt: '2026-11-20T22:00:00Z', place: 'Sines' });
  const { replies } = await until('it is there', async () => {
    const alert = await shown(agadez);
    return alert.replies.length > 0 ? alert : undefined;
  });
  expect(replies).toEqual([expect.objectContaining({ from: UNITS.pt, type: 'sighting', text, place: 'Sines' })]);
  expect((await shown(dakar)).replies).toEqual([]);
});

test('a contradiction says what; acting on it shows on the author’s board', async () => {
  await expect(reply(dakar, { type: 'contradiction' })).rejects.toMatchObject({
    code: 'fields-wrong',
    faults: [{ field: 'text' }],
  });
  await reply(dakar, { type: 'acted-on' });
  await until('Dakar has acted on it', async () => (await stateOf(UNITS.sn!)) === 'acted-on' || undefined);
});

test('nobody answers an alert that it did not receive', async () => {
  await expect(reply(agadez, { type: 'acted-on' })).rejects.toMatchObject({ code: 'bulletin-unknown' });
  const { id: other } = await post(lisbon, 'pt', 'From Lisbon');
  await untilHeld(agadez, other);
  expect((await agadez.get<Shown>(`/bulletins/alert/${other}`)).replies).toEqual([]);
});

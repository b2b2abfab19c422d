import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { alertTitled, type Posted, refusal, type Shown, TestNetwork, UNITS, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** An alert's later life: what its author learns is told to everyone who has it. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let first: string;
let amended: string;

beforeAll(async () => {
  net = await TestNetwork.start('replacing');
  [agadez, lisbon, dakar] = await net.officers();
  first = (await put(await alertTitled('Blue pick-ups'))).id;
  await untilHeld(lisbon, first);
});
afterAll(() => net?.stop());

const put = (alert: object, officer = agadez, unit = UNITS.ne) =>
  officer.post<Posted>('/bulletins/alert', { unit, body: alert });
const replacing = async (bulletin: string, as: string, changes: object = {}) => ({
  ...(await alertTitled('Blue pick-ups')),
  replaces: { bulletin, as, note: { language: 'en', text: 'We know more now.' } },
  ...changes,
});
const seen = (officer: NodeApi, id: string) =>
  officer.get<Shown & { replacedBy: string | null; changes: object[] | null }>(`/bulletins/alert/${id}`);

test('an amendment reaches who has the alert, says what changed, and the earlier one names it', async () => {
  const title = { language: 'en', text: 'White pick-ups' };
  ({ id: amended } = await put(await replacing(first, 'amended', { title })));
  await untilHeld(lisbon, amended);
  expect((await seen(lisbon, amended)).changes).toEqual([
    { field: 'title.text', before: 'Blue pick-ups', after: 'White pick-ups' },
  ]);
  expect((await seen(lisbon, first)).replacedBy).toBe(amended);
  expect((await seen(agadez, first)).replacedBy).toBe(amended);
});

test('the earlier one is not replaced twice: the author is told which is the latest', async () => {
  const error = await put(await replacing(first, 'superseded', { topics: ['other-story'] })).catch(
    (refused) => refused,
  );
  expect(error).toMatchObject({ code: 'replaced-already', message: expect.stringContaining(amended) });
});

test('an extension changes its validity and nothing else', async () => {
  const title = { language: 'en', text: 'White pick-ups' };
  const longer = { title, validUntil: '2030-01-01T00:00:00Z' };
  expect(await refusal(put(await replacing(amended, 'extended', { ...longer, actionAsked: 'detect' })))).toBe(
    'more-than-extended',
  );
  const { id } = await put(await replacing(amended, 'extended', longer));
  await untilHeld(dakar, id);
  expect((await seen(dakar, id)).changes).toEqual([
    expect.objectContaining({ field: 'validUntil', after: longer.validUntil }),
  ]);
});

test('nobody replaces another’s alert, or one that was recalled', async () => {
  expect(await refusal(put(await replacing(first, 'amended'), lisbon, UNITS.pt))).toBe('bulletin-unknown');
  const { id } = await put(await alertTitled('Soon recalled'));
  await agadez.post(`/bulletins/alert/${id}/recall`, { reason: { language: 'en', text: 'Wrong.' } });
  expect(await refusal(put(await replacing(id, 'amended')))).toBe('bulletin-recalled');
});

test('who had the earlier one receives the later one without subscribing any more, where policy permits it', async () => {
  const { id } = await put({ ...(await alertTitled('For subscribers')), topics: ['first-topic'] });
  await untilHeld(lisbon, id);
  const line = {
    kinds: ['alert'],
    topics: ['first-topic'],
    areas: [],
    languages: [],
    urgentOnly: false,
    delivery: 'immediate',
  };
  const saying = { type: 'subscription-set', unit: UNITS.pt, lines: [line] };
  const draft = await lisbon.post<{ id: string }>('/directory/drafts', { author: UNITS.pt, saying });
  await lisbon.post(`/directory/drafts/${draft.id}/signature`, {});
  const later = await until('Niger knows, and amends', async () => {
    const { subscriptions } = await agadez.get<{ subscriptions: { unit: string; lines: { topics: string[] }[] }[] }>(
      '/directory/subscriptions',
    );
    const known = subscriptions.find((one) => one.unit === UNITS.pt)?.lines[0]?.topics.includes('first-topic');
    return known
      ? replacing(id, 'superseded', { title: { language: 'en', text: 'Another story' }, topics: ['second-topic'] })
      : undefined;
  });
  const posted = await put(later);
  expect(posted.audience.find((one) => one.unit === UNITS.pt)).toMatchObject({
    receives: true,
    reason: expect.stringContaining('it has the one that this one replaces'),
  });
  await untilHeld(lisbon, posted.id);
});

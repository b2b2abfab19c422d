import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import type { RiskAssessment } from '#libs/kinds/risk-assessment/assessment.js';
import { post, refusal, type Shown, TestNetwork, UNITS, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** What units do with evaluations of risk, which are bulletins like alerts. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let id: string;

type View = Omit<Shown, 'alert'> & {
  readonly assessment: RiskAssessment | null;
  readonly sources: readonly { readonly standing: string }[];
};
interface List {
  readonly assessments: readonly { readonly id: string; readonly title: string; readonly read: boolean }[];
}

beforeAll(async () => {
  net = await TestNetwork.start('assessments');
  [agadez, lisbon, dakar] = await net.officers();
  const { id: cited } = await post(agadez, 'ne', 'Night convoy');
  await untilHeld(lisbon, cited);
  const sample = JSON.parse(await readFile('examples/assessments/night-convoys.json', 'utf8'));
  sample.judgements[0].citations = [{ author: UNITS.ne, alert: cited }];
  const assessment = { ...sample, handling: { ...sample.handling, namedUnits: [UNITS.ne] } };
  ({ id } = await lisbon.post<{ id: string }>('/assessments', { unit: UNITS.pt, assessment }));
});
afterAll(() => net?.stop());

const listed = async (officer: NodeApi, query = '') => (await officer.get<List>(`/assessments${query}`)).assessments;
const shown = (officer: NodeApi) => officer.get<View>(`/assessments/${id}`);
const told = async (officer: NodeApi, type: string) =>
  (await officer.get<{ notifications: { type: string; subject: string }[] }>('/notifications')).notifications.filter(
    (news) => news.type === type && news.subject.startsWith(id),
  );

test('a recipient is told of one, finds it by its words in any of its texts, and by country', async () => {
  await until('Agadez has it', async () => (await listed(agadez)).length === 1 || undefined);
  await until('it is told', async () => (await told(agadez, 'risk-assessment-received')).length === 1 || undefined);
  expect(await listed(agadez, '?q=dispersals')).toEqual([expect.objectContaining({ id, read: false })]);
  expect(await listed(agadez, '?q=Thursday&country=LY')).toHaveLength(1);
  expect(await listed(agadez, '?country=MA')).toEqual([]);
  expect(await listed(lisbon, '?box=out&q=rains')).toHaveLength(1);
});

test('its author sees that it was opened, and reads what recipients add to it', async () => {
  const { assessment, sources } = await shown(agadez);
  expect(assessment?.judgements).toHaveLength(1);
  expect(sources).toEqual([expect.objectContaining({ standing: 'valid' })]);
  const text = { language: 'fr', text: 'Les départs sont passés au mardi.' };
  await agadez.post(`/assessments/${id}/replies`, { type: 'contradiction', text });
  const { replies, delivery } = await until('it is there', async () => {
    const view = await shown(lisbon);
    return view.replies.length > 0 ? view : undefined;
  });
  expect(replies).toEqual([expect.objectContaining({ from: UNITS.ne, type: 'contradiction', text })]);
  expect(delivery).toEqual([expect.objectContaining({ unit: UNITS.ne, state: 'opened' })]);
  expect(await refusal(lisbon.post(`/assessments/${id}/reminder`, {}))).toBe('all-opened');
});

test('a sighting is no answer to one, and an alert’s address has none of them', async () => {
  const text = { language: 'fr', text: 'Vu.' };
  expect(await refusal(agadez.post(`/assessments/${id}/replies`, { type: 'sighting', text }))).toBe('fields-wrong');
  expect(await refusal(agadez.get(`/alerts/${id}`))).toBe('bulletin-unknown');
  expect(await refusal(lisbon.post(`/alerts/${id}/recall`, { reason: text }))).toBe('bulletin-unknown');
});

test('a unit that subscribes late is sent those that are still valid', async () => {
  const line = {
    kinds: ['risk-assessment'],
    topics: [],
    areas: [],
    languages: [],
    urgentOnly: false,
    delivery: 'immediate',
  };
  const saying = { type: 'subscription-set', unit: UNITS.sn, lines: [line] };
  const draft = await dakar.post<{ id: string }>('/directory/drafts', { author: UNITS.sn, saying });
  await dakar.post(`/directory/drafts/${draft.id}/signature`, {});
  const held = async () => (await listed(dakar)).length === 1 || undefined;
  await until('Dakar has it', async () => {
    if (await held()) return true;
    // Lisbon answers by the directory that it knows: it is asked until it knows of the subscription.
    await dakar.post('/catch-up', { unit: UNITS.sn });
    return undefined;
  });
  expect((await listed(dakar))[0]).toMatchObject({ id });
});

test('how long they are kept is said apart from alerts, and what is due is shown before it is erased', async () => {
  const retention = () =>
    agadez.get<{ days: Record<string, Record<string, number>>; due: { id: string; kind: string }[] }>(
      `/retention?unit=${encodeURIComponent(UNITS.ne!)}`,
    );
  await agadez.put('/retention', { unit: UNITS.ne, kind: 'risk-assessment', purpose: 'information', days: 30 });
  const { days } = await retention();
  expect(days).toMatchObject({ alert: { information: 180 }, 'risk-assessment': { information: 30 } });
  const valid = Date.parse((await shown(agadez)).assessment!.validUntil);
  const aged = (until_: number) =>
    net.network.postgres.query(
      `UPDATE bulletin_index SET valid_until = ${until_} WHERE message_id = '${id}'`,
      [],
      'liaison_ne',
    );
  await aged(Date.now() - 60 * 86_400_000);
  expect((await retention()).due).toEqual([expect.objectContaining({ id, kind: 'risk-assessment' })]);
  await aged(valid);
});

test('its author takes it back: it is erased where it is, and found by nobody any more', async () => {
  const reason = { language: 'pt', text: 'Os dados estavam errados.' };
  const recalled = await lisbon.post<{ recalledFrom: string[] }>(`/assessments/${id}/recall`, { reason });
  expect(recalled.recalledFrom).toContain(UNITS.ne);
  const view = await until('it is erased at Agadez', async () => {
    const now = await shown(agadez);
    return now.recall ? now : undefined;
  });
  expect(view).toMatchObject({ assessment: null, recall: { reason }, sources: [] });
  await until('it is told', async () => (await told(agadez, 'risk-assessment-recalled')).length === 1 || undefined);
  expect(await listed(agadez, '?q=dispersals')).toEqual([]);
  await until('both have confirmed', async () => {
    const { delivery } = await shown(lisbon);
    return delivery.every(({ state }) => state === 'erased') || undefined;
  });
});

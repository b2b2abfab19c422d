import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import {
  alertTitled,
  type Posted,
  post,
  refusal,
  type Shown,
  TestNetwork,
  timesHeld,
  UNITS,
  untilHeld,
} from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** From an empty page in Agadez to what leaves the node: two officers of one unit. */
let net: TestNetwork;
let first: NodeApi;
let second: NodeApi;
let lisbon: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('writing');
  [first, lisbon] = await net.officers();
  second = await net.secondOfficer('ne');
});
afterAll(() => net?.stop());

interface Draft {
  id: string;
  version: number;
  savedBy: string;
  releaseAskedBy: string | null;
  body: Record<string, unknown>;
  faults: { field: string }[];
  warnings: object[];
}
const begin = (officer: NodeApi, alert: object) =>
  officer.post<Draft>('/bulletin-drafts/alert', { unit: UNITS.ne, body: alert });
const save = (officer: NodeApi, { id, version }: Draft, alert: object) =>
  officer.put<Draft>(`/bulletin-drafts/alert/${id}`, { version, body: alert });
const ask = (officer: NodeApi, { id, version }: Draft) =>
  officer.post<Draft>(`/bulletin-drafts/alert/${id}/release-request`, { version });
const release = (officer: NodeApi, { id, version }: Draft, more: object = { undoSeconds: 0 }) =>
  officer.post<Posted>(`/bulletin-drafts/alert/${id}/release`, { version, ...more });

describe('writing', () => {
  test('what is half written is kept, over a restart too, and says what is missing', async () => {
    const draft = await begin(first, { title: { language: 'fr', text: 'À demi écrite' } });
    expect(draft.faults.map((one) => one.field)).toEqual(
      expect.arrayContaining(['offence', 'summary', 'evaluation', 'validUntil']),
    );
    expect(await refusal(release(first, draft))).toBe('fields-wrong');
    await net.network.nodes.get('ne')!.kill();
    await net.network.startNode('ne');
    expect(await first.get(`/bulletin-drafts/alert/${draft.id}`)).toMatchObject({
      body: { title: { text: 'À demi écrite' } },
      version: 1,
    });
  });

  test('two officers in one draft: the later saving is told of the earlier, and nothing of either is lost', async () => {
    const draft = await begin(first, { title: { language: 'fr', text: 'À deux' } });
    const mine = await save(first, draft, { title: { language: 'fr', text: 'De la première' } });
    expect(await refusal(save(second, draft, { title: { language: 'fr', text: 'Du second' } }))).toBe('draft-changed');
    expect(await second.get(`/bulletin-drafts/alert/${draft.id}`)).toMatchObject({
      savedBy: 'agadez',
      body: { title: { text: 'De la première' } },
    });
    expect(await save(second, mine, { title: { language: 'fr', text: 'Du second' } })).toMatchObject({
      version: 3,
      savedBy: 'agadez-2',
    });
  });

  test('a name or a telephone in free text is warned of as one writes', async () => {
    const draft = await begin(first, { summary: { language: 'fr', text: 'Mme Aïssata Exemple, +227 96 12 34 56' } });
    expect(draft.warnings).toEqual([
      { field: 'summary.text', looksLike: 'telephone', found: '+227 96 12 34 56' },
      { field: 'summary.text', looksLike: 'person', found: 'Mme Aïssata Exemple' },
    ]);
  });

  test('who opened, saved and discarded it is in the audit log, a line each however often it is saved', async () => {
    let draft = await begin(first, {});
    for (const title of ['Un', 'Deux', 'Trois'])
      draft = await save(first, draft, { title: { language: 'fr', text: title } });
    await second.get(`/bulletin-drafts/alert/${draft.id}`);
    await second.delete(`/bulletin-drafts/alert/${draft.id}`);
    const { lines } = await second.get<{ lines: { officer: string; action: string; subject: string }[] }>(
      `/audit?unit=${UNITS.ne}&limit=500`,
    );
    const ofIt = lines.filter((line) => line.subject === draft.id).map((line) => [line.officer, line.action]);
    expect(ofIt.reverse()).toEqual([
      ['agadez', 'alert-drafted'],
      ['agadez', 'draft-saved'],
      ['agadez-2', 'draft-opened'],
      ['agadez-2', 'draft-discarded'],
    ]);
  });

  test('another member’s officer sees none of it', async () => {
    const draft = await begin(first, {});
    expect(await refusal(lisbon.get(`/bulletin-drafts/alert/${draft.id}`))).toBe('draft-unknown');
  });
});

describe('releasing', () => {
  test('within the time to undo it comes back, and nobody has it', async () => {
    const draft = await begin(first, await alertTitled('Undone'));
    const { id } = await release(first, draft, { undoSeconds: 60 });
    expect((await first.get<Shown>(`/bulletins/alert/${id}`)).delivery.every((one) => one.state === 'queued')).toBe(
      true,
    );
    await first.delete(`/bulletins/alert/${id}`);
    const again = await release(first, await begin(first, await alertTitled('Undone')));
    await untilHeld(lisbon, again.id);
    expect(await timesHeld(lisbon, id)).toBe(0);
    expect(await refusal(first.delete(`/bulletins/alert/${again.id}`))).toBe('too-late');
  });

  test('under embargo nothing leaves before its time', async () => {
    const embargoUntil = new Date(Date.now() + 3000).toISOString();
    const { id } = await release(first, await begin(first, await alertTitled('Embargo')), {
      undoSeconds: 0,
      embargoUntil,
    });
    await untilHeld(lisbon, id);
    const { bulletins: alerts } = await lisbon.get<{ bulletins: { id: string; storedAt: string }[] }>(
      '/bulletins/alert',
    );
    expect(alerts.find((one) => one.id === id)!.storedAt >= embargoUntil).toBe(true);
  });

  test('the same is released once more only on purpose', async () => {
    const alert = await alertTitled('Once more');
    await release(first, await begin(first, alert));
    const twice = await begin(first, alert);
    expect(await refusal(release(first, twice))).toBe('already-posted');
    expect(await release(first, twice, { undoSeconds: 0, again: true })).toMatchObject({ id: expect.any(String) });
  });

  test('a dry run checks and finds all that a release would, and sends nothing', async () => {
    const sent = async () =>
      (await first.get<{ bulletins: object[] }>('/bulletins/alert?box=out&limit=200')).bulletins.length;
    const before = await sent();
    const draft = await begin(first, await alertTitled('Rehearsed'));
    const rehearsed = await first.post<Posted>(`/bulletin-drafts/alert/${draft.id}/dry-run`, {
      version: draft.version,
    });
    expect(rehearsed.audience).toContainEqual(expect.objectContaining({ unit: UNITS.pt, receives: true }));
    const half = await begin(first, { title: { language: 'fr', text: 'À demi' } });
    expect(await refusal(first.post(`/bulletin-drafts/alert/${half.id}/dry-run`, { version: half.version }))).toBe(
      'fields-wrong',
    );
    expect(
      await refusal(lisbon.post('/bulletins/alert/dry-run', { unit: UNITS.ne, body: await alertTitled('x') })),
    ).toBe('role-missing');
    expect(await sent()).toBe(before);
  });

  test('what would be over before anybody has it is not released', async () => {
    const past = await begin(first, { ...(await alertTitled('Over')), validUntil: '2025-01-01T00:00:00Z' });
    expect(await refusal(release(first, past))).toBe('over-before-sent');
    const soon = await begin(first, {
      ...(await alertTitled('Soon over')),
      validUntil: new Date(Date.now() + 60_000).toISOString(),
    });
    const embargoUntil = new Date(Date.now() + 120_000).toISOString();
    expect(await refusal(release(first, soon, { undoSeconds: 0, embargoUntil }))).toBe('over-before-sent');
  });

  test('an earlier alert is a template for the next', async () => {
    const { id } = await release(first, await begin(first, await alertTitled('Template')));
    const copy = await first.post<Draft>('/bulletin-drafts/alert', { unit: UNITS.ne, from: id });
    expect(copy).toMatchObject({ faults: [], body: { title: { text: 'Template' } } });
  });
});

describe('where the member’s policy asks for two officers', () => {
  beforeAll(async () => {
    await net.releaseByTwo('ne');
  });

  test('one alone does not release, neither at once nor by asking and releasing', async () => {
    expect(await refusal(first.post('/bulletins/alert', { unit: UNITS.ne, body: await alertTitled('Alone') }))).toBe(
      'second-officer-needed',
    );
    const asked = await ask(first, await begin(first, await alertTitled('Alone')));
    expect(asked.releaseAskedBy).toBe('agadez');
    expect(await refusal(release(first, asked))).toBe('second-officer-needed');
  });

  test('what the second officer releases is what was asked; who changes it takes the question back', async () => {
    const asked = await ask(first, await begin(first, await alertTitled('By two')));
    const changed = await save(first, asked, await alertTitled('Changed since'));
    expect(changed.releaseAskedBy).toBeNull();
    expect(await refusal(release(second, asked))).toBe('draft-changed');
    const { id } = await release(second, await ask(first, changed));
    await untilHeld(lisbon, id);
    const { lines } = await second.get<{ lines: object[] }>(`/audit?unit=${UNITS.ne}&action=alert-posted&limit=1`);
    expect(lines).toEqual([expect.objectContaining({ officer: 'agadez-2', why: 'asked by agadez' })]);
    expect(await refusal(second.get(`/bulletin-drafts/alert/${changed.id}`))).toBe('draft-unknown');
  });

  describe('passing on', () => {
    const reason = { language: 'en', text: 'They see the same convoy.' };
    interface Requests {
      requests: { id: string; granted: boolean | null; releaseAskedBy: string | null }[];
    }
    /** @returns the request's id, once the author has it */
    async function shareAsked(id: string, asker: NodeApi, author: NodeApi): Promise<string> {
      await untilHeld(asker, id);
      const asked = await asker.post<{ id: string }>(`/bulletins/alert/${id}/share-requests`, {
        recipients: [UNITS.sn],
        reason,
      });
      await until('it is asked', async () => (await standing(author, asked.id)) && true);
      return asked.id;
    }
    const standing = async (officer: NodeApi, id: string) =>
      (await officer.get<Requests>('/share-requests')).requests.find((one) => one.id === id);
    const decide = (officer: NodeApi, id: string, decision: object) =>
      refusal(officer.post(`/share-requests/${id}/decision`, decision));
    const pass = (officer: NodeApi, id: string) => refusal(officer.post(`/share-requests/${id}/share`, {}));
    const whyOf = async (action: string) => {
      const query = `/audit?unit=${UNITS.ne}&action=${action}&limit=1`;
      return (await second.get<{ lines: { officer: string; why: string }[] }>(query)).lines[0];
    };

    test('is granted by two, for no longer than the first one asked; refused by one', async () => {
      const { id } = await release(second, await ask(first, await begin(first, await alertTitled('To be granted'))));
      const [granted, refused] = [await shareAsked(id, lisbon, first), await shareAsked(id, lisbon, first)];
      expect(await decide(first, granted, { granted: true, days: 7 })).toBe('second-officer-needed');
      await first.post(`/share-requests/${granted}/decision/release-request`, { days: 7 });
      expect(await standing(second, granted)).toMatchObject({ granted: null, releaseAskedBy: 'agadez' });
      expect(await decide(first, granted, { granted: true, days: 7 })).toBe('second-officer-needed');
      expect(await decide(second, granted, { granted: true, days: 8 })).toBe('second-officer-needed');
      expect(await decide(second, granted, { granted: true, days: 7 })).toBe('taken');
      expect(await whyOf('share-decided')).toMatchObject({
        officer: 'agadez-2',
        why: `granted to ${UNITS.pt}, asked by agadez`,
      });
      expect(await refusal(first.post(`/share-requests/${granted}/decision/release-request`, {}))).toBe(
        'decided-already',
      );
      expect(await decide(first, refused, { granted: false })).toBe('taken');
    });

    test('is done by two, and asked anew the next time', async () => {
      const { id } = await post(lisbon, 'pt', 'To be passed on');
      const request = await shareAsked(id, first, lisbon);
      expect(await refusal(first.post(`/share-requests/${request}/share/release-request`, {}))).toBe('not-granted');
      expect(await decide(lisbon, request, { granted: true })).toBe('taken');
      await until('it is granted', async () => (await standing(first, request))?.granted || undefined);
      expect(await pass(first, request)).toBe('second-officer-needed');
      await first.post(`/share-requests/${request}/share/release-request`, {});
      expect(await pass(first, request)).toBe('second-officer-needed');
      expect(await pass(second, request)).toBe('taken');
      expect(await whyOf('alert-shared')).toMatchObject({
        officer: 'agadez-2',
        why: expect.stringContaining(`to ${UNITS.sn}, asked by agadez`),
      });
      expect(await pass(second, request)).toBe('second-officer-needed');
    });
  });
});

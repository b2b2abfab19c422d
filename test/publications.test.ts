import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentOf, uploadFile } from '#apps/cli/src/upload.js';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import type { RiskAssessment } from '#libs/kinds/risk-assessment/assessment.js';
import { post, refusal, type Shown, TestNetwork, UNITS, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';
import { type Succeeding, says, succeeding, terminal, uuidIn } from './support/terminal.js';

/** What units publish beside alerts: evaluations of risk, and practice notes. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let id: string;

type View = Omit<Shown, 'body'> & {
  readonly body: RiskAssessment | null;
  readonly sources: readonly { readonly standing: string }[];
};
interface List {
  readonly bulletins: readonly { readonly id: string; readonly title: string; readonly read: boolean }[];
}

beforeAll(async () => {
  net = await TestNetwork.start('publications');
  [agadez, lisbon, dakar] = await net.officers();
  const { id: cited } = await post(agadez, 'ne', 'Night convoy');
  await untilHeld(lisbon, cited);
  const sample = JSON.parse(await readFile('examples/risk-assessments/night-convoys.json', 'utf8'));
  sample.judgements[0].citations = [{ author: UNITS.ne, alert: cited }];
  const assessment = { ...sample, handling: { ...sample.handling, namedUnits: [UNITS.ne] } };
  ({ id } = await lisbon.post<{ id: string }>('/bulletins/risk-assessment', { unit: UNITS.pt, body: assessment }));
});
afterAll(() => net?.stop());

async function subscribe(officer: NodeApi, unit: string, kinds: readonly string[]): Promise<void> {
  const line = { kinds, topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'immediate' };
  const saying = { type: 'subscription-set', unit, lines: [line] };
  const draft = await officer.post<{ id: string }>('/directory/drafts', { author: unit, saying });
  await officer.post(`/directory/drafts/${draft.id}/signature`, {});
}
const listed = async (officer: NodeApi, query = '') =>
  (await officer.get<List>(`/bulletins/risk-assessment${query}`)).bulletins;
const shown = (officer: NodeApi) => officer.get<View>(`/bulletins/risk-assessment/${id}`);
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
  const { body, sources } = await shown(agadez);
  expect(body?.judgements).toHaveLength(1);
  expect(sources).toEqual([expect.objectContaining({ standing: 'valid' })]);
  const text = { language: 'fr', text: 'Les départs sont passés au mardi.' };
  await agadez.post(`/bulletins/risk-assessment/${id}/replies`, { type: 'contradiction', text });
  const { replies, delivery } = await until('it is there', async () => {
    const view = await shown(lisbon);
    return view.replies.length > 0 ? view : undefined;
  });
  expect(replies).toEqual([expect.objectContaining({ from: UNITS.ne, type: 'contradiction', text })]);
  expect(delivery).toEqual([expect.objectContaining({ unit: UNITS.ne, state: 'opened' })]);
  expect(await refusal(lisbon.post(`/bulletins/risk-assessment/${id}/reminder`, {}))).toBe('all-opened');
});

test('a sighting is no answer to one, and an alert’s address has none of them', async () => {
  const text = { language: 'fr', text: 'Vu.' };
  expect(await refusal(agadez.post(`/bulletins/risk-assessment/${id}/replies`, { type: 'sighting', text }))).toBe(
    'fields-wrong',
  );
  expect(await refusal(agadez.get(`/bulletins/alert/${id}`))).toBe('bulletin-unknown');
  expect(await refusal(lisbon.post(`/bulletins/alert/${id}/recall`, { reason: text }))).toBe('bulletin-unknown');
});

test('a unit that subscribes late is sent those that are still valid', async () => {
  await subscribe(dakar, UNITS.sn!, ['risk-assessment', 'practice-note']);
  const held = async () => (await listed(dakar)).length === 1 || undefined;
  await until('Dakar has it', async () => {
    if (await held()) return true;
    // Lisbon answers by the directory that it knows: it is asked until it knows of the subscription.
    await dakar.post('/catch-up', { unit: UNITS.sn });
    return undefined;
  });
  expect((await listed(dakar))[0]).toMatchObject({ id });
});

test('one is exported as it was posted, and on paper in the reader’s language; the audit log says what for', async () => {
  const asked = { bulletins: [id], why: 'For the regional observatory' };
  const exported = (more: object) => agadez.postForBytes('/bulletins/risk-assessment/exports', { ...asked, ...more });
  const { kind, bulletins } = JSON.parse(Buffer.from(await exported({ format: 'json' })).toString('utf8'));
  expect(kind).toBe('risk-assessment');
  expect(bulletins).toEqual([
    { id, sender: UNITS.pt, createdAt: expect.any(String), body: (await shown(agadez)).body },
  ]);
  const paper = Buffer.from(await exported({ format: 'pdf', language: 'ar' }));
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  expect(paper.toString('latin1')).toMatch(/pdfaid:part>2</);
  expect(await refusal(exported({ format: 'stix' }))).toBe('fields-wrong');
  const auditor = await net.secondOfficer('ne');
  const { lines } = await auditor.get<{ lines: object[] }>('/audit?action=risk-assessment-exported');
  expect(lines).toContainEqual(
    expect.objectContaining({ subject: expect.stringContaining(id), why: 'json: For the regional observatory' }),
  );
});

test('how long they are kept is said apart from alerts, and what is due is shown before it is erased', async () => {
  const retention = () =>
    agadez.get<{ days: Record<string, Record<string, number>>; due: { id: string; kind: string }[] }>(
      `/retention?unit=${encodeURIComponent(UNITS.ne!)}`,
    );
  await agadez.put('/retention', { unit: UNITS.ne, kind: 'risk-assessment', purpose: 'information', days: 30 });
  const { days } = await retention();
  expect(days).toMatchObject({ alert: { information: 180 }, 'risk-assessment': { information: 30 } });
  const valid = Date.parse((await shown(agadez)).body!.validUntil);
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
  const recalled = await lisbon.post<{ recalledFrom: string[] }>(`/bulletins/risk-assessment/${id}/recall`, { reason });
  expect(recalled.recalledFrom).toContain(UNITS.ne);
  const view = await until('it is erased at Agadez', async () => {
    const now = await shown(agadez);
    return now.recall ? now : undefined;
  });
  expect(view).toMatchObject({ body: null, recall: { reason }, sources: [] });
  await until('it is told', async () => (await told(agadez, 'risk-assessment-recalled')).length === 1 || undefined);
  expect(await listed(agadez, '?q=dispersals')).toEqual([]);
  await until('both have confirmed', async () => {
    const { delivery } = await shown(lisbon);
    return delivery.every(({ state }) => state === 'erased') || undefined;
  });
});

describe('a practice note', () => {
  const AT = '/bulletins/practice-note';
  const DRAFTS = '/bulletin-drafts/practice-note';
  let example: { editions: { language: string; title: string; practice: string }[] } & Record<string, unknown>;
  let note: string;
  const found = async (query: string) => (await dakar.get<List>(`${AT}?${query}`)).bulletins.map((line) => line.id);

  beforeAll(async () => {
    example = JSON.parse(await readFile('examples/practice-notes/hearing-a-witness-by-video.json', 'utf8'));
  });

  test('is kept as far as it is written, and says what is missing', async () => {
    const [french] = example.editions;
    const half = { editions: [french, french], handling: example.handling };
    const { faults } = await agadez.post<{ faults: { field: string }[] }>(DRAFTS, { unit: UNITS.ne, body: half });
    expect(faults.map(({ field }) => field).sort()).toEqual(['editions[1].language', 'topics', 'validUntil']);
  });

  test('goes with its attachment to those who subscribe, and is found in each of its languages', async () => {
    const described = { unit: UNITS.ne!, fileName: 'room.txt', mediaType: 'text/plain' };
    const { name } = await uploadFile(agadez.typed, described, contentOf(Buffer.from('The room, drawn.')));
    const body = { ...example, files: [{ name }] };
    const draft = await agadez.post<{ id: string; version: number; faults: [] }>(DRAFTS, { unit: UNITS.ne, body });
    expect(draft.faults).toEqual([]);
    const released = await until('Agadez knows who subscribes', async () => {
      const { audience } = await agadez.post<{ audience: { unit: string; receives: boolean }[] }>(
        `${DRAFTS}/${draft.id}/dry-run`,
        { version: draft.version },
      );
      return audience.some(({ unit, receives }) => unit === UNITS.sn && receives) || undefined;
    }).then(() =>
      agadez.post<{ id: string }>(`${DRAFTS}/${draft.id}/release`, { version: draft.version, undoSeconds: 0 }),
    );
    note = released.id;
    // It is in the list before its words are.
    await until('Dakar finds it', async () => (await found('q=interprète')).includes(note) || undefined);
    expect(await found('q=interprète')).toEqual([note]);
    expect(await found('q=shelter')).toEqual([note]);
    expect(await found('function=prosecution&topic=video-link')).toEqual([note]);
    expect(await found('function=observatory')).toEqual([]);
    const { files } = await until('its file has come', async () => {
      const view = await dakar.get<{ files: { name: string; state: string }[] }>(`${AT}/${note}`);
      return view.files[0]?.state === 'here' ? view : undefined;
    });
    const file = await new Response(await dakar.download(`${AT}/${note}/files/${files[0]!.name}`)).text();
    expect(file).toBe('The room, drawn.');
  });

  test('is answered, and a later version takes its place and says what changed', async () => {
    const text = { language: 'fr', text: 'Chez nous, la liaison est essayée deux fois.' };
    await dakar.post(`${AT}/${note}/replies`, { type: 'addition', text });
    await until('the answer is there', async () => {
      const { replies } = await agadez.get<{ replies: { type: string; text: unknown }[] }>(`${AT}/${note}`);
      return replies.some((reply) => reply.type === 'addition') || undefined;
    });
    const [french, english] = example.editions;
    const replaces = { bulletin: note, as: 'amended', note: { language: 'fr', text: 'Deux essais.' } };
    const editions = [{ ...french!, practice: 'La liaison est essayée deux fois.' }, english];
    const { id: later } = await agadez.post<{ id: string }>(AT, {
      unit: UNITS.ne,
      body: { ...example, editions, replaces },
    });
    await until('Dakar has it', async () => (await found('')).includes(later) || undefined);
    expect(await dakar.get(`${AT}/${note}`)).toMatchObject({ replacedBy: later });
    expect(await dakar.get(`${AT}/${later}`)).toMatchObject({
      changes: [expect.objectContaining({ field: 'editions[0].practice', after: 'La liaison est essayée deux fois.' })],
    });
  });

  test('is written, released by two, read in two languages, answered, kept and replaced at terminals', async () => {
    const home = await mkdtemp(join(tmpdir(), 'liaison-note-'));
    const at = (member: string, signIn: SignIn): Promise<Succeeding> =>
      succeeding(terminal(join(home, `${signIn.name}.json`)), net.network.nodeUrl(member), signIn);
    const [writer, second, reader] = await Promise.all([
      at('ne', net.network.signIn('ne')),
      at('ne', net.network.secondSignIn('ne')!),
      at('pt', net.network.signIn('pt')),
    ]);
    const kind = ['--kind', 'practice-note'];
    const idIn = (said: string): string => /\b01[0-9A-HJKMNP-TV-Z]{24}\b/.exec(said)![0];
    const fileWith = async (change: object): Promise<string> => {
      const file = join(home, 'note.json');
      await writeFile(file, JSON.stringify({ ...example, topics: ['video-link', 'shelters'], ...change }));
      return file;
    };

    await reader('subscribe', UNITS.pt!, ...kind, '--topic', 'video-link', '--add', '--sign');
    await says(writer, ['units'], /pt\/police-lisboa.*practice-note/);
    await net.releaseByTwo('ne');
    expect(await writer('draft', 'save', await fileWith({ validUntil: undefined }), ...kind)).toMatch(/validUntil/);
    await writeFile(join(home, 'room.txt'), 'The room, drawn.');
    const whole = await fileWith({ files: [{ path: 'room.txt' }] });
    const draft = uuidIn(await writer('bulletin', 'post', whole, ...kind));
    // The command that releases it is what the second officer is told.
    expect(await second('notifications')).toMatch(new RegExp(`liaison draft release --kind practice-note\\s+${draft}`));
    const posted = idIn(await second('draft', 'release', draft, ...kind, '--undo', '0'));

    await says(reader, ['bulletin', 'list', ...kind, '--find', 'interprète'], posted);
    const show = (language: string) => reader('bulletin', 'show', posted, ...kind, '--language', language);
    const french = await show('fr');
    expect(french).toMatch(/Destinée à\s+unité de police spécialisée, parquet/);
    expect(french).toContain('L’interprète est du même côté que la victime.');
    expect(french).toContain('Signed by ne/police-agadez');
    expect(await show('en')).toContain('The interpreter sits on the victim’s side.');
    const [, name] = /liaison file save (\S+) --bulletin/.exec(french)!;
    const kept = join(home, 'kept.txt');
    await until('its file is here', () =>
      reader('file', 'save', name!, '--bulletin', posted, ...kind, '--output', kept).then(
        () => true,
        () => undefined,
      ),
    );
    expect(await readFile(kept, 'utf8')).toBe('The room, drawn.');
    await reader(
      'bulletin',
      'reply',
      posted,
      ...kind,
      '--type',
      'acted-on',
      '--text',
      'Também aqui.',
      '--language',
      'pt',
    );
    expect(await says(writer, ['bulletin', 'show', posted, ...kind], 'acted-on')).toContain('Também aqui.');

    const [first, english] = example.editions;
    const changed = await fileWith({
      editions: [{ ...first!, practice: 'La liaison est essayée deux fois.' }, english],
    });
    const how = ['--as', 'amended', '--note', 'Deux essais.', '--language', 'fr'];
    const asked = uuidIn(await writer('bulletin', 'replace', posted, changed, ...kind, ...how));
    const later = idIn(await second('draft', 'release', asked, ...kind, '--undo', '0'));
    expect(await says(reader, ['bulletin', 'show', later, ...kind, '--language', 'fr'], 'Deux essais.')).toMatch(
      /Langues › 1 › Pratique[\s\S]*essayée deux fois/,
    );
    expect(await reader('bulletin', 'show', posted, ...kind)).toContain(`REPLACED by ${later}`);
    await rm(home, { recursive: true, force: true });
  });

  test('is no alert: neither passed on, exported as one, nor compared', async () => {
    const reason = { language: 'fr', text: 'Pour Lisbonne' };
    expect(
      await refusal(dakar.post(`/bulletins/alert/${note}/share-requests`, { recipients: [UNITS.pt], reason })),
    ).toBe('bulletin-unknown');
    expect(
      await refusal(dakar.post('/bulletins/alert/exports', { format: 'stix', bulletins: [note], why: 'To see' })),
    ).toBe('export-refused');
    expect(await refusal(dakar.get(`/bulletins/alert/${note}/similar`))).toBe('bulletin-unknown');
  });
});

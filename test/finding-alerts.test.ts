import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { alertTitled, type Listed, type Posted, refusal, TestNetwork, UNITS, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** A unit in Lisbon finds, compares and groups what Agadez and Dakar post. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('finding');
  [agadez, lisbon, dakar] = await net.officers();
});
afterAll(() => net?.stop());

interface Told {
  id: string;
  type: string;
  subject: string;
  officer: string | null;
}
interface Network {
  id: string;
  state: string;
  name: string | null;
  members: { id: string; confirmed: boolean }[];
  links: { a: string; b: string; score: number; reasons: { signal: string; shared: string[] }[] }[];
}

const text = (language: string, words: string) => ({ language, text: words });
async function send(officer: NodeApi, member: string, change: object): Promise<string> {
  const alert = { ...(await alertTitled('x')), ...change };
  const { id } = await officer.post<Posted>('/bulletins/alert', { unit: UNITS[member], body: alert });
  await untilHeld(lisbon, id);
  return id;
}
const found = async (query: string, officer = lisbon): Promise<string[]> =>
  (await officer.get<Listed>(`/bulletins/alert?${query}`)).bulletins.map((alert) => alert.id);
const untilFound = (query: string, id: string) =>
  until('the alert is found', async () => (await found(query)).includes(id) || undefined);
const told = async (officer: NodeApi): Promise<Told[]> =>
  (await officer.get<{ notifications: Told[] }>('/notifications?limit=200')).notifications;

describe('searching', () => {
  let convoy: string;
  let boats: string;

  beforeAll(async () => {
    convoy = await send(agadez, 'ne', {
      title: text('fr', 'Convois nocturnes vers Sabhā'),
      summary: text('fr', 'Les passagères sont emmenées par une piste abandonnée.'),
      indicators: [{ type: 'plate', country: 'NE', value: '8A 3921', confidence: 'high' }],
    });
    boats = await send(dakar, 'sn', {
      title: text('ar', 'قوارب صيد من مبور إلى الجزر'),
      summary: text('ar', 'ينتظر القارب المهاجرين بعيدا عن الشاطئ'),
      topics: ['sea-crossing'],
      urgent: false,
      network: undefined,
      methods: undefined,
      documents: [],
      lessons: [],
      technology: [],
      risk: { likelihood: 'low', impact: 'high', reasons: [] },
      indicators: [{ type: 'telephone', value: '+221 77 123 45 67', confidence: 'low' }],
      routes: [{ points: [{ role: 'embarkation', place: 'Mbour', country: 'SN' }] }],
    });
    await untilFound('q=convoi', convoy);
    await untilFound(`q=${encodeURIComponent('قارب')}`, boats);
  });

  test.each([
    ['another form of the word', 'passagère'],
    ['without its accents', 'piste abandonnee'],
    ['words that follow each other', '"piste abandonnée"'],
    ['a place spelt otherwise', 'Sebha'],
    ['a place in another script', 'سبها'],
    ['a registration plate as it is written', '8a-3921'],
    ['one of two words', 'ferry OR convoi'],
    ['without a word that it does not have', 'convoi -bateau'],
  ])('%s: %s', async (_, q) => {
    expect(await found(`q=${encodeURIComponent(q)}`)).toEqual([convoy]);
  });

  test.each([
    ['words in another order, between quotation marks', '"abandonnée piste"'],
    ['a word that is to be left out', 'convoi -piste'],
    ['a word that no alert has', 'hippopotame'],
  ])('%s finds nothing: %s', async (_, q) => {
    expect(await found(`q=${encodeURIComponent(q)}`)).toEqual([]);
  });

  test('Arabic by another form of its word, and a number however it is spaced', async () => {
    expect(await found(`q=${encodeURIComponent('القوارب')}`)).toEqual([boats]);
    expect(await found(`q=${encodeURIComponent('+221 77-123 45 67')}`)).toEqual([boats]);
  });

  test('filters all have to hold', async () => {
    expect(await found('country=SN')).toEqual([boats]);
    expect(await found('topic=sea-crossing&urgent=no')).toEqual([boats]);
    expect(await found('method=night-convoy&country=LY&sender=ne%2Fpolice-agadez')).toEqual([convoy]);
    expect(await found('country=SN&method=night-convoy')).toEqual([]);
    expect(await found('state=expired')).toEqual([]);
    expect(await found('unread=yes')).toEqual([boats, convoy]);
    await lisbon.get(`/bulletins/alert/${convoy}`);
    expect(await found('unread=yes')).toEqual([boats]);
  });

  test('no word of it lies readable in the database, and the search itself is in the audit log for auditors', async () => {
    const { rows } = await net.network.postgres.query(
      `SELECT words::text || coalesce((SELECT string_agg(word, ' ') FROM search_word), '') AS kept FROM bulletin_index`,
      [],
      'liaison_pt',
    );
    for (const { kept } of rows) expect(kept).not.toMatch(/convoi|sabha|piste|3921|مبور/i);
    const auditor = await net.secondOfficer('pt');
    const { lines } = await auditor.get<{ lines: { subject: string }[] }>('/audit?action=alert-searched&limit=500');
    expect(lines.map((line) => line.subject)).toContain('"piste abandonnée"');
    const { rows: kept } = await net.network.postgres.query(
      `SELECT subject FROM audit WHERE action = 'alert-searched'`,
      [],
      'liaison_pt',
    );
    expect(kept.every((row) => row.subject.startsWith('sealed:'))).toBe(true);
  });

  test('a saved search tells its officer of what it finds from then on, live; nobody else', async () => {
    const saved = await lisbon.post<{ id: string }>('/searches', {
      kind: 'alert',
      unit: UNITS.pt,
      name: 'Zouerate',
      filters: { q: 'Zouerate', offence: 'smuggling' },
    });
    const events = await lisbon.download('/events');
    const reader = events.pipeThrough(new TextDecoderStream()).getReader();
    const id = await send(dakar, 'sn', { title: text('fr', 'Un dépôt près de Zouérat') });
    let heard = '';
    while (!heard.includes('search-found')) heard += (await reader.read()).value;
    await reader.cancel();
    expect(heard).toContain(id);
    expect(await told(lisbon)).toContainEqual(
      expect.objectContaining({ type: 'search-found', subject: expect.stringContaining(id), officer: 'lisboa' }),
    );
    expect(await told(await net.secondOfficer('pt'))).not.toContainEqual(
      expect.objectContaining({ type: 'search-found' }),
    );
    await lisbon.delete(`/searches/${saved.id}`);
    expect(await refusal(lisbon.post('/searches', { kind: 'alert', unit: UNITS.pt, name: 'x', filters: {} }))).toBe(
      'nothing-to-look-for',
    );
  });

  test('the stream of events ends with the session', async () => {
    const signedIn = await net.officer('pt');
    const reader = (await signedIn.download('/events')).getReader();
    await signedIn.delete('/session');
    await send(dakar, 'sn', { title: text('fr', 'Après la session') });
    for (;;) {
      const { done, value } = await reader.read();
      expect(Buffer.from(value ?? []).toString()).not.toContain('alert-received');
      if (done) break;
    }
  });

  test('an alert is given to an officer of the unit, with notes that stay in the unit', async () => {
    const unit = encodeURIComponent(UNITS.pt!);
    const { officers } = await lisbon.get<{ officers: { name: string }[] }>(`/officers?unit=${unit}`);
    expect(officers.map((officer) => officer.name)).toEqual(['lisboa', 'lisboa-2']);
    expect(await refusal(agadez.get(`/officers?unit=${unit}`))).toBe('role-missing');
    await lisbon.put(`/bulletins/alert/${convoy}/assignment`, { officer: 'lisboa-2' });
    expect(await found('assigned=lisboa-2')).toEqual([convoy]);
    expect(await refusal(lisbon.put(`/bulletins/alert/${convoy}/assignment`, { officer: 'agadez' }))).toBe(
      'officer-unknown',
    );
    await lisbon.post(`/bulletins/alert/${convoy}/notes`, { text: 'Voir avec la brigade du port.' });
    const { notes } = await (await net.secondOfficer('pt')).get<{ notes: object[] }>(
      `/bulletins/alert/${convoy}/notes`,
    );
    expect(notes).toEqual([expect.objectContaining({ officer: 'lisboa', text: 'Voir avec la brigade du port.' })]);
    expect(await agadez.get(`/bulletins/alert/${convoy}/notes`)).toEqual({ notes: [] });
    const [{ id: note }] = notes as [{ id: string }];
    const second = await net.secondOfficer('pt');
    await expect(second.delete(`/bulletins/alert/${convoy}/notes/${note}`)).rejects.toMatchObject({
      code: 'note-unknown',
    });
    await lisbon.delete(`/bulletins/alert/${convoy}/notes/${note}`);
    expect(await second.get(`/bulletins/alert/${convoy}/notes`)).toEqual({ notes: [] });
  });
});

describe('networks', () => {
  const network = (label: string) => ({
    label,
    aliases: [],
    structure: 'cells',
    roles: [],
    nationalities: [],
    languages: [],
    knownLinks: [],
  });
  let ids: string[];
  const networks = async () => (await lisbon.get<{ networks: Network[] }>('/networks')).networks;
  const withAll = (members: readonly string[]) =>
    until('they are proposed as one network', async () => {
      for (const { id } of await networks()) {
        const shown = await lisbon.get<Network>(`/networks/${id}`);
        if (members.every((one) => shown.members.some((member) => member.id === one))) return shown;
      }
      return undefined;
    });

  beforeAll(async () => {
    const phone = [{ type: 'telephone', value: '+227 90 11 22 33', confidence: 'high' }];
    ids = [
      await send(agadez, 'ne', { title: text('fr', 'Un'), network: network('Muhammad le Vieux'), indicators: phone }),
      await send(dakar, 'sn', { title: text('fr', 'Deux'), network: network('Mohamed Le Vieux'), indicators: phone }),
      await send(agadez, 'ne', { title: text('fr', 'Trois'), network: network('محمد le vieux'), indicators: [] }),
    ];
  });

  test('alerts of two members under three spellings are proposed as one, with the reasons', async () => {
    const proposed = await withAll(ids);
    expect(proposed.state).toBe('proposed');
    const between = proposed.links.find(({ a, b }) =>
      [a, b].every((end) => ids.slice(0, 2).includes(end.slice(0, 26))),
    )!;
    expect(between.reasons).toContainEqual(
      expect.objectContaining({ signal: 'indicator', shared: ['telephone::+22790112233'] }),
    );
    const { similar } = await lisbon.get<{ similar: { id: string }[] }>(`/bulletins/alert/${ids[2]}/similar`);
    expect(similar.map((one) => one.id)).toEqual(expect.arrayContaining(ids.slice(0, 2)));
  });

  test('an analyst confirms, splits, merges, names and exports; what a person took apart stays apart', async () => {
    const { id } = await withAll(ids);
    const confirmed = await lisbon.post<Network>(`/networks/${id}/confirmation`, { name: 'Le Vieux', alerts: ids });
    expect(confirmed).toMatchObject({ state: 'confirmed', name: 'Le Vieux', confirmedBy: 'lisboa' });
    const taken = await lisbon.post<Network>(`/networks/${id}/split`, { alerts: [ids[2]] });
    expect(taken.members.map((one) => one.id)).toEqual([ids[2]]);
    const later = await send(dakar, 'sn', {
      title: text('fr', 'Quatre'),
      network: network('Mohamed le Vieux'),
      indicators: [{ type: 'telephone', value: '+227 90 11 22 33', confidence: 'high' }],
    });
    const joined = await withAll([ids[0]!, ids[1]!, later]);
    expect(joined.members.find((one) => one.id === later)).toMatchObject({ confirmed: false });
    expect(joined.members.map((one) => one.id)).not.toContain(ids[2]);
    const merged = await lisbon.post<Network>(`/networks/${joined.id}/merger`, { with: taken.id });
    expect(merged.members.map((one) => one.id)).toEqual(expect.arrayContaining([...ids, later]));
    expect(await lisbon.put<Network>(`/networks/${merged.id}/name`, { name: 'Vieux' })).toMatchObject({
      name: 'Vieux',
    });
    const graph = await new Response(await lisbon.download(`/networks/${merged.id}/graph?why=Europol`)).text();
    expect(graph).toContain(`<node id="${ids[0]}~`);
    expect(await refusal(agadez.get(`/networks/${merged.id}`))).toBe('network-unknown');
  });

  test('a recall takes an alert out of search, links, networks and notes', async () => {
    await lisbon.post(`/bulletins/alert/${ids[0]}/notes`, { text: 'à effacer' });
    await agadez.post(`/bulletins/alert/${ids[0]}/recall`, { reason: text('fr', 'Faux.') });
    await until('it is erased', async () => !(await found('q=Vieux')).includes(ids[0]!) || undefined);
    const { similar } = await lisbon.get<{ similar: { id: string }[] }>(`/bulletins/alert/${ids[1]}/similar`);
    expect(similar.map((one) => one.id)).not.toContain(ids[0]);
    for (const { id } of await networks()) {
      expect((await lisbon.get<Network>(`/networks/${id}`)).members.map((one) => one.id)).not.toContain(ids[0]);
    }
    const { rows } = await net.network.postgres.query('SELECT count(*)::int AS n FROM bulletin_note', [], 'liaison_pt');
    expect(rows).toEqual([{ n: 0 }]);
  });
});

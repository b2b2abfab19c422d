import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import { Problem } from '#libs/api/problem.js';
import { whereThereIs } from '#libs/testing/where-there-is.js';
import { accessibilityFaults, Consoles, findChromium } from './support/browser.js';
import { TestNetwork } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';
import { type Succeeding, says, succeeding, terminal, uuidIn } from './support/terminal.js';

/** Agadez asks police in Lisbon whose a number is, at night: by terminal, by program, and at a console. */
const KIND = 'information-request';
const REFERENCE = 'NE-POL-2026-0388';
const EXAMPLE = 'examples/information-requests/who-answers-the-telephone.json';
const chromium = await findChromium();
let net: TestNetwork;
let home: string;
let agadez: Succeeding;
let lisbon: Succeeding;
let agadezApi: NodeApi;
let lisbonApi: NodeApi;

interface Seen {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly owed: { who: string; duty: string; clock: string; since: string; dueAt: string; about: number[] }[];
  readonly blocks: { heading: string }[];
  readonly documents: string[];
  readonly erasedAt: string | null;
  readonly timeline: {
    move: string;
    content: object | null;
    withheld: boolean;
    erased: boolean;
    void: { code: string } | null;
  }[];
}
interface Keeping {
  readonly days: Record<string, number | null>;
  readonly dueInAll: number;
  readonly due: { id: string; reference: string | null }[];
  readonly held: { reference: string | null; why: string }[];
}
const at = (member: string, signIn: SignIn): Promise<Succeeding> =>
  succeeding(terminal(join(home, `${signIn.name}.json`)), net.network.nodeUrl(member), signIn);
const example = async () => JSON.parse(await readFile(EXAMPLE, 'utf8'));
const refusalOf = (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => Promise.reject(new Error('it was taken')),
    (error) => (error instanceof Problem ? error : Promise.reject(error)),
  );
/** As programs send it: the terms that the form asks for, and what else is said. */
const begun = async (change: object = {}) => {
  const { requested, reference, language, urgency, ...content } = { ...(await example()), ...change };
  const terms = { requested, reference, language, urgency };
  return { unit: 'ne/police-agadez', kind: KIND, move: 'ask', terms, content };
};
const seenBy = async (api: NodeApi): Promise<Seen> => {
  const { cases } = await api.get<{ cases: { id: string }[] }>(`/cases?kind=${KIND}&named=${REFERENCE}`);
  return api.get<Seen>(`/cases/${cases[0]!.id}`);
};
const standing = (api: NodeApi, status: string): Promise<Seen> =>
  until(`it is ${status}`, async () => {
    const seen = await seenBy(api).catch(() => undefined);
    return seen?.status === status ? seen : undefined;
  });

/** Lines break by the terminal's width. */
const inOneLine = (said: string): string => said.replace(/\s+/g, ' ');

beforeAll(async () => {
  net = await TestNetwork.start('information', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '1', LIAISON_CLOCK_SECONDS: '1' },
  });
  home = await mkdtemp(join(tmpdir(), 'liaison-ask-'));
  agadez = await at('ne', net.network.signIn('ne'));
  lisbon = await at('pt', net.network.signIn('pt'));
  [agadezApi, lisbonApi] = await net.officers();
});
afterAll(async () => {
  await net?.stop();
  await rm(home, { recursive: true, force: true });
});

test('it is asked by police, of police of another state, whole, and with a second officer where it names a person', async () => {
  const post = async (change: object) => refusalOf(agadezApi.post('/cases', await begun(change)));
  expect((await post({ requested: 'pt/central-authority' })).code).toBe('not-between-such-units');
  expect((await post({ questions: [] })).faults.map(({ field }) => field)).toContain('questions');
  expect((await post({ urgencyReason: undefined })).code).toBe('contradiction');
  const person = { type: 'person', id: 'S3', name: 'A. B.' };
  expect((await post({ entities: [...(await example()).entities, person] })).code).toBe('second-officer-needed');
  // "request" is assistance's word, and drafted there: another kind is not asked for a draft.
  expect((await refusalOf(agadezApi.post('/cases', { ...(await begun()), move: 'request' }))).code).toBe(
    'kind-unknown',
  );
  const forms = await agadezApi.get<{ beginnings: Record<string, { terms: { properties: object } }> }>(
    `/cases/forms?kind=${KIND}`,
  );
  expect(Object.keys(forms.beginnings)).toEqual(['ask']);
  // Nobody writes a question twice: the terms have it from the content.
  expect(Object.keys(forms.beginnings.ask!.terms.properties)).not.toContain('questions');
});

test('what names a person is kept for a second officer, who looks at it and releases it', async () => {
  const second = await at('ne', net.network.secondSignIn('ne')!);
  const file = join(home, 'person.json');
  const asked = await example();
  const person = { type: 'person', id: 'S3', name: 'A. B.', nationalities: ['NE'] };
  await writeFile(file, JSON.stringify({ ...asked, reference: 'NE-POL-7', entities: [...asked.entities, person] }));
  const draft = uuidIn(await agadez('case', 'begin', 'ask', file, '--ask'));
  await expect(agadez('case', 'release', draft)).rejects.toThrow(/second officer/);
  expect(await second('case', 'drafts')).toContain('NE-POL-7');
  expect(await second('case', 'release', draft, '--look')).toContain('A. B.');
  expect(await second('case', 'release', draft)).toContain('Begun and sent');
  await says(lisbon, ['case', 'list'], 'NE-POL-7');
  expect(await agadez('case', 'drafts')).toContain('None waits');
});

test('Agadez asks at its terminal; Lisbon is told in the words of the kind, and has eight hours', async () => {
  expect(await agadez('case', 'begin', 'ask', EXAMPLE)).toContain('Begun and sent');
  const due = await says(lisbon, ['case', 'due', '--kind', KIND], REFERENCE);
  expect(inOneLine(due)).toMatch(/pt\/police-lisboa: acknowledge receipt, by .+ \(in 2 hours\)/);
  await says(lisbon, ['notifications', '--all'], 'A request for information came in');
  const seen = await standing(lisbonApi, 'sent');
  const answer = seen.owed.find(({ duty }) => duty === 'answer')!;
  expect(answer).toMatchObject({ who: 'pt/police-lisboa', clock: 'hours', about: [1, 2, 3] });
  expect(Date.parse(answer.dueAt) - Date.parse(answer.since)).toBe(8 * 3_600_000);
  expect(await lisbon('case', 'list', '--kind', 'mutual-legal-assistance')).not.toContain(REFERENCE);
  const shown = inOneLine(await lisbon('case', 'show', REFERENCE, '--language', 'pt', '--why', 'Turno da noite'));
  for (const said of ['Titular do número', 'o número S1 organizou', '+351912345678', 'em aberto'])
    expect(shown).toContain(said);
});

test('Lisbon acknowledges, has the rest made clear, and answers question by question, graded', async () => {
  const does = (...words: string[]) => lisbon('case', 'do', REFERENCE, ...words);
  expect(await lisbon('case', 'moves', REFERENCE)).toMatch(/acknowledge\s+ours\s+reference access/);
  await does('acknowledge', 'reference=77/26', 'access=direct');
  await does('ask-clarification', 'questions=3', '--text', 'Em que período?', '--language', 'pt');
  await says(agadez, ['case', 'due'], /make the\s+question clear/);
  await agadez('case', 'do', REFERENCE, 'clarify', '--text', 'Depuis septembre.', '--language', 'fr');
  await until(
    'Lisbon has it',
    async () => (await seenBy(lisbonApi)).owed.some(({ about }) => about.includes(3)) || undefined,
  );
  await expect(does('answer', 'question=1', 'reply=answered', '--text', 'X')).rejects.toThrow(/graded/);
  await expect(does('answer', 'question=1', 'reply=answered', 'source=A', 'information=1')).rejects.toThrow(
    /says nothing/,
  );
  const annex = join(home, 'anexo.pdf');
  await writeFile(annex, '%PDF-1.7 exemplo');
  await does(
    'answer',
    'question=1',
    'reply=answered',
    'source=A',
    'information=1',
    '--text',
    'Empresa de Setúbal.',
    '--language',
    'pt',
    '--attach',
    annex,
  );
  await does('answer', 'question=2', 'reply=nothing-known');
  await standing(agadezApi, 'partly-answered');
  const shown = inOneLine(await agadez('case', 'show', REFERENCE, '--language', 'fr'));
  for (const term of ['Où se trouvent les informations : directement accessible à la police', 'Questions posées : 3'])
    expect(shown).toContain(term);
  for (const said of ['Empresa de Setúbal.', 'A : source sans aucun doute', 'rien de connu'])
    expect(shown).toContain(said);
});

test('both sides end alike where one withdraws what the other answers at that moment', async () => {
  const move = (api: NodeApi, unit: string, said: object) =>
    seenBy(api).then((seen) => api.post(`/cases/${seen.id}/moves`, { unit, ...said }));
  const both = await Promise.allSettled([
    move(agadezApi, 'ne/police-agadez', { move: 'withdraw', terms: { questions: [3] } }),
    move(lisbonApi, 'pt/police-lisboa', {
      move: 'answer',
      terms: { question: 3, reply: 'refused', ground: 'ongoing-investigation' },
    }),
  ]);
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
  const made = both.filter(({ status }) => status === 'fulfilled').length;
  const [one, two] = await Promise.all(
    [agadezApi, lisbonApi].map((api) =>
      until('both moves are there', async () => {
        const seen = await standing(api, 'answered');
        const those = seen.timeline.filter((each) => ['withdraw', 'answer'].includes(each.move));
        return those.length === 2 + made ? seen : undefined;
      }),
    ),
  );
  const told = ({ timeline }: Seen) => timeline.map((each) => [each.move, each.void?.code]);
  expect(told(one!)).toEqual(told(two!));
});

test('the paper has the request and its answers, and the bundle is verified without a network', async () => {
  const paper = join(home, 'record.pdf');
  await lisbon('case', 'print', REFERENCE, 'record', '--languages', 'pt,fr', '--why', 'dossier', '--output', paper);
  expect((await readFile(paper)).subarray(0, 5).toString()).toBe('%PDF-');
  const bundle = join(home, 'case.zip');
  await until('the log is witnessed that far', () =>
    agadez('case', 'bundle', REFERENCE, '--why', 'dossier', '--output', bundle).then(
      () => true,
      () => undefined,
    ),
  );
  const verified = await terminal(join(home, 'none.json'))(['verify', bundle]);
  expect(verified.out).toMatch(/VERIFIED.*NE-POL-2026-0388[\s\S]*1 Whose number it is: answered/);
});

describe('when it is over, Lisbon keeps it as long as its own rule says', () => {
  const UNIT = 'pt/police-lisboa';
  const weeding = (cases: string[]) => lisbonApi.post('/retention/cases/weeding', { unit: UNIT, cases });
  const keeping = (more = '') => lisbonApi.get<Keeping>(`/retention/cases?unit=${encodeURIComponent(UNIT)}${more}`);
  const inLisbon = async (sql: string) => (await net.network.postgres.query(sql, [], 'liaison_pt')).rows;
  const retention = (...words: string[]) => lisbon('retention', 'cases', ...words, '--unit', UNIT);
  let id: string;
  beforeAll(async () => {
    const seen = await seenBy(agadezApi);
    if (seen.status !== 'closed') await agadez('case', 'do', REFERENCE, 'close');
    ({ id } = await standing(lisbonApi, 'closed'));
    await until('all of it has arrived', async () => {
      const sql = `SELECT 1 FROM case_message m JOIN outbox o USING (message_id) WHERE m.case_id = '${id}' AND NOT o.done`;
      return (await inLisbon(sql)).length === 0 || undefined;
    });
  });

  test('at first without end; what a rule would erase is seen before it is one, and what is open is never among it', async () => {
    expect(await keeping()).toMatchObject({ days: { [KIND]: null }, due: [], held: [] });
    const tried = () => keeping(`&kind=${KIND}&days=30`);
    expect((await tried()).due).toEqual([]);
    // As if all of them had begun, changed and, where they have, ended forty days ago.
    const aged = Date.now() - 40 * 86_400_000;
    await inLisbon(`UPDATE case_thread SET begun_at = ${aged}, changed_at = ${aged},
      ended_at = CASE WHEN ended_at IS NOT NULL THEN ${aged} END`);
    expect(await tried()).toMatchObject({ days: { [KIND]: null }, dueInAll: 1, due: [{ id, reference: REFERENCE }] });
    expect((await keeping(`&kind=${KIND}&days=50`)).due).toEqual([]);
    expect((await refusalOf(weeding([id]))).code).toBe('case-not-due');
    const wanted = terminal(join(home, `${net.network.signIn('pt').name}.json`));
    const asked = await wanted(['retention', 'cases', 'set', KIND, '30', '--unit', UNIT]);
    expect(asked.code).not.toBe(0);
    expect(asked.out).toContain(REFERENCE);
    expect((await keeping()).days).toMatchObject({ [KIND]: null });
  });

  test('a case on hold is kept whatever the rule says, and it is written down who said so and why', async () => {
    await lisbon('case', 'hold', REFERENCE, '--why', 'Recurso pendente');
    expect((await refusalOf(lisbonApi.post(`/retention/cases/${id}/hold`, { unit: UNIT, why: 'X' }))).code).toBe(
      'case-held',
    );
    expect(await seenBy(lisbonApi)).toMatchObject({ hold: { officer: 'lisboa', why: 'Recurso pendente' } });
    expect(await retention('set', KIND, '30')).toContain('kept for 30 days');
    expect(await retention()).toMatch(/ON HOLD[\s\S]*NE-POL-2026-0388[\s\S]*Recurso pendente/);
    expect((await refusalOf(weeding([id]))).code).toBe('case-not-due');
    await lisbon('case', 'hold', REFERENCE, '--end', '--why', 'Recurso decidido');
    expect((await keeping()).due).toEqual([expect.objectContaining({ id })]);
  });

  test('then what was said is erased with its keys and files; who did what stays, and the bundle says why it lacks the rest', async () => {
    const keysSql = `SELECT encode(sealed_record_key, 'hex') AS key FROM message JOIN case_message USING (unit, sender, message_id)
      WHERE case_id = '${id}'`;
    const before = (await inLisbon(keysSql)).map(({ key }) => key);
    expect(await retention('weed', '--yes')).toContain('Erased what was said in 1 cases');
    const after = (await inLisbon(keysSql)).map(({ key }) => key);
    expect(after).toHaveLength(before.length);
    expect(after.filter((key) => before.includes(key))).toEqual([]);
    expect(await inLisbon(`SELECT 1 FROM file WHERE file_name = 'anexo.pdf'`)).toEqual([]);
    const [erased, theirs] = [await seenBy(lisbonApi), await seenBy(agadezApi)];
    expect(erased.timeline.map(({ move }) => move)).toEqual(theirs.timeline.map(({ move }) => move));
    expect(erased.timeline.filter(({ content }) => content !== null)).toEqual([]);
    expect(erased.timeline.filter((one) => one.erased)).toHaveLength(
      theirs.timeline.filter(({ content }) => content !== null).length,
    );
    expect(erased).toMatchObject({ status: 'closed', erasedAt: expect.any(String) });
    expect(theirs).toMatchObject({ erasedAt: null });
    const shown = inOneLine(await lisbon('case', 'show', REFERENCE, '--language', 'pt'));
    expect(shown).toContain('was erased here on');
    expect(shown).toContain('apagado aqui, segundo a regra de conservação dos processos');
    for (const said of ['Empresa de Setúbal', '+351912345678']) expect(shown).not.toContain(said);
    expect(await lisbonApi.get('/cases?q=Set%C3%BAbal')).toMatchObject({ cases: [] });
    expect((await keeping()).due).toEqual([]);

    const bundle = join(home, 'erased.zip');
    await lisbon('case', 'bundle', REFERENCE, '--why', 'dossier', '--output', bundle);
    const verified = await terminal(join(home, 'none.json'))(['verify', bundle]);
    expect(inOneLine(verified.out)).toMatch(
      /VERIFIED, but for what is NOT HELD.*pt\/police-lisboa, which exported this, says that it erased what had been said in the case on/,
    );
    expect(verified.code).toBe(6);
    const auditor = await net.secondOfficer('pt');
    const { lines } = await auditor.get<{ lines: { action: string; why: string }[] }>('/audit?limit=200');
    const kept = lines.filter(({ action }) => action.startsWith('case-hold') || action.endsWith('-held'));
    expect(kept.map(({ action, why }) => [action, why])).toEqual([
      ['case-hold-ended', 'Recurso decidido'],
      ['case-held', 'Recurso pendente'],
    ]);
    expect(lines.filter(({ action }) => action === 'case-weeded')).toHaveLength(1);
  });

  test('what the other side says later is there to be read, and brings back nothing of what was erased', async () => {
    const asked = {
      move: 'ask-consent',
      terms: { number: 1 },
      content: { text: { language: 'fr', text: 'Pour le tribunal.' } },
    };
    await agadezApi.post(`/cases/${id}/moves`, { unit: 'ne/police-agadez', ...asked });
    const seen = await until('it is in Lisbon', async () => {
      const { timeline } = await seenBy(lisbonApi);
      return timeline.at(-1)!.move === 'ask-consent' ? timeline : undefined;
    });
    expect(seen.filter(({ content }) => content !== null)).toEqual([
      expect.objectContaining({ move: 'ask-consent', erased: false }),
    ]);
    const decided = { move: 'decide-consent', terms: { number: 1, granted: true } };
    await lisbonApi.post(`/cases/${id}/moves`, { unit: UNIT, ...decided });
    await until('Agadez may use it', async () => {
      const { timeline } = await seenBy(agadezApi);
      return timeline.at(-1)!.move === 'decide-consent' || undefined;
    });
    // It is said in a case that is over: it goes as soon as somebody has looked at the preview again.
    await until('it is due', async () => (await keeping()).due.length === 1 || undefined);
    expect(await weeding([id])).toEqual({ weeded: 1 });
    expect((await seenBy(lisbonApi)).timeline.filter(({ content }) => content !== null)).toEqual([]);
  });

  whereThereIs('Chromium', chromium !== undefined, 'all of which', () => {
    test('its console says, in the officer’s language', async () => {
      const consoles = await Consoles.start(chromium!);
      try {
        const url = net.network.consoleUrl('pt');
        const page: Page = await consoles.signedIn(url, net.network.signIn('pt'));
        await page.goto(`${url}/cases/${id}`);
        await page.getByText('What had been said in it was erased here on').waitFor();
        await page.getByRole('button', { name: 'Put it on hold' }).click();
        await page.getByLabel('Which court, appeal or inquiry needs it').fill('Novo recurso');
        await page.getByRole('dialog').getByRole('button', { name: 'Put it on hold' }).click();
        await page.getByText('Novo recurso').waitFor();
        await page.goto(`${url}/administration/retention`);
        await page.getByRole('combobox', { name: 'Unit' }).selectOption(UNIT);
        await page.getByText('Novo recurso').waitFor();
        const rule = page.getByRole('group', { name: 'Requests for information' });
        await rule.getByLabel('Days after a case ended').fill('20');
        await rule.getByRole('button', { name: 'See what that would erase' }).click();
        await rule.getByText('By that rule no case could be erased now').waitFor();
        await rule.getByRole('button', { name: 'Make it the rule' }).click();
        await until('it is the rule', async () => (await keeping()).days[KIND] === 20 || undefined);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(consoles.strayed).toEqual([]);
      } finally {
        await consoles.stop();
      }
    });
  });
});

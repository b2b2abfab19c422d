import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import { Problem } from '#libs/api/problem.js';
import { accessibilityFaults, Consoles, findChromium } from './support/browser.js';
import { TestNetwork } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';
import { type Succeeding, says, succeeding, terminal, uuidIn } from './support/terminal.js';

/** Agadez asks police in Lisbon whose a number is, at night: by terminal, by program, and at a console. */
const KIND = 'information-request';
const REFERENCE = 'NE-POL-2026-0388';
const EXAMPLE = 'examples/information-requests/who-answers-the-telephone.json';
const chromium = findChromium();
let net: TestNetwork;
let home: string;
let agadez: Succeeding;
let lisbon: Succeeding;
let agadezApi: NodeApi;
let lisbonApi: NodeApi;

interface Seen {
  readonly kind: string;
  readonly status: string;
  readonly owed: { who: string; duty: string; clock: string; since: string; dueAt: string; about: number[] }[];
  readonly blocks: { heading: string }[];
  readonly documents: string[];
  readonly timeline: { move: string; void: { code: string } | null }[];
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
  );
  await does('answer', 'question=2', 'reply=nothing-known');
  await standing(agadezApi, 'partly-answered');
  const shown = inOneLine(await agadez('case', 'show', REFERENCE, '--language', 'fr'));
  for (const said of ['Empresa de Setúbal.', 'A : source sans aucun doute', 'rien de connu'])
    expect(shown).toContain(said);
});

test('both sides end alike where one withdraws what the other answers at that moment', async () => {
  const move = (api: NodeApi, unit: string, said: object) =>
    seenBy(api).then((seen) => api.post(`/cases/${(seen as Seen & { id: string }).id}/moves`, { unit, ...said }));
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

(chromium ? test : test.skip)(
  'at its console Agadez finds it by its kind, reads the answers, and closes it',
  async () => {
    const consoles = await Consoles.start(chromium!);
    try {
      const page: Page = await consoles.signedIn(net.network.consoleUrl('ne'), net.network.signIn('ne'));
      await page.goto(`${net.network.consoleUrl('ne')}/cases`);
      await page.getByLabel('Kind of case').selectOption({ label: 'Mutual legal assistance' });
      await page.getByRole('link', { name: new RegExp(REFERENCE) }).waitFor({ state: 'detached' });
      await page.getByLabel('Kind of case').selectOption({ label: 'Requests for information' });
      await page.getByRole('link', { name: new RegExp(REFERENCE) }).click();
      await page.getByText(/Your turn: Close the request/).waitFor();
      await page.getByRole('tab', { name: 'Request for information' }).click();
      await page.getByText('Empresa de Setúbal.').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close the request', exact: true }).click();
      await page.getByRole('button', { name: /^Sign and send/ }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await standing(lisbonApi, 'closed');
      // Another one is begun from the form that its schema makes.
      await page.goto(`${net.network.consoleUrl('ne')}/cases`);
      await page.getByRole('button', { name: 'Begin a case' }).click();
      await page.getByRole('menuitem', { name: 'Request for information' }).click();
      await page.getByLabel('Requested unit').selectOption('pt/police-lisboa');
      await page.getByRole('textbox', { name: /^Reference/ }).fill('NE-POL-2026-0389');
      await page.getByRole('combobox', { name: /^Urgency/ }).selectOption('normal');
      await page.getByRole('textbox', { name: 'Purpose and facts', exact: true }).fill('A lorry left Agadez.');
      await page.getByRole('textbox', { name: 'Offence', exact: true }).fill('Smuggling of migrants');
      await page
        .getByRole('textbox', { name: 'Why the other side is believed to have it', exact: true })
        .fill('It is registered there.');
      await page.getByRole('button', { name: 'Add: Questions asked' }).click();
      await page.getByRole('combobox', { name: /^Type/ }).selectOption('vehicle-holder');
      await page.getByRole('textbox', { name: 'Question', exact: true }).fill('Whose lorry is it?');
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: /^Sign and send/ }).click();
      await page.getByText(/Portugal’s turn: Acknowledge receipt/).waitFor();
      expect(consoles.strayed).toEqual([]);
    } finally {
      await consoles.stop();
    }
  },
);

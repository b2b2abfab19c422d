import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { alertTitled, type Posted, TestNetwork, UNITS } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';

/** One officer asks for much at once, on purpose or by a program gone wrong: the node goes on answering. */
let net: TestNetwork;
let url: string;
let lisbon: NodeApi;
let token: string;

beforeAll(async () => {
  net = await TestNetwork.start('asksAtOnce');
  url = net.network.nodeUrl('pt');
  lisbon = await net.officer('pt');
  ({ token } = await lisbon.post<{ token: string }>('/session', net.network.signIn('pt')));
});
afterAll(() => net?.stop());

/** Words that are all different, since what is alike is read once. */
let words = 0;
const long = () => ({
  language: 'fr',
  text: Array.from({ length: 2800 }, () => (1e6 + words++).toString(36).padStart(6, 'a')).join(' '),
});
/** Nearly as long as an alert may be. */
const longest = async (title: string) => ({
  ...(await alertTitled(title)),
  lessons: Array.from({ length: 20 }, long),
  technology: Array.from({ length: 4 }, long),
});
const posted = async (title: string): Promise<string> =>
  (await lisbon.post<Posted>('/bulletins/alert', { unit: UNITS.pt, body: await longest(title) })).id;

const ask = async (path: string, body: object) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
  const { code } = isProblem ? ((await answer.json()) as { code: string }) : { code: 'made' };
  if (!isProblem) await answer.arrayBuffer();
  return { status: answer.status, code };
};
const exports = (format: string, alerts: readonly string[]) =>
  ask('/bulletins/alert/exports', { format, bulletins: alerts, why: 'for our tools' });

/** How often the node says that it is well while work is under way; each time is asked for once the last was answered. */
async function wellDuring<T>(work: () => Promise<T>): Promise<{ result: T; times: number }> {
  let [times, isOver] = [0, false];
  const asking = (async () => {
    while (!isOver) {
      expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
      if (!isOver) times++;
    }
  })();
  const result = await work().finally(() => {
    isOver = true;
  });
  await asking;
  return { result, times };
}

let alert: string;
test('of an officer’s exports one is made at a time, and the others are told so', async () => {
  alert = await posted('Half a megabyte');
  const answers = await Promise.all(Array.from({ length: 12 }, () => exports('misp', [alert])));
  const codes = answers.map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['made', 'document-under-way']));
  expect(await exports('misp', [alert])).toEqual({ status: 200, code: 'made' });
});

test('nor is more than one document or bundle of a case', async () => {
  const kind = 'information-request';
  const example = JSON.parse(await readFile('examples/information-requests/who-answers-the-telephone.json', 'utf8'));
  const { reference, language, urgency, ...content } = example;
  const terms = { requested: UNITS.sn, reference, language, urgency };
  const begun = { unit: UNITS.pt, kind, move: 'ask', terms, content: { ...content, requested: undefined } };
  const { id } = await lisbon.post<{ id: string }>('/cases', begun);
  const bundle = () => ask(`/cases/${id}/bundle`, { why: 'for the court', languages: ['fr'] });
  const answers = await Promise.all(Array.from({ length: 8 }, bundle));
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['made', 'document-under-way']));
  expect(await bundle()).toEqual({ status: 200, code: 'made' });
});

test('an alert is exported once in a file', async () => {
  expect(await exports('misp', [alert, alert])).toEqual({ status: 422, code: 'fields-wrong' });
});

test('what together is larger than an export is refused, and nothing is held of what is beyond', async () => {
  const many = [alert];
  for (let i = 1; i < 20; i++) many.push(await posted(`Half a megabyte ${i}`));
  expect(await exports('stix', many)).toEqual({ status: 413, code: 'too-large' });
  expect(await exports('stix', many.slice(0, 10))).toEqual({ status: 200, code: 'made' });
}, 240_000);

test('the node answers all the while that the longest alert is set as a PDF', async () => {
  const { result, times } = await wellDuring(() => exports('pdf', [alert]));
  expect(result).toEqual({ status: 200, code: 'made' });
  expect(times).toBeGreaterThan(20);
}, 120_000);

test('and all the while that an officer with 200 drafts of the longest text saves, lists and imports at once', async () => {
  const drafts: { id: string; version: number }[] = [];
  for (let i = 0; i < 200; i++)
    drafts.push(await lisbon.post('/bulletin-drafts/alert', { unit: UNITS.pt, body: await longest(`Draft ${i}`) }));
  const body = await longest('Saved again');
  const feed = { Event: { info: 'x', Attribute: Array.from({ length: 40_000 }, () => attribute()) } };
  const importing = () =>
    lisbon.upload(
      `/imports?unit=${encodeURIComponent(UNITS.pt!)}&dryRun=yes`,
      new Blob([JSON.stringify(feed)]).stream(),
    );
  const work = [
    ...drafts.slice(0, 20).map(
      ({ id, version }) =>
        () =>
          lisbon.put(`/bulletin-drafts/alert/${id}`, { version, body }),
    ),
    ...Array.from({ length: 10 }, () => () => lisbon.get('/bulletin-drafts/alert')),
    importing,
  ];
  const { result, times } = await wellDuring(() => Promise.allSettled(work.map((one) => one())));
  expect(result.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(times).toBeGreaterThan(2 * work.length);
}, 600_000);

const attribute = () => ({ type: 'text', category: 'Other', value: `seen ${words++}` });

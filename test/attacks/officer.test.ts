import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addOfficer } from '#apps/node/src/people/officers/add-officer.js';
import { until } from '#deploy/local/daemon.js';
import { base64, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { ROLES } from '#libs/policy/roles.js';
import { DIRECTORY } from '#libs/transport/subjects.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { alertTitled, post, refusal, TestNetwork, UNITS, untilHeld } from '../support/journey.js';
import { NodeApi } from '../support/node-api.js';
import { type ApiDocument, faultsOf, oddRequests } from '../support/odd-requests.js';

let net: TestNetwork;
let url: string;
let token: string;
let officer: NodeApi;

/** An officer who holds every role in every unit of the node. */
beforeAll(async () => {
  net = await TestNetwork.start('officer');
  url = net.network.nodeUrl('ne');
  const signIn = net.network.signIn('ne');
  await net.network.postgres.query(
    `INSERT INTO officer_role (officer_id, unit, role)
     SELECT DISTINCT o.id, r.unit, every.role FROM officer o, officer_role r, unnest($2::text[]) AS every (role)
     WHERE o.name = $1 ON CONFLICT DO NOTHING`,
    [signIn.name, ROLES],
    'liaison_ne',
  );
  ({ token } = await new NodeApi(url).post<{ token: string }>('/session', signIn));
  officer = new NodeApi(url, token);
});
afterAll(() => net?.stop());

/** Portugal asks to pass on one of the officer's alerts. @returns the request's id */
async function shareAskedOf(author: NodeApi): Promise<string> {
  const lisbon = await net.officer('pt');
  const example = await alertTitled('To be passed on');
  const { id } = await author.post<{ id: string }>('/bulletins/alert', { unit: UNITS.ne, body: example });
  await untilHeld(lisbon, id);
  const asking = { recipients: [UNITS.sn], reason: { language: 'en', text: 'They see the same convoy.' } };
  const asked = await lisbon.post<{ id: string }>(`/bulletins/alert/${id}/share-requests`, asking);
  await until('it is asked', async () => {
    const { requests } = await author.get<{ requests: { id: string }[] }>('/share-requests');
    return requests.some((one) => one.id === asked.id) || undefined;
  });
  return asked.id;
}

const example = async (name: string) => JSON.parse(await readFile(`examples/${name}.json`, 'utf8'));

const exampleOf = async (kind: string) => example((await example('kinds/bulletins'))[kind]);

const draftOf = async (kind: string, body: object): Promise<string> =>
  (await officer.post<{ id: string }>(`/bulletin-drafts/${kind}`, { unit: UNITS.ne, body })).id;

/** Agadez publishes one for Lisbon, and Lisbon one for Agadez. @returns the ids, once Agadez holds both */
async function bothWays(kind: string, bodyBy: (unit: string) => Promise<object>): Promise<[string, string]> {
  const published = async (by: NodeApi, unit: string, to: string): Promise<string> => {
    const body = (await bodyBy(unit)) as { handling: object };
    const addressed = { ...body, handling: { ...body.handling, namedUnits: [to] } };
    return (await by.post<{ id: string }>(`/bulletins/${kind}`, { unit, body: addressed })).id;
  };
  const own = await published(officer, UNITS.ne!, UNITS.pt!);
  const received = await published(await net.officer('pt'), UNITS.pt!, UNITS.ne!);
  await until(`the ${kind} is held`, async () => {
    const { bulletins } = await officer.get<{ bulletins: { id: string }[] }>(`/bulletins/${kind}`);
    return bulletins.some(({ id }) => id === received);
  });
  return [own, received];
}

/** How an information request begins. */
async function asking() {
  const { requested, reference, language, urgency, ...content } = await example(
    'information-requests/who-answers-the-telephone',
  );
  const terms = { requested, reference, language, urgency };
  return { unit: UNITS.ne, drafted: { kind: 'information-request', move: 'ask', terms, content } };
}

test('what an officer hands in that is no statement, an old one or signed by nobody known goes no further than the node', async () => {
  const operator = await net.network.hubOperator();
  let handedIn = 0;
  operator.subscribe(`${DIRECTORY.submit}.ne_main`, { callback: () => void handedIn++ });
  await operator.flush();
  const { state } = await net.log();
  const body = StatementBody.parse({ type: 'unit-retired', unit: UNITS.ne });
  const forged = signStatement(draftStatement(state, body, Date.now()), [newSigningKey()]);
  const { entries } = await officer.get<{ entries: string[] }>('/directory/entries');
  const handIn = (entry: string, by = officer) => refusal(by.post('/directory/statements', { entry }));
  const codes = new Set(await Promise.all(Array.from({ length: 50 }, () => handIn(base64(utf8('junk'))))));
  expect([...codes]).toEqual(['statement-malformed']);
  expect([await handIn(entries[0]!), await handIn(base64(forged))]).toEqual(['wrong-network', 'not-signed']);
  const drafter = { name: 'drafts-alone', password: 'kept-by-who-drafts-alone' };
  await addOfficer(net.network.postgres.url('liaison_ne'), {
    ...drafter,
    displayName: 'Drafts alone',
    roles: [[UNITS.ne!, ['drafter']]],
  });
  const session = await new NodeApi(url).post<{ token: string }>('/session', drafter);
  expect(await handIn(base64(forged), new NodeApi(url, session.token))).toBe('role-missing');
  expect(handedIn).toBe(0);
  const lines = [{ kinds: ['alert'], topics: [], areas: [], languages: [], urgentOnly: false, delivery: 'immediate' }];
  const saying = { type: 'subscription-set', unit: UNITS.ne, lines };
  const { id } = await officer.post<{ id: string }>('/directory/drafts', { author: UNITS.ne, saying });
  await officer.post(`/directory/drafts/${id}/signature`, {});
  expect(handedIn).toBe(1);
  await operator.close();
});

/** They end or lock the very session that asks. */
const ENDING = new Set(['DELETE /api/v1/session', 'POST /api/v1/session/lock']);

test('an officer of every role who sends odd values to every route gets no fault out of the node', async () => {
  const { id: alert } = await post(officer, 'ne', 'Odd requests');
  const draft = await draftOf('alert', await alertTitled('In the writing'));
  const request = await officer.post<{ id: string }>('/request-drafts', {
    unit: 'ne/central-authority',
    drafted: { request: {} },
  });
  const begins = {
    unit: 'ne/central-authority',
    kind: 'mutual-legal-assistance',
    move: 'inform',
    terms: { reference: 'NE-1', language: 'fr', requested: 'pt/central-authority', confidential: true },
    content: { text: { language: 'fr', text: 'Un suspect voyage.' }, files: [] },
  };
  const begun = await officer.post<{ id: string }>('/cases', begins);
  const asks = await asking();
  const caseDraft = await officer.post<{ id: string; version: number }>('/case-drafts', asks);
  const upload = await officer.post<{ name: string }>('/uploads', {
    unit: UNITS.ne,
    fileName: 'seen.csv',
    mediaType: 'text/csv',
    bytes: 1_000_000,
  });
  const small = await officer.post<{ name: string }>('/uploads', {
    unit: UNITS.ne,
    fileName: 'all.csv',
    mediaType: 'text/csv',
    bytes: 4,
  });
  const whole = Readable.toWeb(Readable.from([Buffer.from('a,b\n')])) as ReadableStream;
  const { file } = await officer.putBytes<{ file: { name: string } }>(`/uploads/${small.name}?offset=0`, whole);
  const share = await shareAskedOf(officer);
  const { id: received } = await post(await net.officer('pt'), 'pt', 'To be replied to');
  await untilHeld(officer, received);
  /** What rests on others, on what each side has. */
  const citing = async (name: BulletinName, unit: string): Promise<object> => {
    const sample = await exampleOf(name);
    const cited = { author: unit, alert: unit === UNITS.ne ? alert : received };
    return sample.judgements ? { ...sample, judgements: [{ ...sample.judgements[0], citations: [cited] }] } : sample;
  };
  const ofEachKind: Record<string, string> = {};
  for (const name of BULLETIN_NAMES.filter((each) => each !== 'alert')) {
    ofEachKind[`/api/v1/bulletin-drafts/${name} id`] = await draftOf(name, await exampleOf(name));
    const [own, theirs] = await bothWays(name, (unit) => citing(name, unit));
    // What is more exact is looked for first.
    ofEachKind[`/api/v1/bulletins/${name}/{id}/replies id`] = theirs;
    ofEachKind[`/api/v1/bulletins/${name} id`] = own;
  }
  const network = await until('a network is proposed', async () => {
    const { networks } = await officer.get<{ networks: { id: string }[] }>('/networks');
    return networks[0]?.id;
  });
  const known = {
    ...ofEachKind,
    '/api/v1/bulletins/alert/{id}/replies id': received,
    '/api/v1/networks id': network,
    '/api/v1/bulletins/alert id': alert,
    '/api/v1/cases id': begun.id,
    '/api/v1/retention/cases id': begun.id,
    '/api/v1/uploads name': upload.name,
    '/api/v1/files name': file.name,
    '/api/v1/share-requests id': share,
    '/api/v1/bulletin-drafts/alert id': draft,
    '/api/v1/case-drafts id': caseDraft.id,
    '/api/v1/request-drafts id': request.id,
    '/api/v1/accounts name': net.network.secondSignIn('ne')!.name,
  };
  const { kind: _, ...moves } = { ...begins, move: 'withdraw' };
  const bodies = {
    'POST /api/v1/cases': begins,
    'POST /api/v1/cases/{id}/moves': moves,
    'POST /api/v1/case-drafts': asks,
    'PUT /api/v1/case-drafts/{id}': { version: caseDraft.version, drafted: asks.drafted },
    'POST /api/v1/retention/cases/{id}/hold': { unit: begins.unit, why: 'A court asks for it.' },
    'POST /api/v1/retention/cases/{id}/hold/end': { unit: begins.unit, why: 'It has decided.' },
    'POST /api/v1/networks/{id}/merger': { with: network },
  };
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as ApiDocument;
  const { asked, faults, unreached, unsaid } = await faultsOf(
    url,
    document,
    oddRequests(document, known, ENDING, bodies),
    token,
  );
  expect(faults).toEqual([]);
  expect(unreached).toEqual([]);
  expect(unsaid).toEqual([]);
  expect(asked).toBeGreaterThan(3000);
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
  // The session still stands: what was asked was asked by somebody who is signed in.
  expect(await officer.get('/session')).toMatchObject({ session: expect.anything() });
}, 600_000);

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import { addOfficer } from '#apps/node/src/people/officers/add-officer.js';
import { Daemon } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import { ROLES } from '#libs/policy/roles.js';
import { inOrder } from '../support/in-order.js';
import { alertTitled, TestNetwork, UNITS } from '../support/journey.js';

/** What one account, or nobody's, can do at a member's own node by its API alone. */
let net: TestNetwork;

beforeAll(async () => {
  net = await TestNetwork.start('atTheNode');
});
afterAll(() => net?.stop());

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any route
  readonly body: any;
}
interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that it comes from. */
  readonly from?: string;
}
/** One call, from an address of the caller's choosing. */
async function call(
  member: string,
  method: string,
  path: string,
  { body, headers, from }: Asked = {},
): Promise<Answered> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const sent = request(net.network.nodeUrl(member) + path, {
    method,
    agent: false,
    ...(from && { localAddress: from }),
    headers: {
      ...(text && { 'content-type': 'application/json' }),
      'content-length': Buffer.byteLength(text),
      ...headers,
    },
  });
  sent.end(text);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const answered = Buffer.concat(await answer.toArray()).toString('utf8');
  const json = answered.startsWith('{') ? JSON.parse(answered) : {};
  return { status: answer.statusCode!, code: json.code, body: json };
}
const api = (member: string, method: string, path: string, asked?: Asked) =>
  call(member, method, `/api/v1${path}`, asked);
const signIn = (member: string, who: object, from?: string) =>
  api(member, 'POST', '/session', { body: who, ...(from && { from }) });
async function as(member: string, who: SignIn & { code?: string }) {
  const headers = { authorization: `Bearer ${(await signIn(member, who)).body.token}` };
  return (method: string, path: string, body?: unknown) => api(member, method, path, { body, headers });
}
const codes = (answers: readonly Answered[]) => answers.map(({ code, status }) => code ?? status);
const count = (answers: readonly Answered[], code: string) => codes(answers).filter((one) => one === code).length;

describe('an administrator', () => {
  const POLICE = { name: 'admin-police', password: 'kept-by-one-administrator' };
  let police: Awaited<ReturnType<typeof as>>;

  beforeAll(async () => {
    const roles = [[UNITS.sn!, ['administrator']]] as const;
    await addOfficer(net.network.databaseUrl('sn'), { ...POLICE, displayName: 'Of the police unit alone', roles });
    police = await as('sn', POLICE);
  });

  test('of one unit takes over no officer who works for another unit too', async () => {
    const { name } = net.network.signIn('sn');
    const units = [{ unit: UNITS.sn, roles: [] }];
    for (const answer of [
      await police('POST', `/accounts/${name}/password`),
      await police('DELETE', `/accounts/${name}/sessions`),
      await police('PUT', `/accounts/${name}`, { displayName: 'Mine', units }),
    ])
      expect(answer).toMatchObject({ status: 403, code: 'officer-of-other-units' });
    expect((await signIn('sn', net.network.signIn('sn'))).status).toBe(201);
  });

  test('gives themselves nothing, and nobody both halves', async () => {
    const mine = { displayName: 'Of the police unit alone' };
    const both = [{ unit: UNITS.sn, roles: ['administrator', 'releaser'] }];
    expect(await police('PUT', `/accounts/${POLICE.name}`, { ...mine, units: both })).toMatchObject({
      code: 'own-account',
    });
    expect(await police('POST', `/accounts/${POLICE.name}/password`)).toMatchObject({ code: 'own-account' });
    expect(
      await police('POST', '/accounts', { name: 'made.alone', displayName: 'Made alone', units: both }),
    ).toMatchObject({ code: 'administrator-reads' });
    const all = await as('sn', net.network.administratorSignIn('sn'));
    expect(await all('PUT', `/accounts/${POLICE.name}`, { ...mine, units: both })).toMatchObject({
      code: 'administrator-reads',
    });
    expect(await police('GET', `/bulletins/alert?unit=${UNITS.sn}`)).toMatchObject({ code: 'role-missing' });
  });

  test('reads no contact that waits for its signature', async () => {
    const record = JSON.parse(await readFile('examples/directory/contact.json', 'utf8'));
    const dakar = await as('sn', net.network.signIn('sn'));
    const saying = { type: 'contact-published', record };
    const drafted = await dakar('POST', '/directory/drafts', { author: 'sn/liaison', saying });
    expect(drafted.status).toBe(201);
    const all = await as('sn', net.network.administratorSignIn('sn'));
    expect(await all('GET', '/directory/drafts')).toMatchObject({ code: 'role-missing' });
    expect(await all('DELETE', `/directory/drafts/${drafted.body.id}`)).toMatchObject({ code: 'role-missing' });
  });
});

interface Described {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

test.each(ROLES)(
  'an officer who is %s alone gets to no route that the API’s document has for other roles',
  async (role) => {
    const account = { name: `only-${role}`, password: 'kept-by-one-of-one-role' };
    const roles = [[UNITS.sn!, [role]]] as const;
    await addOfficer(net.network.databaseUrl('sn'), { ...account, displayName: role, roles });
    const { body: session } = await signIn('sn', account);
    const headers = { authorization: `Bearer ${session.token}` };
    const { body: document } = await api('sn', 'GET', '/openapi.json');
    const refused: string[] = [];
    const said: string[] = [];
    for (const [path, methods] of Object.entries<Record<string, Described>>(document.paths))
      for (const [method, { security }] of Object.entries(methods)) {
        const wanted = security?.flatMap(({ bearer }) => bearer ?? []) ?? [];
        if (wanted.length === 0) continue;
        const which = `${method.toUpperCase()} ${path}`;
        if (!wanted.includes(role)) said.push(which);
        const filled = path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
        const answer = await call('sn', method.toUpperCase(), filled, { headers });
        if (answer.code === 'role-missing') refused.push(which);
        expect(answer.status).toBeLessThan(500);
      }
    expect(said.length).toBeGreaterThan(0);
    expect(refused).toEqual(said);
  },
);

describe('an officer of one unit, of what another unit of the same node holds,', () => {
  type Own = Awaited<ReturnType<typeof as>>;
  const AUTHORITY = 'ne/central-authority';
  const why = 'curious';
  let police: Own;
  let authority: Own;
  let alert: string;
  let upload: string;
  let begun: string;
  let drafted: string;

  beforeAll(async () => {
    police = await as('ne', net.network.signIn('ne'));
    authority = await as('ne', net.network.authoritySignIns('ne')![0]);
    const [posted, uploaded, informed, request] = [
      await police('POST', '/bulletins/alert', { unit: UNITS.ne, body: await alertTitled('Of the police alone') }),
      await police('POST', '/uploads', { unit: UNITS.ne, fileName: 'a.csv', mediaType: 'text/csv', bytes: 3 }),
      await authority('POST', '/cases', {
        unit: AUTHORITY,
        kind: 'mutual-legal-assistance',
        move: 'inform',
        terms: { reference: 'NE-1', language: 'fr', requested: 'pt/central-authority', confidential: true },
        content: { text: { language: 'fr', text: 'Un suspect voyage.' }, files: [] },
      }),
      await authority('POST', '/request-drafts', { unit: AUTHORITY, drafted: { request: {} } }),
    ];
    alert = posted.body.id;
    upload = uploaded.body.name;
    begun = informed.body.id;
    drafted = request.body.id;
    expect([alert, upload, begun, drafted]).toEqual(Array.from({ length: 4 }, () => expect.any(String)));
    expect((await police('GET', `/bulletins/alert/${alert}`)).status).toBe(200);
    expect((await authority('GET', `/cases/${begun}`)).status).toBe(200);
  });

  /** Asked with the id of what is there and with one that nobody has: the answers have to be the same. */
  async function asks(own: Own, id: string, unknown: string, routes: readonly (readonly [string, string, object?])[]) {
    for (const [method, path, body] of routes) {
      const [there, nowhere] = [
        await own(method, path.replace('ID', id), body),
        await own(method, path.replace('ID', unknown), body),
      ];
      expect([method, path, there.status, there.code]).toEqual([method, path, nowhere.status, nowhere.code]);
      expect(method === 'GET' ? [404] : [403, 404]).toContain(there.status);
    }
  }

  test('learns nothing and does nothing: a central authority, of the police’s alert and upload', async () => {
    await asks(authority, alert, '01K00000000000000000000000', [
      ['GET', '/bulletins/alert/ID'],
      ['GET', `/bulletins/alert/ID?why=${why}`],
      ['GET', '/bulletins/alert/ID/similar'],
      ['GET', '/bulletins/alert/ID/notes'],
      ['POST', '/bulletins/alert/ID/notes', { text: 'Seen.' }],
      ['PUT', '/bulletins/alert/ID/assignment', { officer: null }],
      ['DELETE', '/bulletins/alert/ID'],
    ]);
    await asks(authority, upload, '0'.repeat(32), [['GET', '/uploads/ID']]);
    expect(await authority('GET', `/bulletins/alert?unit=${UNITS.ne}`)).toMatchObject({
      status: 403,
      code: 'role-missing',
    });
    expect((await police('GET', `/bulletins/alert/${alert}/notes`)).body.notes).toEqual([]);
  });

  test('learns nothing and does nothing: the police, of the central authority’s case and draft', async () => {
    await asks(police, begun, '0'.repeat(64), [
      ['GET', '/cases/ID'],
      ['GET', `/cases/ID?unit=${UNITS.ne}`],
      ['POST', '/cases/ID/bundle', { why }],
      ['POST', '/cases/ID/documents', { document: 'record', languages: ['en'], why }],
      ['POST', '/cases/ID/moves', { unit: UNITS.ne, move: 'close', terms: {}, content: {} }],
      ['POST', '/cases/ID/moves', { unit: AUTHORITY, move: 'close', terms: {}, content: {} }],
    ]);
    await asks(police, drafted, '00000000-0000-4000-8000-000000000000', [
      ['GET', '/request-drafts/ID'],
      ['PUT', '/request-drafts/ID', { version: 1, drafted: { request: {} } }],
      ['DELETE', '/request-drafts/ID'],
    ]);
    expect((await police('GET', '/cases')).body.cases).toEqual([]);
    expect((await authority('GET', `/request-drafts/${drafted}`)).status).toBe(200);
  });
});

describe('who looks for a word in what cases say', () => {
  type Own = Awaited<ReturnType<typeof as>>;
  const AUTHORITY = 'pt/central-authority';
  let magistrate: Own;
  let informed: string;
  const search = async (q: string) => (await magistrate('GET', `/cases?q=${encodeURIComponent(q)}`)).body;
  const searches = async (): Promise<{ officer: string; subject: string }[]> => {
    const auditor = await as('pt', net.network.authoritySignIns('pt')![1]);
    return (await auditor('GET', `/audit?action=cases-searched`)).body.lines;
  };

  beforeAll(async () => {
    magistrate = await as('pt', net.network.authoritySignIns('pt')![0]);
    const inform = {
      unit: AUTHORITY,
      kind: 'mutual-legal-assistance',
      move: 'inform',
      terms: { reference: 'PT-1', language: 'pt', requested: 'ne/central-authority', confidential: true },
      content: { text: { language: 'pt', text: 'Um barco espera em Zinder.' }, files: [] },
    };
    informed = (await magistrate('POST', '/cases', inform)).body.id;
  });

  test('finds what people said and not what it is kept with, and each search is in the log with its words', async () => {
    expect((await search('barco')).cases).toMatchObject([{ id: informed }]);
    for (const kept of ['salt', 'language', 'translations'])
      expect([kept, (await search(kept)).cases]).toEqual([kept, []]);
    await search('barco');
    expect((await searches()).map((one) => one.subject)).toEqual([
      'barco',
      'translations',
      'language',
      'salt',
      'barco',
    ]);
    const { rows } = await net.network.postgres.query(
      "SELECT subject FROM audit WHERE action = 'cases-searched'",
      [],
      'liaison_pt',
    );
    expect(rows.map((row) => row.subject.slice(0, 7))).toEqual(Array(5).fill('sealed:'));
  });

  test('has a hundred cases opened at a time, and goes on where that ended', async () => {
    const inLisbon = (sql: string, values: unknown[] = []) => net.network.postgres.query(sql, values, 'liaison_pt');
    // They are due before it.
    await inLisbon(
      `INSERT INTO case_thread (unit, case_id, kind, begun_at, changed_at, status, next_due_at, sealed_summary)
         SELECT unit, lpad(n::text, 64, '0'), kind, begun_at, changed_at, status, n, sealed_summary
         FROM case_thread, generate_series(1, 150) n WHERE case_id = $1`,
      [informed],
    );
    const first = await search('barco');
    expect(first).toEqual({ cases: [], next: '100' });
    const second = (await magistrate('GET', `/cases?q=barco&after=${first.next}`)).body;
    expect(second).toMatchObject({ cases: [{ id: informed }], next: null });
    await inLisbon("DELETE FROM case_thread WHERE case_id LIKE '0000%'");
  });

  test('finds nothing in a case that policy does not let them open', async () => {
    await net.adopt(
      'pt',
      '@id("closed") @reason("opened by nobody") forbid (principal is Liaison::Officer, action == Liaison::Action::"open", resource) when { resource.shape == "case" };',
    );
    expect(await magistrate('GET', `/cases/${informed}`)).toMatchObject({ status: 403, code: 'policy-forbids' });
    expect((await search('barco')).cases).toEqual([]);
    expect((await search('PT-1')).cases).toMatchObject([{ id: informed }]);
  });
});

/** Stands there as if the officer had added it. */
const addPasskey = (member: string, name: string) =>
  net.network.postgres.query(
    `INSERT INTO passkey (id, officer_id, name, public_key, counter, transports, added_at)
     SELECT $1, id, 'Key', '', 0, '{}', 0 FROM officer WHERE name = $2`,
    [passkeyOf(name), name],
    `liaison_${member}`,
  );
const passkeyOf = (name: string) => `passkey-of-${name.replace(/\W/g, '-')}`;
const SIXTY = Array.from({ length: 60 });

describe('who guesses', () => {
  test('has five passwords judged, however many come at once, and keeps no officer out elsewhere', async () => {
    const { name, password } = net.network.signIn('ne');
    const guesses = await Promise.all(SIXTY.map((_, i) => signIn('ne', { name, password: `guess ${i}` })));
    expect(count(guesses, 'sign-in-wrong')).toBe(5);
    expect(count(guesses, 'sign-in-wait')).toBe(55);
    expect(await signIn('ne', { name, password })).toMatchObject({ status: 429, code: 'sign-in-wait' });
    // Linux answers for every address of 127.0.0.0/8; elsewhere there is one.
    if (process.platform === 'linux') expect((await signIn('ne', { name, password }, '127.0.0.2')).status).toBe(201);
  });

  test('takes right passwords that come at once, as a member’s tools send them', async () => {
    const right = net.network.signIn('sn');
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('sn', right)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
  });

  test('has ten one-time codes judged a day, at every place that asks for one', async () => {
    const second = net.network.secondSignIn('pt')!;
    const { password } = second;
    const own = await as('pt', second);
    const { secret } = (await own('POST', '/one-time-code', {})).body;
    const totp = new TOTP({ secret });
    expect((await own('PUT', '/one-time-code', { code: totp.generate(), proof: { password } })).status).toBe(204);
    const wrong = { code: totp.generate({ timestamp: 0 }) };
    const guesses = await Promise.all([
      ...SIXTY.map(() => signIn('pt', { ...second, ...wrong })),
      ...SIXTY.map(() => own('DELETE', '/one-time-code', { proof: { password, ...wrong } })),
    ]);
    expect(count(guesses, 'code-wrong')).toBeLessThanOrEqual(10);
    expect(codes(guesses).every((one) => ['code-wrong', 'code-wait', 'sign-in-wait'].includes(String(one)))).toBe(true);
    const right = { code: totp.generate({ timestamp: Date.now() + 30_000 }) };
    expect(await own('DELETE', '/one-time-code', { proof: { password, ...right } })).toMatchObject({
      status: 429,
      code: 'code-wait',
    });
  });

  test('opens no locked console with a password alone, where signing in asks for a code', async () => {
    const [magistrate] = net.network.authoritySignIns('pt')!;
    const { password } = magistrate;
    const own = await as('pt', magistrate);
    const { secret } = (await own('POST', '/one-time-code', {})).body;
    const totp = new TOTP({ secret });
    expect((await own('PUT', '/one-time-code', { code: totp.generate(), proof: { password } })).status).toBe(204);
    await own('POST', '/session/lock');
    expect(await own('POST', '/session/unlock', { password })).toMatchObject({ status: 401, code: 'code-needed' });
    expect(await own('GET', '/cases')).toMatchObject({ code: 'session-locked' });
    const code = totp.generate({ timestamp: Date.now() + 30_000 });
    expect((await own('POST', '/session/unlock', { password, code })).status).toBe(204);
  });
});

describe('who sits at an officer’s unlocked console, or knows a first password', () => {
  const OFFICER = { name: 'of-two-units', password: 'read-out-on-the-telephone' };
  const AUDITOR = { name: 'auditor-of-two', password: 'an-auditor-of-two-units' };
  const BOTH = [UNITS.ne!, 'ne/central-authority'];
  const proof = { password: OFFICER.password };
  let own: Awaited<ReturnType<typeof as>>;
  const changes = async () => {
    const auditor = await as('ne', AUDITOR);
    const { lines } = (await auditor('GET', `/audit?action=sign-in-changed&officer=${OFFICER.name}`)).body;
    return lines.map(({ unit, subject }: { unit: string; subject: string }) => `${unit} ${subject}`).sort();
  };
  const inBoth = (subject: string) => BOTH.map((unit) => `${unit} ${subject}`).sort();
  let totp: TOTP;
  const proposed = async () => {
    totp = new TOTP({ secret: (await own('POST', '/one-time-code', {})).body.secret });
    return totp.generate();
  };

  beforeAll(async () => {
    const [officer, auditor] = ['drafter', 'auditor'] as const;
    for (const [who, role] of [[OFFICER, officer] as const, [AUDITOR, auditor] as const])
      await addOfficer(net.network.databaseUrl('ne'), {
        ...who,
        displayName: who.name,
        roles: BOTH.map((unit) => [unit, [role]] as const),
      });
    own = await as('ne', OFFICER);
  });

  test('adds no passkey and no one-time codes without the password, which is judged as at the sign-in', async () => {
    const code = await proposed();
    expect(await own('PUT', '/one-time-code', { code })).toMatchObject({ status: 422, code: 'fields-wrong' });
    expect(await own('POST', '/passkeys/options', {})).toMatchObject({ status: 422, code: 'fields-wrong' });
    const guesses = await Promise.all(
      SIXTY.flatMap((_, i) => {
        const guess = { proof: { password: `guess ${i}` } };
        return [own('PUT', '/one-time-code', { code, ...guess }), own('POST', '/passkeys/options', guess)];
      }),
    );
    expect(count(guesses, 'sign-in-wrong')).toBe(5);
    expect(count(guesses, 'sign-in-wait')).toBe(115);
    await net.network.postgres.query('DELETE FROM sign_in_attempt', [], 'liaison_ne');
    expect((await own('GET', '/one-time-code')).body).toEqual({ on: false });
  });

  test('changes nothing with a password alone where the officer has a second factor, and each change stands in every unit’s log', async () => {
    expect(await changes()).toEqual([]);
    const begun = await own('POST', '/passkeys/options', { proof });
    expect(begun.status).toBe(200);
    expect((await own('PUT', '/one-time-code', { code: await proposed(), proof })).status).toBe(204);
    expect(await changes()).toEqual(inBoth('code-added'));

    // What was begun before they were on does not end beside them.
    const response = { id: 'AAAA' };
    const ended = { step: begun.body.step, name: 'Mine', response };
    expect(await own('POST', '/passkeys', ended)).toMatchObject({ status: 409, code: 'factor-added' });
    await addPasskey('ne', OFFICER.name);
    const passkey = `/passkeys/${passkeyOf(OFFICER.name)}`;
    for (const answer of [
      await own('POST', '/passkeys/options', { proof }),
      await own('DELETE', passkey, { proof }),
      await own('DELETE', '/one-time-code', { proof }),
    ])
      expect(answer).toMatchObject({ status: 401, code: 'code-needed' });
    expect(await own('DELETE', passkey)).toMatchObject({ status: 422 });
    expect((await own('GET', '/passkeys')).body.passkeys).toHaveLength(1);
    const code = totp.generate({ timestamp: Date.now() + 30_000 });
    expect((await own('DELETE', '/one-time-code', { proof: { ...proof, code } })).status).toBe(204);
    expect(await changes()).toEqual([...inBoth('code-added'), ...inBoth('code-removed')].sort());

    // The passkey is left: without it nothing is added beside it, and it is not removed.
    for (const answer of [
      await own('POST', '/passkeys/options', { proof }),
      await own('PUT', '/one-time-code', { code: await proposed(), proof }),
      await own('DELETE', passkey, { proof }),
    ])
      expect(answer).toMatchObject({ status: 401, code: 'factor-needed' });
    expect(await changes()).toHaveLength(4);
  });

  describe('and begins one-time codes of their own while the officer turns theirs on', () => {
    const { name } = OFFICER;
    const database = 'liaison_ne';
    const ofOfficer = 'officer_id = (SELECT id FROM officer WHERE name = $1)';
    beforeEach(async () => {
      for (const table of ['passkey', 'code_secret'])
        await net.network.postgres.query(`DELETE FROM ${table} WHERE ${ofOfficer}`, [name], database);
    });
    const hold = `SELECT 1 FROM code_secret WHERE ${ofOfficer} FOR UPDATE`;
    const together = (calls: readonly (() => Promise<Answered>)[]) =>
      inOrder(net, 'ne', { hold, values: [name], table: 'code_secret' }, calls);
    const confirming = (code: string) => () => own('PUT', '/one-time-code', { code, proof });
    const proposing = () => own('POST', '/one-time-code', {});

    test('undoes nothing after it', async () => {
      const [confirmed, begun] = await together([confirming(await proposed()), proposing]);
      expect([confirmed!.status, begun!.code]).toEqual([204, 'code-on']);
      const code = totp.generate({ timestamp: Date.now() + 30_000 });
      expect((await signIn('ne', { ...OFFICER, code })).status).toBe(201);
    });

    test('has theirs confirmed by no code of the officer’s', async () => {
      const [begun, confirmed] = await together([proposing, confirming(await proposed())]);
      expect([begun!.status, confirmed!.code]).toEqual([201, 'code-wrong']);
      expect((await own('GET', '/one-time-code')).body).toEqual({ on: false });
    });
  });

  test('an administrator who gives a new password is in the log of every unit of the officer', async () => {
    const all = await as('ne', net.network.administratorSignIn('ne'));
    expect((await all('POST', `/accounts/${OFFICER.name}/password`)).status).toBe(201);
    const auditor = await as('ne', AUDITOR);
    const { lines } = (await auditor('GET', '/audit?action=officer-reset')).body;
    const about = lines.filter((line: { subject: string }) => line.subject === OFFICER.name);
    expect(about.map(({ unit }: { unit: string }) => unit).sort()).toEqual([...BOTH].sort());
  });
});

describe('where a second factor is required, a password alone', () => {
  const officer = () => net.network.signIn('pt');
  const second = () => net.network.authoritySignIns('pt')![1];
  const basic = ({ name, password }: SignIn) => ({
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  });

  beforeAll(async () => {
    const { spec } = net.network.nodes.get('pt')!;
    await net.network.nodes.get('pt')!.stop();
    const strict = new Daemon({ ...spec, env: { ...spec.env, LIAISON_SECOND_FACTOR: 'required' } });
    net.network.nodes.set('pt', strict);
    await strict.start();
  });

  test('opens nothing to a tool', async () => {
    const answer = await call('pt', 'GET', '/taxii2/alerts/collections/', { headers: basic(officer()) });
    expect(answer).toMatchObject({ status: 403, code: 'second-factor-needed' });
  });

  test('opens no terminal to whoever has a passkey', async () => {
    const early = await as('pt', officer());
    expect(await early('GET', '/bulletins/alert')).toMatchObject({ status: 403, code: 'second-factor-needed' });
    await addPasskey('pt', officer().name);
    expect(await signIn('pt', officer())).toMatchObject({ status: 401, code: 'passkey-needed' });
    // A session from before the passkey was, by somebody who knew the password, gains nothing by it.
    expect(await early('GET', '/bulletins/alert')).toMatchObject({ status: 403, code: 'second-factor-needed' });
    expect(await early('POST', '/passkeys/options')).toMatchObject({ status: 403, code: 'second-factor-needed' });
  });

  test('opens no locked console', async () => {
    const own = await as('pt', second());
    await own('POST', '/session/lock');
    await addPasskey('pt', second().name);
    const { password } = second();
    expect(await own('POST', '/session/unlock', { password })).toMatchObject({ status: 401, code: 'passkey-needed' });
  });
});

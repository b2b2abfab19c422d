import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import type { SignIn } from '#deploy/local/network.js';
import { TestNetwork } from './support/journey.js';

/** How officers show who they are, by the API; passkeys are in test/console. */
let net: TestNetwork;
let url: string;

beforeAll(async () => {
  net = await TestNetwork.start('signIn', { nodeEnvironment: { LIAISON_LOCK_MINUTES: '0.05' } });
  url = net.network.nodeUrl('ne');
});
afterAll(() => net?.stop());

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Record<string, unknown>;
  readonly cookie: string;
}
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const read = text ? JSON.parse(text) : {};
  return { status: answer.status, code: read.code, body: read, cookie: answer.headers.get('set-cookie') ?? '' };
}
const asConsole = async (signIn: SignIn) => {
  const answer = await call('POST', '/session', { ...signIn, use: 'console' });
  return { cookie: answer.cookie.split(';')[0]!, origin: new URL(url).origin, answer };
};

test('a console’s token is in a cookie that no script reads, and a change with it has to come from the console’s own page', async () => {
  const { cookie, origin, answer } = await asConsole(net.network.signIn('ne'));
  expect(answer.body.token).toBeUndefined();
  expect(answer.cookie).toMatch(/^liaison_session_ne-main=.*HttpOnly.*SameSite=Strict/);
  const touch = (headers: Record<string, string>) =>
    call('PUT', '/session/activity', undefined, { cookie, ...headers });
  expect((await touch({ origin })).status).toBe(204);
  expect(await touch({})).toMatchObject({ status: 403, code: 'from-elsewhere' });
  expect(await touch({ origin: 'http://127.0.0.1:7102' })).toMatchObject({ status: 403, code: 'from-elsewhere' });
  expect(await call('POST', '/session', net.network.signIn('ne'), { origin: 'https://evil.example' })).toMatchObject({
    code: 'from-elsewhere',
  });
});

test('a console that nobody touches is locked by the node; only its officer opens it again', async () => {
  const signIn = net.network.signIn('ne');
  const { cookie, origin } = await asConsole(signIn);
  const locked = async () => (await call('GET', '/bulletins/alert', undefined, { cookie })).code === 'session-locked';
  const begun = Date.now();
  while (!(await locked())) expect(Date.now() - begun).toBeLessThan(20_000);
  await call('PUT', '/session/activity', undefined, { cookie, origin });
  expect(await locked()).toBe(true);
  expect(await call('POST', '/session/unlock', { password: 'wrong' }, { cookie, origin })).toMatchObject({
    code: 'sign-in-wrong',
  });
  expect((await call('POST', '/session/unlock', { password: signIn.password }, { cookie, origin })).status).toBe(204);
  expect(await locked()).toBe(false);
});

test('one-time codes: asked for once they are set up, each counts once, and a tool with a password alone gets in no more', async () => {
  const signIn = net.network.secondSignIn('ne')!;
  const { body } = await call('POST', '/session', signIn);
  const bearer = { authorization: `Bearer ${body.token}` };
  const proposed = await call('POST', '/one-time-code', {}, bearer);
  const totp = new TOTP({ secret: proposed.body.secret as string });
  const proof = { password: signIn.password };
  const turnOn = (code: string) => call('PUT', '/one-time-code', { code, proof }, bearer);
  expect(await turnOn('000000')).toMatchObject({ code: 'code-wrong' });
  expect((await turnOn(totp.generate())).status).toBe(204);
  expect(await call('POST', '/session', signIn)).toMatchObject({ status: 401, code: 'code-needed' });
  // The code that turned them on is used up; the next one counts already (RFC 6238 §5.2: one step either way).
  expect(await call('POST', '/session', { ...signIn, code: totp.generate() })).toMatchObject({ code: 'code-wrong' });
  const next = totp.generate({ timestamp: Date.now() + 30_000 });
  expect((await call('POST', '/session', { ...signIn, code: next })).status).toBe(201);
  expect(await call('POST', '/session', { ...signIn, code: next })).toMatchObject({ code: 'code-wrong' });
  const basic = Buffer.from(`${signIn.name}:${signIn.password}`).toString('base64');
  expect((await fetch(`${url}/taxii2/`, { headers: { authorization: `Basic ${basic}` } })).status).toBe(401);
});

test('an administrator adds an officer, gives roles in their own units alone, and ends what the officer has open', async () => {
  const { body } = await call('POST', '/session', net.network.administratorSignIn('ne'));
  const bearer = { authorization: `Bearer ${body.token}` };
  const units = [{ unit: 'ne/police-agadez', roles: ['drafter'] }];
  const added = await call('POST', '/accounts', { name: 'a.maiga', displayName: 'A. Maïga', units }, bearer);
  const maiga = { name: 'a.maiga', password: added.body.password as string };
  const session = await call('POST', '/session', maiga);
  expect(session.body.officer).toMatchObject({ units });
  expect(await call('POST', '/accounts', { name: 'a.maiga', displayName: 'Again', units }, bearer)).toMatchObject({
    code: 'officer-there',
  });
  const elsewhere = [{ unit: 'pt/police-lisboa', roles: ['releaser'] }];
  expect(await call('PUT', '/accounts/a.maiga', { displayName: 'A. Maïga', units: elsewhere }, bearer)).toMatchObject({
    code: 'role-missing',
  });
  expect((await call('DELETE', '/accounts/a.maiga/sessions', undefined, bearer)).status).toBe(204);
  const own = { authorization: `Bearer ${session.body.token}` };
  expect(await call('GET', '/session', undefined, own)).toMatchObject({ code: 'session-over' });
  const officer = await call('POST', '/session', net.network.signIn('ne'));
  const asOfficer = { authorization: `Bearer ${officer.body.token}` };
  expect(await call('GET', '/accounts', undefined, asOfficer)).toMatchObject({ status: 403, code: 'role-missing' });
});

test('an officer who holds no role any more is signed out, and reads nothing', async () => {
  const { body } = await call('POST', '/session', net.network.administratorSignIn('ne'));
  const bearer = { authorization: `Bearer ${body.token}` };
  const account = { name: 'c.sow', displayName: 'C. Sow', units: [{ unit: 'ne/police-agadez', roles: ['drafter'] }] };
  const added = await call('POST', '/accounts', account, bearer);
  const signIn = { name: account.name, password: added.body.password };
  const before = await call('POST', '/session', signIn);
  const change = { displayName: 'C. Sow', units: [] };
  expect((await call('PUT', `/accounts/${account.name}`, change, bearer)).status).toBe(204);
  const under = ({ body }: typeof before) => ({ authorization: `Bearer ${body.token}` });
  expect(await call('GET', '/session', undefined, under(before))).toMatchObject({ code: 'session-over' });
  const own = under(await call('POST', '/session', signIn));
  expect(await call('GET', '/session', undefined, own)).toMatchObject({ body: { units: [] } });
  for (const path of ['/incidents', '/contacts', '/quarantine', '/status', '/bulletins/alert', '/events'])
    expect(await call('GET', path, undefined, own)).toMatchObject({ status: 403, code: 'role-missing' });
});

test('an administrator keeps the node running, and calls nobody for it', async () => {
  const { body } = await call('POST', '/session', net.network.administratorSignIn('ne'));
  const answer = await call('GET', '/contacts', undefined, { authorization: `Bearer ${body.token}` });
  expect(answer).toMatchObject({ status: 403, code: 'role-missing' });
});

test('what an administrator does to an officer stands in the log of every unit that the officer works or worked for', async () => {
  const { body } = await call('POST', '/session', net.network.administratorSignIn('ne'));
  const bearer = { authorization: `Bearer ${body.token}` };
  const [first, other] = ['ne/police-agadez', 'ne/central-authority'];
  const account = { name: 'b.issa', displayName: 'B. Issa' };
  const drafterIn = (...units: string[]) => units.map((unit) => ({ unit, roles: ['drafter'] }));
  const done = [
    await call('POST', '/accounts', { ...account, units: drafterIn(other) }, bearer),
    await call('POST', '/accounts/b.issa/password', {}, bearer),
    await call('DELETE', '/accounts/b.issa/sessions', undefined, bearer),
    await call('PUT', '/accounts/b.issa', { displayName: 'B. Issa', units: drafterIn(first) }, bearer),
    await call('POST', '/accounts/b.issa/password', {}, bearer),
  ];
  expect(done.map(({ status }) => status)).toEqual([201, 201, 204, 204, 201]);
  const { rows } = await net.network.postgres.query(
    "SELECT unit, action, why FROM audit WHERE subject = 'b.issa' ORDER BY unit, position",
    [],
    'liaison_ne',
  );
  const lines = rows.map(({ unit, action, why }) => [unit, action, why]);
  expect(lines).toEqual([
    [other, 'officer-added', 'drafter'],
    [other, 'officer-reset', ''],
    [other, 'officer-sessions-ended', ''],
    [other, 'officer-changed', 'no role'],
    [first, 'officer-changed', 'drafter'],
    [first, 'officer-reset', ''],
  ]);
});

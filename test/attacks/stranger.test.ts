import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { BulletinFormsController } from '#apps/node/src/bulletins/bulletin-forms.controller.js';
import { CasesController } from '#apps/node/src/cases/cases.controller.js';
import { OpenApiController } from '#apps/node/src/http/openapi.controller.js';
import { CONTROLLERS } from '#apps/node/src/node.module.js';
import { until } from '#deploy/local/daemon.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { TestNetwork } from '../support/journey.js';
import { type ApiDocument, faultsOf, oddRequests } from '../support/odd-requests.js';

let net: TestNetwork;
let url: string;

beforeAll(async () => {
  net = await TestNetwork.start('stranger');
  url = net.network.nodeUrl('ne');
});
afterAll(() => net?.stop());

test.each([
  '{"name":"a\\u0000b","password":"x"}',
  '{"name":"\\ud83d","password":"x"}',
  '{"name":"a","password":"x","code":{"__proto__":1}}',
])('%s at the sign-in is told which field is wrong', async (body) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'fields-wrong']);
});

test('whoever is not signed in and sends odd values to every route gets no fault out of the node', async () => {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as ApiDocument;
  const { asked, faults, unsaid } = await faultsOf(url, document, oddRequests(document, {}, new Set()));
  expect(faults).toEqual([]);
  expect(unsaid).toEqual([]);
  expect(asked).toBeGreaterThan(1000);
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
});

test.each<[string, RequestInit & { readonly duplex?: 'half'; readonly token?: string; readonly type?: string }]>([
  ['without a length', { body: new Blob([Buffer.alloc(20_000, ' ')]).stream(), duplex: 'half' }],
  ['of 20 kB', { body: Buffer.alloc(20_000, ' ') }],
  ['of 20 kB whose type is written otherwise', { body: Buffer.alloc(20_000, ' '), type: 'APPLICATION/JSON' }],
  ['of 20 kB with a token of nobody', { body: Buffer.alloc(20_000, ' '), token: 'x'.repeat(43) }],
])(
  'a body %s is not taken in before it is known who sends it',
  async (_, { token, type = 'application/json', ...sent }) => {
    const headers = { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, ...sent });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'session-over']);
  },
);

test('what every connection can ask for, and is long in the making, is made once', () => {
  const controllers = CONTROLLERS.map((metatype) => ({ metatype }));
  const api = new OpenApiController({ getControllers: () => controllers } as never);
  const bulletins = new BulletinFormsController();
  const cases = Object.create(CasesController.prototype) as CasesController;
  const answers = [
    () => api.document(),
    () => bulletins.forms(),
    ...Object.keys(CASE_KINDS).map((kind) => () => cases.forms({ kind })),
  ];
  for (const answer of answers) expect(answer()).toBe(answer());
});

/** Connections of this process, which end with the test: one that the listening queue dropped is never told. */
const opened = new Set<Socket>();
function open(): Socket {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  opened.add(socket);
  return socket;
}
const hasClosed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
afterEach(() => {
  for (const socket of opened) socket.destroy();
  opened.clear();
});

/** On a connection of its own, as somebody else's would be. */
const answersOthers = () =>
  new Promise<boolean>((resolve) => {
    const request = get(`${url}/api/v1/health`, { agent: false, timeout: 1000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(false));
  });

test('connections on which no whole header comes are let go, so that they keep nobody out', async () => {
  const ended = Array.from({ length: 60 }, (_, i) => {
    const socket = open();
    if (i % 2 === 0) socket.write('GET /api/v1/health HTTP/1.1\r\nHost: x\r\n');
    return hasClosed(socket.resume());
  });
  // Sixty seconds are what a server gives by itself, and half a minute more until it looks.
  expect(await Promise.all(ended)).toHaveLength(60);
}, 50_000);

test('whoever opens more connections than there are keeps others out for as long as a header may take', async () => {
  const sockets = Array.from({ length: 2100 }, () => open().resume());
  // Those that are one too many are closed at once, without which the last would wait with the others.
  await Promise.race(sockets.map(hasClosed));
  expect(sockets.filter((socket) => !socket.closed).length).toBeGreaterThan(1000);
  await until('others are let in', answersOthers);
}, 50_000);

test.each([
  ['and does not read what it asked for', '/api/v1/openapi.json', 60, ''],
  ['and then sends what is no request', '/api/v1/health', 1, '\r\n'],
])(
  'whoever asks %s keeps no connection by that',
  async (_, path, times, then) => {
    const ended = Array.from({ length: 20 }, () => {
      const socket = open();
      if (then === '') socket.pause();
      else socket.resume();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(times));
      // What does not read hears of the end where it writes.
      const more = setInterval(() => socket.write('\r\n'), 1000);
      return hasClosed(socket).finally(() => clearInterval(more));
    });
    expect(await Promise.all(ended)).toHaveLength(20);
  },
  90_000,
);

test('sign-ins in two steps are begun from one address up to a limit', async () => {
  const begin = () => fetch(`${url}/api/v1/session/passkey-options`, { method: 'POST' });
  const statuses = new Set<number>();
  for (let n = 0; n < 301; n++) statuses.add((await begin()).status);
  expect([...statuses]).toEqual([200, 429]);
});

test.each([
  ['a name with U+0000', 'a\0b:password'],
  ['a name that is no UTF-8', Buffer.from([0xff, 0xfe, 0x3a, 0x41])],
])('TAXII by HTTP Basic with %s is not signed in', async (_, said) => {
  const basic = Buffer.from(said as string).toString('base64');
  const answer = await fetch(`${url}/taxii2/`, { headers: { authorization: `Basic ${basic}` } });
  expect(answer.status).toBe(401);
});

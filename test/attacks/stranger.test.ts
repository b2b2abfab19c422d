import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
  const { asked, faults } = await faultsOf(url, oddRequests(document, {}, new Set()));
  expect(faults).toEqual([]);
  expect(asked).toBeGreaterThan(1000);
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
});

test.each([
  ['a name with U+0000', 'a\0b:password'],
  ['a name that is no UTF-8', Buffer.from([0xff, 0xfe, 0x3a, 0x41])],
])('TAXII by HTTP Basic with %s is not signed in', async (_, said) => {
  const basic = Buffer.from(said as string).toString('base64');
  const answer = await fetch(`${url}/taxii2/`, { headers: { authorization: `Basic ${basic}` } });
  expect(answer.status).toBe(401);
});

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { asBytes, asking, nodeAt } from './client.js';
import { Problem } from './problem.js';

/** What a call meets at a node that answers like this. */
async function meeting<T>(answers: RequestListener, call: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(answers).listen(0);
  try {
    return await call(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}
const failed = (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => {
      throw new Error('it was taken');
    },
    (error) => error,
  );

test('a refusal is thrown as the node says it, with each wrong field', async () => {
  const faults = [{ field: 'unit', expected: 'a unit' }];
  const said = { title: 'The unit is unknown.', code: 'unit-unknown', remedy: 'See the units.', faults };
  const heard: (Problem | undefined)[] = [];
  const problem = await meeting(
    (_, answer) => answer.writeHead(422).end(JSON.stringify(said)),
    (url) => failed(nodeAt(url, { heard: (one) => heard.push(one) }).GET('/api/v1/units')),
  );
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({
    status: 422,
    code: 'unit-unknown',
    message: said.title,
    remedy: said.remedy,
    faults,
  });
  expect(heard).toEqual([problem]);
});

test('what a proxy answers in place of the node is a problem with its status', async () => {
  const problem = await meeting(
    (_, answer) => answer.writeHead(502).end('<html>'),
    (url) => failed(nodeAt(url).GET('/api/v1/units')),
  );
  expect(problem).toMatchObject({ status: 502, code: 'status-502', message: 'The node answered 502.' });
});

test('a node that does not answer is a problem, with what to do about it', async () => {
  const problem = await failed(nodeAt('http://127.0.0.1:1', { remedy: 'Start it.' }).GET('/api/v1/units'));
  expect(problem).toMatchObject({ status: 0, code: 'unreachable', remedy: 'Start it.' });
});

test('a body is sent as it comes, under the session’s token, and the answer is given itself', async () => {
  const body = new Blob(['abc', 'def']).stream();
  const params = { path: { name: 'a/b' }, query: { offset: 3 } };
  const answer = await meeting(
    async (asked, answer) => answer.end(JSON.stringify([asked.url, asked.headers.authorization, await text(asked)])),
    (url) => asking(nodeAt(url, { token: 't' })).put('/api/v1/uploads/{name}', { params, ...asBytes(body) }),
  );
  expect(answer).toEqual(['/api/v1/uploads/a%2Fb?offset=3', 'Bearer t', 'abcdef']);
});

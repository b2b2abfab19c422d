import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NodeApi } from '#apps/cli/src/api.js';
import { Role } from '#apps/node/src/officers/roles.js';
import { alertTitled, post, TestNetwork, UNITS } from '../support/journey.js';
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
    [signIn.name, Role.options],
    'liaison_ne',
  );
  ({ token } = await new NodeApi(url).post<{ token: string }>('/session', signIn));
  officer = new NodeApi(url, token);
}, 240_000);
afterAll(() => net?.stop(), 60_000);

/** They end or lock the very session that asks. */
const ENDING = new Set(['DELETE /api/v1/session', 'POST /api/v1/session/lock']);

test('an officer of every role who sends odd values to every route gets no fault out of the node', async () => {
  const { id: alert } = await post(officer, 'ne', 'Odd requests');
  const saved = { unit: UNITS.ne, alert: await alertTitled('In the writing') };
  const draft = await officer.post<{ id: string }>('/alert-drafts', saved);
  const request = await officer.post<{ id: string }>('/request-drafts', {
    unit: 'ne/central-authority',
    drafted: { request: {} },
  });
  const known = {
    '/api/v1/alerts id': alert,
    '/api/v1/alert-drafts id': draft.id,
    '/api/v1/drafts id': draft.id,
    '/api/v1/request-drafts id': request.id,
    '/api/v1/accounts name': net.network.secondSignIn('ne')!.name,
  };
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as ApiDocument;
  const { asked, faults } = await faultsOf(url, oddRequests(document, known, ENDING), token);
  expect(faults).toEqual([]);
  expect(asked).toBeGreaterThan(3000);
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
  // The session still stands: what was asked was asked by somebody who is signed in.
  expect(await officer.get('/session')).toMatchObject({ session: expect.anything() });
}, 600_000);

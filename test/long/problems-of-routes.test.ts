import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { GUARD } from '#apps/node/src/http/openapi.js';
import { asSource, nodeProgram, problemsOf } from '#libs/api/problems-of.js';

test('the problems that the API’s document names for each route are those that its handler comes to', async () => {
  const written = await readFile('apps/node/src/http/problems-of-routes.ts', 'utf8');
  // Anew by "npm run api-problems".
  expect(written).toBe(asSource(problemsOf(nodeProgram(), [GUARD])));
}, 300_000);

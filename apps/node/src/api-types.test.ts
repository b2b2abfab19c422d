import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { typesOf } from '#libs/api/types-of.js';
import { openApiDocument } from './http/openapi.js';
import { routesOf } from './http/route.js';
import { CONTROLLERS } from './node.module.js';

test('the types by which the API is called are those of its routes', async () => {
  const written = await readFile('libs/api/node-api.d.ts', 'utf8');
  const said = await typesOf(openApiDocument(routesOf(CONTROLLERS)));
  // Not `toBe`: the difference between ten thousand lines is no message.
  if (written !== said)
    throw new Error('libs/api/node-api.d.ts is not what the routes say: npm run api-types writes it');
  expect(said).toContain('export interface paths');
});

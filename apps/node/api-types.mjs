// Writes src/api/node-api.d.ts: the types of the node's public API, from the OpenAPI document that the node serves.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../dist/apps/node/src/http/openapi.js';
import { routesOf } from '../../dist/apps/node/src/http/route.js';
import { CONTROLLERS } from '../../dist/apps/node/src/node.module.js';

const file = join(dirname(fileURLToPath(import.meta.url)), 'src', 'api', 'node-api.d.ts');
const types = astToString(await openapiTS(openApiDocument(routesOf(CONTROLLERS))));
const before = await readFile(file, 'utf8').catch(() => '');
if (types !== before) await writeFile(file, types);

// Writes libs/api/node-api.d.ts, the types of the node's public API, from what its routes say. Run over tsc's output.
import { readFile, writeFile } from 'node:fs/promises';
import { openApiDocument } from '../../dist/apps/node/src/http/openapi.js';
import { routesOf } from '../../dist/apps/node/src/http/route.js';
import { CONTROLLERS } from '../../dist/apps/node/src/node.module.js';
import { typesOf } from '../../dist/libs/api/types-of.js';

const file = 'libs/api/node-api.d.ts';
const types = await typesOf(openApiDocument(routesOf(CONTROLLERS)));
// Left alone where nothing changed: what is newer than the build has it made anew.
if (types !== (await readFile(file, 'utf8').catch(() => ''))) await writeFile(file, types);

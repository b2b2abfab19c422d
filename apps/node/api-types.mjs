// Writes libs/api/node-api.d.ts, the types of the node's public API, from what its routes say. Run over tsc's output.
import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '../../dist/apps/node/src/http/openapi.js';
import { routesOf } from '../../dist/apps/node/src/http/route.js';
import { CONTROLLERS } from '../../dist/apps/node/src/node.module.js';
import { typesOf } from '../../dist/libs/api/types-of.js';

await writeFile('libs/api/node-api.d.ts', await typesOf(openApiDocument(routesOf(CONTROLLERS))));

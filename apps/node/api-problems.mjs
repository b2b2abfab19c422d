// Writes apps/node/src/http/problems-of-routes.ts, which problems each route can answer with, from the source. Run over tsc's output.
import { writeFile } from 'node:fs/promises';
import { GUARD } from '../../dist/apps/node/src/http/openapi.js';
import { asSource, nodeProgram, problemsOf } from '../../dist/libs/api/problems-of.js';

await writeFile('apps/node/src/http/problems-of-routes.ts', asSource(problemsOf(nodeProgram(), [GUARD])));

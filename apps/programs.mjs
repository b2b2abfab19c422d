/**
 * Each program as one file, with a few that they share and one a package: reading and linking thousands of small modules
 * is most of what a start costs. Run over tsc's output, since Nest needs the decorators' metadata.
 */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'rolldown';

/** Many small files each, and nothing but JavaScript. Every other package is loaded from node_modules as it is. */
const BUNDLED =
  /^(@nestjs\/(common|core|microservices|platform-fastify|typeorm)|@fastify\/static|fastify|rxjs|typeorm|zod|libphonenumber-js|date-holidays|@nats-io\/[\w-]+|cborg|commander)(\/|$)/;

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const packageOf = (id) => /^(@[^/]+\/[^/]+|[^./#][^/]*)/.exec(id)?.[1];

await build({
  input: {
    node: 'dist/apps/node/src/main.js',
    directory: 'dist/apps/directory/src/main.js',
    liaison: 'dist/apps/cli/src/main.js',
    'verify-worker': 'dist/libs/replay/verify-worker.js',
    'import-worker': 'dist/apps/node/src/bulletins/exchange/import-worker.js',
    'typeset-worker': 'dist/apps/node/src/process/typeset-worker.js',
    'trial-worker': 'dist/apps/node/src/post/trial/trial-worker.js',
  },
  platform: 'node',
  external: (id) => {
    const name = packageOf(id);
    return isBuiltin(id) || (name !== undefined && name in dependencies && !BUNDLED.test(id));
  },
  plugins: [
    {
      name: 'typeorm-once',
      // @nestjs/typeorm loads TypeORM a second time, as CommonJS, to look for two exports that TypeORM 1 has no more.
      load: (id) =>
        id.endsWith('/typeorm-compat.js')
          ? 'export const Connection = undefined; export const AbstractRepository = undefined;'
          : undefined,
    },
  ],
  // Drivers of other databases and brokers, which those packages ask for by name only if they are configured.
  onLog: (level, log, report) => log.code !== 'UNRESOLVED_IMPORT' && report(level, log),
  output: {
    dir: 'dist/programs',
    cleanDir: true,
    format: 'esm',
    // One folder for what is ours: a program finds the worker beside itself, and a stack tells our lines from others'.
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        {
          test: /node_modules/,
          debugName: 'packages',
          name: (id) => `packages/${packageOf(id.split('node_modules/').pop())}`,
        },
      ],
    },
  },
});

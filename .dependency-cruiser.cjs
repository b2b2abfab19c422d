/** The rules between rooms, docs/architecture.md. Kept by `npm test`. */
const PURE =
  '^libs/(outcome|bounds|calendar|cose|geography|identifiers|contacts|envelope|log|trust|policy|kinds|correlation|words|cases)/';
const TEST = '\\.test\\.ts$';

/** A node's rooms, each with those that it knows. */
const KNOWS = {
  http: [],
  process: ['http'],
  people: ['http', 'process'],
  trust: ['http', 'process', 'people'],
  post: ['http', 'process', 'people', 'trust'],
  bulletins: ['http', 'process', 'people', 'trust', 'post'],
  correlation: ['http', 'process', 'people', 'trust', 'post', 'bulletins'],
  cases: ['http', 'process', 'people', 'trust', 'post'],
};
const ROOMS = Object.keys(KNOWS);
/** Rooms that own tables. */
const OWNERS = ['people', 'trust', 'post', 'bulletins', 'correlation', 'cases'];

module.exports = {
  forbidden: [
    {
      name: 'pure-libraries-do-no-io',
      comment: 'What has to be right is tested without a machine: no files, network, clock services, Nest or database.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: {
        path: '^(node:)?(fs|net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster|os|process)(/|$)|node_modules/(@nestjs|typeorm|pg|@nats-io|fastify|@fastify|rxjs)/|^(apps|deploy|test)/|^libs/(transport|store|testing|config)/',
      },
    },
    {
      name: 'libraries-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|deploy|test)/' },
    },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-never-import-how-they-are-deployed',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^(deploy|test)/' },
    },
    {
      name: 'kinds-never-import-kinds',
      severity: 'error',
      from: { path: '^libs/kinds/([^/]+)/' },
      to: { path: '^libs/kinds/([^/]+)/', pathNot: '^libs/kinds/$1/' },
    },
    {
      name: 'a-trial-runs-in-its-process',
      comment: 'Five hundred messages and every unit of the network take minutes, in which a node would answer nobody.',
      severity: 'error',
      from: { path: '^apps/', pathNot: '^apps/node/src/post/trial/trial-worker' },
      to: { path: '^libs/policy/trial', dependencyTypesNot: ['type-only'] },
    },
    ...ROOMS.map((room) => ({
      name: `${room}-knows-its-rooms`,
      severity: 'error',
      from: { path: `^apps/node/src/${room}/` },
      to: {
        path: `^apps/node/src/(${ROOMS.filter((other) => other !== room && !KNOWS[room].includes(other)).join('|')})/`,
      },
    })),
    {
      name: 'no-room-knows-the-whole',
      severity: 'error',
      from: { path: '^apps/node/src/[^/]+/' },
      to: { path: '^apps/node/src/[^/]+\\.ts$' },
    },
    ...OWNERS.map((room) => ({
      name: `tables-of-${room}-are-its-own`,
      severity: 'error',
      from: { path: '^(apps|deploy)/', pathNot: `^apps/node/src/${room}/` },
      to: { path: `^libs/store/${room}-entities` },
    })),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};

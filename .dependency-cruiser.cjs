/** The rules between rooms, docs/architecture.md. Kept by `npm test`. */
const PURE =
  '^libs/(outcome|bounds|cose|geography|identifiers|contacts|envelope|log|trust|policy|kinds|correlation|words|cases)/';
const TEST = '\\.test\\.ts$';

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
      name: 'a-trial-runs-in-its-thread',
      comment: 'Five hundred messages and every unit of the network take minutes, in which a node would answer nobody.',
      severity: 'error',
      from: { path: '^apps/', pathNot: '^apps/node/src/policy/trial-worker' },
      to: { path: '^libs/policy/trial', dependencyTypesNot: ['type-only'] },
    },
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

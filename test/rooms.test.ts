import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sourcesUnder } from './support/sources.js';

const RULES = '.dependency-cruiser.cjs';

test('the rooms keep to their rules: pure libraries, no app in a library, no kind in a kind, no circle of rooms', () => {
  expect(() => execFileSync('npx', ['depcruise', 'apps', 'libs', 'deploy', 'test'], { stdio: 'pipe' })).not.toThrow();
});

describe('each of the rules', () => {
  /** By rule: a file, and what it imports against the rule. */
  const BREACHES: Readonly<Record<string, readonly [string, string]>> = {
    'pure-libraries-do-no-io': ['libs/log/reads.ts', 'libs/store/columns.ts'],
    'libraries-never-import-apps': ['libs/config/knows.ts', 'apps/cli/src/main.ts'],
    'apps-never-import-each-other': ['apps/node/src/main.ts', 'apps/cli/src/main.ts'],
    'apps-never-import-how-they-are-deployed': ['apps/node/src/main.ts', 'deploy/local/ports.ts'],
    'kinds-never-import-kinds': ['libs/kinds/alert/schema.ts', 'libs/kinds/risk-assessment/assessment.ts'],
    'a-trial-runs-in-its-process': ['apps/node/src/post/mail.ts', 'libs/policy/trial.ts'],
    'http-knows-its-rooms': ['apps/node/src/http/route.ts', 'apps/node/src/people/people.module.ts'],
    'process-knows-its-rooms': ['apps/node/src/process/clock.ts', 'apps/node/src/people/people.module.ts'],
    'people-knows-its-rooms': ['apps/node/src/people/audit.ts', 'apps/node/src/trust/trust.module.ts'],
    'trust-knows-its-rooms': ['apps/node/src/trust/log.ts', 'apps/node/src/post/post.module.ts'],
    'post-knows-its-rooms': ['apps/node/src/post/mail.ts', 'apps/node/src/bulletins/bulletins.module.ts'],
    'bulletins-knows-its-rooms': ['apps/node/src/bulletins/list.ts', 'apps/node/src/cases/cases.module.ts'],
    'correlation-knows-its-rooms': ['apps/node/src/correlation/links.ts', 'apps/node/src/cases/cases.module.ts'],
    'cases-knows-its-rooms': ['apps/node/src/cases/moves.ts', 'apps/node/src/correlation/links.ts'],
    'no-room-knows-the-whole': ['apps/node/src/post/mail.ts', 'apps/node/src/main.ts'],
    'tables-of-people-are-its-own': ['apps/node/src/cases/moves.ts', 'libs/store/people-entities.ts'],
    'tables-of-trust-are-its-own': ['apps/node/src/cases/moves.ts', 'libs/store/trust-entities.ts'],
    'tables-of-post-are-its-own': ['apps/node/src/cases/moves.ts', 'libs/store/post-entities.ts'],
    'tables-of-bulletins-are-its-own': ['apps/node/src/correlation/links.ts', 'libs/store/bulletins-entities.ts'],
    'tables-of-correlation-are-its-own': ['apps/node/src/bulletins/list.ts', 'libs/store/correlation-entities.ts'],
    'tables-of-cases-are-its-own': ['apps/node/src/post/mail.ts', 'libs/store/cases-entities.ts'],
    'no-circles': ['libs/words/a.ts', 'libs/words/b.ts'],
  };
  const tree = mkdtempSync(join(tmpdir(), 'liaison-rooms-'));
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  const { forbidden } = createRequire(import.meta.url)(resolve(RULES)) as { forbidden: { name: string }[] };

  test('has an example that breaks it', () => {
    expect(Object.keys(BREACHES).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  test('finds that one', () => {
    const put = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text, { flag: 'a' });
    };
    const importing = (from: string, to: string) =>
      `import '${relative(dirname(from), to)
        .replace(/^(?!\.)/, './')
        .replace(/\.ts$/, '.js')}';\n`;
    for (const [from, to] of Object.values(BREACHES)) {
      put(from, importing(from, to));
      put(to, '');
    }
    put('libs/words/b.ts', importing('libs/words/b.ts', 'libs/words/a.ts'));
    for (const file of [RULES, '.dependency-cruiser.resolve.cjs', 'tsconfig.json', 'package.json'])
      copyFileSync(file, join(tree, file));
    symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
    const { stdout } = spawnSync(
      resolve('node_modules/.bin/depcruise'),
      ['apps', 'libs', 'deploy', '--output-type', 'json'],
      { cwd: tree, encoding: 'utf8' },
    );
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { from: string; to: string; rule: { name: string } }[] };
    };
    const found = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} ${to}`);
    for (const [name, [from, to]] of Object.entries(BREACHES)) expect(found).toContain(`${name}: ${from} ${to}`);
  });
});

describe('what imports do not show', () => {
  /** Which room each table belongs to, by where its entity stands. */
  const OWNERS = new Map(
    sourcesUnder('libs/store').flatMap((file) => {
      const room = /([a-z]+)-entities\.ts$/.exec(file)?.[1];
      const tables = readFileSync(file, 'utf8').matchAll(/@Entity\('(\w+)'/g);
      return room ? [...tables].map(([, table]) => [table!, room] as const) : [];
    }),
  );
  /** Tables that a room's source writes in SQL though they are another's. */
  const trespasses = (room: string, source: string): string[] =>
    [...source.matchAll(/\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z]\w*)/g)]
      .map(([, table]) => table!)
      .filter((table) => OWNERS.has(table) && OWNERS.get(table) !== room);

  test('no room writes another’s tables in SQL', () => {
    const found = sourcesUnder('apps/node/src').flatMap((file) =>
      trespasses(file.split('/')[3]!, readFileSync(file, 'utf8')).map((table) => `${file}: ${table}`),
    );
    expect(found).toEqual([]);
    expect(
      trespasses('cases', 'WITH a AS (DELETE FROM "outbox" o) UPDATE message SET x = 1; UPDATE case_event'),
    ).toEqual(['outbox', 'message']);
  });

  test('no file is longer than 400 lines', () => {
    const long = ['apps', 'libs', 'deploy']
      .flatMap(sourcesUnder)
      .filter((file) => !file.endsWith('.d.ts'))
      .filter((file) => readFileSync(file, 'utf8').split('\n').length > 401);
    expect(long).toEqual([]);
  });
});

/** Compatible with distribution under EUPL-1.2: permissive, public domain, or weak copyleft a file at a time. */
const COMPATIBLE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'OFL-1.1',
  'Python-2.0',
  'PSF-2.0',
  'LGPL-3.0+',
  'LGPL-3.0-or-later',
  'MPL-2.0',
]);

test('every package that is installed has a licence compatible with EUPL-1.2', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { license?: string; dev?: boolean; optional?: boolean }>;
  };
  const odd = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .filter(([, { license }]) => {
      const choices = (license ?? 'none').replace(/[()]/g, '').split(/ or /i);
      return !choices.some((choice) => choice.split(/ AND /).every((one) => COMPATIBLE.has(one)));
    })
    .map(([path, { license }]) => `${path}: ${license ?? 'none named'}`);
  expect(odd).toEqual([]);
});

// `npm run test:node -- 24 [what jest takes]`: the tests on another version of Node.js, which npm's package `node` brings;
// `npm run test:node -- all` on every one that is supported. The programs that they start run on it as well. Without more
// words both suites run, the long one too. Plain JavaScript, as prepare.mjs beside it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, SUPPORTED } from './prepare.mjs';

const [version = '', ...words] = process.argv.slice(2);
if (!/^(all|\d+(\.\d+){0,2})$/.test(version)) {
  console.error(
    `Say which version of Node.js: npm run test:node -- ${SUPPORTED.join(', ')} or all. What follows it goes to jest.`,
  );
  process.exit(2);
}
const { cacheFolder } = await import(join(root, 'dist', 'deploy', 'local', 'folders.js'));
const suites = words.length > 0 ? [words] : [[], ['--config', 'jest.long.config.js']];
const failed = [];
for (const each of version === 'all' ? SUPPORTED : [version]) {
  const bin = fetchNode(each);
  for (const suite of suites) if (runJest(bin, suite) !== 0) failed.push(`${each} ${suite.join(' ')}`.trim());
}
if (failed.length > 0) console.error(`Failed on Node.js ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);

/** @returns the folder of its programs */
function fetchNode(wanted) {
  const folder = join(cacheFolder, `node-${wanted}`);
  const bin = join(folder, 'node_modules', '.bin');
  const fetched = () => spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (!fetched()) {
    console.error(`Fetching Node.js ${wanted} …`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const { status, stderr } = spawnSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${wanted}`],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0 || !fetched()) {
      const said = stderr?.trim().split('\n').slice(0, 3).join('\n');
      console.error(
        `Node.js ${wanted} could not be fetched: npm’s registry has to be reached the first time.${said ? `\n${said}` : ''}`,
      );
      process.exit(1);
    }
  }
  console.error(`On Node.js ${fetched()}`);
  return bin;
}

function runJest(bin, suite) {
  const { status } = spawnSync(join(bin, 'node'), [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...suite], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH}`,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    },
  });
  return status ?? 1;
}

// `npm run test:node -- 24 [what jest takes]`: the tests on another version of Node.js, which npm's package `node` brings.
// The programs that they start run on it as well. Plain JavaScript, as prepare.mjs beside it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, SUPPORTED } from './prepare.mjs';

const [version = '', ...words] = process.argv.slice(2);
if (!/^\d+(\.\d+){0,2}$/.test(version)) {
  console.error(
    `Say which version of Node.js: npm run test:node -- ${SUPPORTED.join(', or ')}. What follows it goes to jest.`,
  );
  process.exit(2);
}
const { cacheFolder } = await import(join(root, 'dist', 'deploy', 'local', 'folders.js'));
const folder = join(cacheFolder, `node-${version}`);
const bin = join(folder, 'node_modules', '.bin');
const fetched = () => spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout?.trim();

if (!fetched()) {
  console.error(`Fetching Node.js ${version} …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (status !== 0 || !fetched()) {
    const said = stderr?.trim().split('\n').slice(0, 3).join('\n');
    console.error(
      `Node.js ${version} could not be fetched: npm’s registry has to be reached the first time.${said ? `\n${said}` : ''}`,
    );
    process.exit(1);
  }
}
console.error(`On Node.js ${fetched()}`);
const { status } = spawnSync(join(bin, 'node'), [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...words], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  },
});
process.exit(status ?? 1);

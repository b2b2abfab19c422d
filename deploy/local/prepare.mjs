// Makes a fresh checkout runnable: checks Node.js, installs packages and builds, where missing or stale. Plain
// JavaScript, since nothing is installed yet. `npm test` runs it by itself; start.mjs before it hands over.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The releases of Node.js that the tests pass on: `npm run test:node -- 24`. */
export const SUPPORTED = ['20.19', '22', '24'];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Liaison needs Node.js ${SUPPORTED.join(', ')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`,
  );
  process.exit(1);
}
if (!SUPPORTED.some((one) => one.split('.')[0] === String(major)))
  console.error(`Node.js ${process.versions.node} is not tested; supported are ${SUPPORTED.join(', ')}.`);

const npm = (...words) => {
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', words, options);
  if (status !== 0) process.exit(status ?? 1);
};

const installed = join(root, 'node_modules', '.package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) {
  console.error('Installing packages (the first time, about a minute) …');
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
}

/** When anything that is built was last changed, in milliseconds since 1970. */
function lastChange(path) {
  const stat = statSync(path);
  return stat.isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => lastChange(join(path, name))))
    : stat.mtimeMs;
}
const SOURCES = ['apps', 'libs', 'deploy', 'test', 'package.json', 'package-lock.json', 'tsconfig.json'];
const built = join(root, 'dist', 'built');
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...SOURCES.map((name) => lastChange(join(root, name))))) {
  console.error('Building …');
  npm('run', '--silent', 'build');
  writeFileSync(built, '');
}

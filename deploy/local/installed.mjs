// Checks Node.js, and installs packages where they are missing or stale. Plain JavaScript, since nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The releases of Node.js that the tests pass on: `npm run test:node -- 24`. */
export const SUPPORTED = ['20.19', '22.12', '24'];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Liaison needs Node.js ${SUPPORTED.join(', ')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`,
  );
  process.exit(1);
}
if (!SUPPORTED.some((one) => one.split('.')[0] === String(major)))
  console.error(`Node.js ${process.versions.node} is not tested; supported are ${SUPPORTED.join(', ')}.`);

export const npm = (...words) => {
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', words, options);
  if (status !== 0) process.exit(status ?? 1);
};

const installed = join(root, 'node_modules', '.package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) {
  console.error('Installing packages (the first time, about a minute) …');
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
}

// Makes a fresh checkout runnable: what installed.mjs does, and builds where that is missing or stale. `npm test` runs it by
// itself; start.mjs before it hands over.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './installed.mjs';

export { root, SUPPORTED } from './installed.mjs';

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

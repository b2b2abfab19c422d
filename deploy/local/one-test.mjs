// `npm run test:one -- PATH`: one test file, or those whose path has this in it, wherever they are. Pure tests run from the
// source as it is; those that start nodes need them built, which is done where the source has changed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './installed.mjs';

const [path, ...words] = process.argv.slice(2);
if (!path) {
  console.error('Say which test: npm run test:one -- libs/cases, or test/attacks/officer -t "part of its name"');
  process.exit(1);
}
// The long ones, too. It comes last: what follows it would be taken for another such pattern.
const everyTest = '--testPathIgnorePatterns=/node_modules/';
const options = {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
};
const program = join(root, 'node_modules/jest/bin/jest.js');
const { stdout } = spawnSync(process.execPath, [program, path, '--listTests', everyTest], {
  ...options,
  stdio: 'pipe',
});
const files = String(stdout)
  .split('\n')
  .filter((line) => line.endsWith('.test.ts'));
if (files.some((file) => /#deploy\/|'dist'/.test(readFileSync(file, 'utf8')))) await import('./prepare.mjs');
const { status } = spawnSync(process.execPath, [program, path, ...words, everyTest], options);
process.exit(status ?? 1);

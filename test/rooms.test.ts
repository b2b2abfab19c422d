import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('the rooms keep to their rules: pure libraries, no app in a library, no kind in a kind', () => {
  expect(() => execFileSync('npx', ['depcruise', 'apps', 'libs', 'deploy', 'test'], { stdio: 'pipe' })).not.toThrow();
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

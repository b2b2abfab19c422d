import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';

/**
 * Tests of what a machine may lack. Where it does they are skipped, and the run ends by naming what was lacking
 * (test/support/names-skips.mjs).
 */
export const whereThereIs = (what: string, there: boolean, title: string, tests: () => void): void =>
  (there ? describe : describe.skip)(`${title} [with ${what}]`, tests);

/** Material that others made, which lies beside the checkout. */
export const SHARED = '../shared';
export const whereSharedIs = (title: string, tests: () => void): void =>
  whereThereIs(SHARED, existsSync(SHARED), title, tests);

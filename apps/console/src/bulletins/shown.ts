import type { Bulletin } from '#libs/api/bulletins.js';

/** What is read of a bulletin with its sources. */
export interface Shown {
  readonly data: Bulletin;
  readonly body: object;
}

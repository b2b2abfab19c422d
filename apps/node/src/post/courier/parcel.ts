import type { OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';

/** A message on its way, to those who have given no receipt for it. */
export interface Parcel {
  readonly message: OutboxRow;
  readonly recipients: OutboxRecipientRow[];
  /** How many more are not written to, because their member is suspended. */
  readonly held: number;
}

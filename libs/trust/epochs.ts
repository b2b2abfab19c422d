const WEEK_MS = 7 * 24 * 3600 * 1000;
/** The epoch at a time given in milliseconds since 1970-01-01T00:00Z: whole weeks since then. */
export const epochAt = (ms: number): number => Math.floor(ms / WEEK_MS);
/** How long after its end an epoch's private keys are kept, for mail that was under way: two weeks. */
export const EPOCH_GRACE_MS = 2 * WEEK_MS;

/** How far a mailbox's consumer has come, as the hub says; places are those of its stream. */
export interface Standing {
  /** The last place that was given out, or passed over as another's. */
  readonly delivered: number;
  /** Up to here everything is acknowledged. */
  readonly acknowledged: number;
  /** What was given out and is not acknowledged. */
  readonly unacknowledged: number;
  /** What was not given out yet. */
  readonly pending: number;
}

/**
 * The place behind all that the hub has for a mailbox now; undefined while some of that was never given out, so that the hub does not
 * say where it ends.
 */
export const markOf = ({ pending, delivered }: Standing): number | undefined => (pending === 0 ? delivered : undefined);

/**
 * Whether all up to a mark was taken in. What came since does not count: whoever sends something every second keeps a mailbox from
 * ever being empty.
 */
export const isPast = ({ delivered, acknowledged, unacknowledged }: Standing, mark: number): boolean =>
  delivered >= mark && (unacknowledged === 0 || acknowledged >= mark);

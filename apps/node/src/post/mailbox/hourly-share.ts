/** How much of a member's mail is kept within an hour, in bytes as it travels: a million alerts a week are less. */
export const MOST_BYTES_AN_HOUR = 256 * 1024 * 1024;
export const HOUR_MS = 3_600_000;

/** A packet, with whose share it takes up. */
export interface Shared {
  readonly member: string;
  readonly bytes: number;
}

/**
 * Which packets of a batch fit into their members' shares, in their order. What does not fit is let go without a receipt: its
 * sender keeps it and sends it again.
 * @param kept what each member's take up already
 */
export function fitting<Packet extends Shared>(
  packets: readonly Packet[],
  kept: ReadonlyMap<string, number>,
  most: number,
): { fit: Packet[]; over: Packet[] } {
  const after = new Map(kept);
  const fit: Packet[] = [];
  const over: Packet[] = [];
  for (const packet of packets) {
    const bytes = (after.get(packet.member) ?? 0) + packet.bytes;
    if (bytes > most) over.push(packet);
    else {
      after.set(packet.member, bytes);
      fit.push(packet);
    }
  }
  return { fit, over };
}

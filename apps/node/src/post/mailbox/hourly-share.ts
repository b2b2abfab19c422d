/** How much of a member's mail is read within an hour, in bytes as it travels: a million alerts a week are less. */
export const MOST_BYTES_AN_HOUR = 256 * 1024 * 1024;
export const HOUR_MS = 3_600_000;

/** What is refused counts as so long at least: to find out takes its time however short it is. So eight thousand of them are a share. */
const REFUSED_BYTES = 32 * 1024;

/** How much of its member's share a packet takes up that was refused. */
export const refusedAs = (bytes: number): number => Math.max(bytes, REFUSED_BYTES);

/** A receipt is nothing but hashes to look up: it takes as long as mail of about so many times its bytes. */
const RECEIPT_TIMES = 8;

/** How much a receipt takes up that proves nothing: two thousand of the longest are a share. */
export const uselessAs = (bytes: number): number => refusedAs(bytes * RECEIPT_TIMES);

/** A packet, with whose share it takes up. */
export interface Shared {
  readonly member: string;
  readonly bytes: number;
}

/**
 * Which packets of a batch fit into their members' shares, in their order. What does not fit is let go without a receipt: its
 * sender keeps it and sends it again.
 * @param taken what each member's take up already
 */
export function fitting<Packet extends Shared>(
  packets: readonly Packet[],
  taken: ReadonlyMap<string, number>,
  most: number,
): { fit: Packet[]; over: Packet[] } {
  const after = new Map(taken);
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

const HOUR_MS = 3_600_000;

/** How much of a member's mail is kept within an hour, in bytes as it travels: a million alerts a week are less. */
export const MOST_BYTES_AN_HOUR = 256 * 1024 * 1024;

/**
 * What each member may have kept within an hour: a bound against who fills the disk, in memory alone. What does not fit is let
 * go without a receipt: its sender keeps it and sends it again.
 */
export class HourlyShare {
  private began = 0;
  private readonly kept = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Which packets of a batch fit, in their order; nothing is counted before `count`. */
  fitting<Packet extends { readonly member: string; readonly bytes: number }>(
    packets: readonly Packet[],
    now: number,
  ): { fit: Packet[]; over: Packet[] } {
    if (now - this.began >= HOUR_MS) {
      this.began = now;
      this.kept.clear();
    }
    const after = new Map(this.kept);
    const fit: Packet[] = [];
    const over: Packet[] = [];
    for (const packet of packets) {
      const bytes = (after.get(packet.member) ?? 0) + packet.bytes;
      if (bytes > this.most) over.push(packet);
      else {
        after.set(packet.member, bytes);
        fit.push(packet);
      }
    }
    return { fit, over };
  }

  /** Whether a packet finds room now. One that does not need not be opened, which costs the more the longer it is. */
  hasRoomFor({ member, bytes }: { readonly member: string; readonly bytes: number }, now: number): boolean {
    return now - this.began >= HOUR_MS || (this.kept.get(member) ?? 0) + bytes <= this.most;
  }

  /** Once they are kept. */
  count(packets: readonly { readonly member: string; readonly bytes: number }[]): void {
    for (const { member, bytes } of packets) this.kept.set(member, (this.kept.get(member) ?? 0) + bytes);
  }
}

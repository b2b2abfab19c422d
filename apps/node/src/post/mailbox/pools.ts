import type { Share } from './shares.service.js';

/** What a member's packets may take up while they wait: what a known key signed, and what none did. */
export const POOLS = {
  waiting: { messages: 2000, bytes: 32 * 1024 * 1024 },
  'waiting-unsigned': { messages: 200, bytes: 4 * 1024 * 1024 },
} as const satisfies Record<string, Share>;
export type Pool = keyof typeof POOLS;

/** A packet that is to wait, with whose share of which pool it takes up. */
export interface Pooled {
  readonly pool: Pool;
  readonly member: string;
  readonly bytes: number;
}

/** The name of a member's share of a pool. */
export const shareName = ({ pool, member }: Pick<Pooled, 'member'> & { readonly pool: string }): string =>
  `${pool} ${member}`;

/** Those that there is room for, in the order in which they came. @param taken what each share holds already, by its name */
export function withinPools<Packet extends Pooled>(
  packets: readonly Packet[],
  taken: ReadonlyMap<string, Share>,
): { fit: Packet[]; over: Packet[] } {
  const held = new Map(taken);
  const fit: Packet[] = [];
  const over: Packet[] = [];
  for (const packet of packets) {
    const before = held.get(shareName(packet)) ?? { messages: 0, bytes: 0 };
    const after = { messages: before.messages + 1, bytes: before.bytes + packet.bytes };
    const most = POOLS[packet.pool];
    const fits = after.messages <= most.messages && after.bytes <= most.bytes;
    if (fits) held.set(shareName(packet), after);
    (fits ? fit : over).push(packet);
  }
  return { fit, over };
}

import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { cosignedAt } from '#libs/log/cosignature.js';
import { memberOf } from './address.js';
import { type DirectoryState, witnessKeyAt } from './directory.js';

/** How far a checkpoint is witnessed, by members: several nodes of one member count once. */
export interface Witnessing {
  /** Members whose nodes cosigned, and how many there have to be. */
  readonly members: number;
  readonly quorum: number;
  /** Since when so many have stood by it at once, in seconds since 1970-01-01T00:00Z; undefined below the quorum. How fresh it is. */
  readonly since: number | undefined;
  /**
   * By when so many had said it, in seconds since 1970-01-01T00:00Z; undefined below the quorum, or where nobody could say it. That it
   * existed: whoever has fewer nodes than a quorum cannot date it back, whichever of the others' words are left out.
   */
  readonly by: number | undefined;
}

/**
 * Counts a checkpoint's cosignatures by the directory as it stands at that checkpoint. The quorum is more than half of
 * the members that have a live node: two checkpoints that contradict each other cannot both have it unless a member's
 * node signed both.
 */
export function witnessing(state: DirectoryState, checkpoint: SignedCheckpoint): Witnessing {
  const latest = new Map<string, number | undefined>();
  for (const node of state.nodes.values()) {
    const key = witnessKeyAt(state, node, state.size);
    if (!key) continue;
    const member = memberOf(node.name);
    const times = [latest.get(member), cosignedAt(checkpoint, { name: node.name, key })];
    const known = times.filter((time) => time !== undefined);
    latest.set(member, known.length > 0 ? Math.max(...known) : undefined);
  }
  const times = [...latest.values()].filter((time) => time !== undefined).sort((a, b) => b - a);
  const quorum = latest.size === 0 ? 0 : Math.floor(latest.size / 2) + 1;
  return {
    members: times.length,
    quorum,
    since: quorum === 0 ? 0 : times[quorum - 1],
    by: quorum === 0 ? undefined : times.at(-quorum),
  };
}

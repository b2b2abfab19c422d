import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import type { Witness } from '#libs/log/cosignature.js';
import { type TlogPolicy, type Witnessing, witnessedBy } from '#libs/log/policy.js';
import { type MemberCode, memberOf } from './address.js';
import { type DirectoryState, witnessKeyAt } from './directory.js';

export type { Witnessing } from '#libs/log/policy.js';

/**
 * How many members have to stand by a checkpoint, of so many that have a live node: more than two thirds, so that of two checkpoints
 * that contradict each other both have it only where more than a third of the members signed both. Below four, where that would be all
 * of them and one that is away would stop the network, more than half.
 */
export const quorumOf = (members: number): number => {
  if (members === 0) return 0;
  return members < 4 ? Math.floor(members / 2) + 1 : Math.floor((2 * members) / 3) + 1;
};

/** The policy that follows from the directory as it stands: several nodes of one member count once. */
export function policyOf(state: Readonly<DirectoryState>): TlogPolicy {
  const witnesses = new Map<string, Witness>();
  const nodes = new Map<MemberCode, string[]>();
  for (const node of state.nodes.values()) {
    const key = witnessKeyAt(state, node, state.size);
    if (!key) continue;
    const member = memberOf(node.name);
    witnesses.set(node.name, { name: node.name, key });
    nodes.set(member, [...(nodes.get(member) ?? []), node.name]);
  }
  const groups = new Map([...nodes].map(([member, members]) => [`member:${member}`, { threshold: 1, members }]));
  const names = [...groups.keys()];
  if (names.length > 0) groups.set(QUORUM, { threshold: quorumOf(names.length), members: names });
  return {
    logs: state.log ? [{ name: state.log.origin, key: state.log.key }] : [],
    witnesses,
    groups,
    quorum: names.length > 0 ? QUORUM : undefined,
  };
}

const QUORUM = 'quorum';

/**
 * Counts a checkpoint's cosignatures by the directory as it stands at that checkpoint.
 * @param before what was relied on before: fewer witnesses are enough from the first checkpoint on that as many stand by as had to
 *   there, so that whoever takes members out cannot be a quorum with those that are left in one step
 */
export function witnessing(
  state: Readonly<DirectoryState>,
  checkpoint: SignedCheckpoint,
  before?: Readonly<DirectoryState>,
): Witnessing {
  const atLeast = before ? (policyOf(before).groups.get(QUORUM)?.threshold ?? 0) : 0;
  return witnessedBy(policyOf(state), checkpoint, atLeast);
}

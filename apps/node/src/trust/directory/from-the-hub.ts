import type { NatsConnection } from '@nats-io/transport-node';
import { noteOf, type SignedCheckpoint } from '#libs/log/checkpoint.js';
import type { ForkEvidence } from '#libs/log/fork.js';
import { accept, type Outcome } from '#libs/outcome/index.js';
import { fetchEntries, fetchProof } from '#libs/transport/directory-client.js';
import type { Replica } from '#libs/trust/replica.js';

/** What a copy lacks of the log that the directory shows, with the checkpoint that the entries lead to. Nothing of it is verified yet. */
export async function fetchNewer(
  connection: NatsConnection,
  replica: Replica,
): Promise<Outcome<{ readonly checkpoint: SignedCheckpoint; readonly entries: readonly Uint8Array[] }>> {
  const entries: Uint8Array[] = [];
  const from = replica.tree.size;
  for (;;) {
    const reply = await fetchEntries(connection, from + entries.length);
    if (!reply.ok) return reply;
    entries.push(...reply.value.entries);
    const checkpoint = replica.read(reply.value.checkpoint, entries[0]);
    if (!checkpoint.ok) return checkpoint;
    if (reply.value.entries.length === 0 || from + entries.length >= checkpoint.value.size)
      return accept({ checkpoint: checkpoint.value, entries });
  }
}

/**
 * What shows that two checkpoints are of two logs: from this copy where the other is the older, otherwise from the directory.
 * @param own the newest that was verified here
 * @returns undefined where it cannot be had
 */
export async function contradictionOf(
  own: SignedCheckpoint,
  other: SignedCheckpoint,
  { tree }: Replica,
  connection: () => Promise<NatsConnection>,
): Promise<ForkEvidence | undefined> {
  if (other.size > 0 && other.size <= own.size) {
    const proof = tree.consistencyProof(other.size, own.size);
    return { older: noteOf(other), newer: noteOf(own), prefixRoot: tree.root(other.size), proof };
  }
  if (own.size === 0) return undefined;
  const reply = await fetchProof(await connection(), { of: 'consistency', older: own.size, newer: other.size });
  if (!reply.ok || !reply.value.ok) return undefined;
  const { root, proof } = reply.value;
  return { older: noteOf(own), newer: noteOf(other), prefixRoot: root, proof };
}

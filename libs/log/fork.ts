import { equalBytes } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { readCheckpoint } from './checkpoint.js';
import { verifyConsistency } from './merkle.js';

/**
 * Two checkpoints that the log signed and that cannot both be of one append-only log. Convinces anyone who has the log's
 * key: the newer tree begins with `prefixRoot` where the older checkpoint says another root.
 */
export interface ForkEvidence {
  /** The checkpoint with fewer entries (or as many), and the one with more: signed notes. */
  readonly older: string;
  readonly newer: string;
  /** Root of the newer tree's first entries, as many as the older has. */
  readonly prefixRoot: Uint8Array;
  /** RFC 9162 consistency proof from `prefixRoot` to the newer root; empty where both have one size. */
  readonly proof: readonly Uint8Array[];
}

export type EvidenceRefusal = 'checkpoint-malformed' | 'checkpoint-unsigned' | 'proof-wrong' | 'no-contradiction';

/** Verifies that the log contradicted itself. @returns the sizes of the two checkpoints */
export function verifyFork(
  evidence: ForkEvidence,
  origin: string,
  logKey: Uint8Array,
): Outcome<{ older: number; newer: number }, EvidenceRefusal> {
  const older = readCheckpoint(evidence.older, origin, logKey);
  if (!older.ok) return older;
  const newer = readCheckpoint(evidence.newer, origin, logKey);
  if (!newer.ok) return newer;
  const { prefixRoot, proof } = evidence;
  const consistent = verifyConsistency(older.value.size, newer.value.size, proof, prefixRoot, newer.value.root);
  if (!consistent.ok) return consistent;
  return equalBytes(prefixRoot, older.value.root)
    ? refuse(
        'no-contradiction',
        'The two checkpoints are of one log.',
        'There is nothing to hold against the directory.',
      )
    : accept({ older: older.value.size, newer: newer.value.size });
}

import { z } from 'zod';
import { Base64 } from '#libs/cose/base64-field.js';
import { base64, hex } from '#libs/cose/bytes.js';
import { type EvidenceRefusal, type ForkEvidence, verifyFork } from '#libs/log/fork.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { networkOf } from './fold.js';
import { readEntry } from './statement.js';

/** Evidence against a directory, in a file that anyone can check: signed notes as they were, all else in base64. */
export const ForkEvidenceFile = z.strictObject({
  liaison: z.literal('fork evidence, version 1'),
  /** The log's first entry, which names the network and the log's key. */
  genesis: Base64,
  older: z.string().max(32_768),
  newer: z.string().max(32_768),
  prefixRoot: Base64,
  proof: z.array(Base64).max(64),
});

export const forkEvidenceFile = (genesis: Uint8Array, evidence: ForkEvidence): z.input<typeof ForkEvidenceFile> => ({
  liaison: 'fork evidence, version 1',
  genesis: base64(genesis),
  older: evidence.older,
  newer: evidence.newer,
  prefixRoot: base64(evidence.prefixRoot),
  proof: evidence.proof.map(base64),
});

/**
 * Checks such a file by itself. @returns the network that it is about, by name and by the hash to compare with the one
 * that the committee read out, and the sizes of the two checkpoints that cannot both be true
 */
export function verifyForkEvidence(
  file: z.output<typeof ForkEvidenceFile>,
): Outcome<{ network: string; name: string; older: number; newer: number }, EvidenceRefusal | 'genesis-malformed'> {
  const read = readEntry(file.genesis);
  const network = networkOf(file.genesis);
  if (!read.ok || read.value.statement.body.type !== 'genesis' || !network) {
    return refuse('genesis-malformed', 'The file holds no genesis statement.', 'Ask for the evidence again.');
  }
  const { name, logOrigin, logKey } = read.value.statement.body;
  const forked = verifyFork(file, logOrigin, logKey);
  return forked.ok ? accept({ network: hex(network), name, ...forked.value }) : forked;
}

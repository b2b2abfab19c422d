import { sha256 } from '#libs/cose/bytes.js';
import { leafHash, MerkleTree, verifyInclusion } from '#libs/log/merkle.js';

/** A case as it stood when it was committed to. */
export interface CommittedCase {
  /** 32 bytes */
  readonly caseId: Uint8Array;
  /** Hashes of its newest events, in order. */
  readonly heads: readonly Uint8Array[];
  /** 32 random bytes, so that nobody finds the case by trying. */
  readonly salt: Uint8Array;
}

/** Where a case's leaf is in the tree whose root stands in the log. */
export interface CommitmentProof {
  readonly root: Uint8Array;
  readonly index: number;
  readonly leaves: number;
  readonly proof: readonly Uint8Array[];
}

/** SHA-256(0x00 ‖ salt ‖ case ‖ SHA-256(heads)): RFC 9162 leaf hash. */
const leafOf = ({ salt, caseId, heads }: CommittedCase): Uint8Array =>
  leafHash(Buffer.concat([salt, caseId, sha256(Buffer.concat(heads))]));

/** One root for many cases, and for each its proof. */
export function commitTo(cases: readonly CommittedCase[]): CommitmentProof[] {
  const tree = new MerkleTree();
  for (const one of cases) tree.append(leafOf(one));
  const root = tree.root();
  return cases.map((_, index) => ({
    root,
    index,
    leaves: cases.length,
    proof: tree.inclusionProof(index, cases.length),
  }));
}

export const isCommitted = (one: CommittedCase, { root, index, leaves, proof }: CommitmentProof): boolean =>
  verifyInclusion(leafOf(one), index, leaves, proof, root).ok;

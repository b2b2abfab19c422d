import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equalBytes, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { readCheckpoint, signCheckpoint } from './checkpoint.js';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from './merkle.js';

const foreign = '../shared/foreign/merkle/testdata';

/** RFC 9162 §2.1.1 word for word, to compare the tree with. */
function naiveRoot(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return leafHash(leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const treeOf = (size: number) => {
  const tree = new MerkleTree();
  const leaves = Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));
  for (const leaf of leaves) tree.append(leafHash(leaf));
  return { tree, leaves };
};

describe('the Merkle tree', () => {
  test('has the roots of RFC 9162’s definition at every size', () => {
    const { tree, leaves } = treeOf(70);
    for (let size = 0; size <= 70; size++) {
      expect(equalBytes(tree.root(size), naiveRoot(leaves.slice(0, size)))).toBe(true);
    }
  });

  test('proves inclusion and consistency, and no other leaf, index, size or root passes', () => {
    const { tree, leaves } = treeOf(70);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(69), fc.nat(69), (size, i, o) => {
        const [index, older] = [i % size, 1 + (o % size)];
        const proof = tree.inclusionProof(index, size);
        const root = tree.root(size);
        const leaf = leafHash(leaves[index]!);
        expect(verifyInclusion(leaf, index, size, proof, root).ok).toBe(true);
        expect(verifyInclusion(leafHash(utf8('forged')), index, size, proof, root).ok).toBe(false);
        expect(verifyInclusion(leaf, index + size, size, proof, root).ok).toBe(false);
        if (size > 1) {
          expect(verifyInclusion(leaf, (index + 1) % size, size, proof, root).ok).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof.slice(1), root).ok).toBe(false);
        }
        const path = tree.consistencyProof(older, size);
        expect(verifyConsistency(older, size, path, tree.root(older), root).ok).toBe(true);
        expect(verifyConsistency(older, size, path, sha256(root), root).ok).toBe(false);
        expect(verifyConsistency(older, size, path, tree.root(older), sha256(root)).ok).toBe(false);
      }),
    );
  });

  const vectors = existsSync(foreign) ? filesBelow(foreign) : [];
  if (vectors.length === 0) console.warn(`skipped: transparency-dev's Merkle vectors are not at ${foreign}`);
  (vectors.length > 0 ? test : test.skip)('agrees with transparency-dev’s vectors, the wrong ones among them', () => {
    let wrongOnes = 0;
    for (const file of vectors) {
      const v = JSON.parse(readFileSync(file, 'utf8'));
      const raw = (text: string | null) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
      const proof = (v.proof ?? []).map(raw);
      const outcome =
        'leafIdx' in v
          ? verifyInclusion(raw(v.leafHash), v.leafIdx, v.treeSize, proof, raw(v.root))
          : verifyConsistency(v.size1, v.size2, proof, raw(v.root1), raw(v.root2));
      if (v.wantErr) wrongOnes++;
      expect([file, outcome.ok]).toEqual([file, !v.wantErr]);
    }
    expect(wrongOnes).toBeGreaterThan(100);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.json') ? [path] : [];
  });
}

describe('a checkpoint', () => {
  const key = newSigningKey();
  const checkpoint = { origin: 'liaison.test/log', size: 7, root: sha256(utf8('root')) };

  test('is read back from its signed note', () => {
    expect(readCheckpoint(signCheckpoint(checkpoint, key), checkpoint.origin, key.publicKey)).toMatchObject({
      ok: true,
      value: { size: 7 },
    });
  });

  test('is refused with any character changed, from another key, or of another log', () => {
    const note = signCheckpoint(checkpoint, key);
    for (let at = 0; at < note.length; at++) {
      const altered = note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1);
      expect([at, readCheckpoint(altered, checkpoint.origin, key.publicKey).ok]).toEqual([at, false]);
    }
    expect(readCheckpoint(note, checkpoint.origin, newSigningKey().publicKey).ok).toBe(false);
    expect(readCheckpoint(note, 'other.test/log', key.publicKey).ok).toBe(false);
  });
});

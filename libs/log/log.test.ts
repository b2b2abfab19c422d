import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equalBytes, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, verifyBytes } from '#libs/cose/ed25519.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { readCheckpoint, signCheckpoint } from './checkpoint.js';
import { cosign, cosignedAt } from './cosignature.js';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from './merkle.js';
import { readNote, signaturesIn } from './note.js';
import { entryBundle, readEntryBundle, readTilePath, type TilePath, tileOf, tilePath } from './tiles.js';

const foreign = `${SHARED}/foreign/merkle/testdata`;

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

  test('takes back what was appended, as if it had never been', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.nat(70), (kept, more) => {
        const { tree } = treeOf(kept);
        for (let i = 0; i < more; i++) tree.append(leafHash(utf8(`other ${i}`)));
        tree.truncate(kept);
        expect([tree.size, equalBytes(tree.root(), treeOf(kept).tree.root())]).toEqual([kept, true]);
        tree.append(leafHash(utf8(`entry ${kept}`)));
        expect(equalBytes(tree.root(), treeOf(kept + 1).tree.root())).toBe(true);
      }),
    );
  });

  const vectors = existsSync(foreign) ? filesBelow(foreign) : [];
  whereSharedIs('and another implementation', () => {
    test('agree on transparency-dev’s vectors, the wrong ones among them', () => {
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
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.json') ? [path] : [];
  });
}

describe('tiles (C2SP tlog-tiles)', () => {
  const { tree, leaves } = treeOf(600);

  test('a path has one form, and it is read back', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 5, 'entries' as const),
        fc.nat(5_000_000),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          expect(readTilePath(tilePath({ level, index, width }))).toEqual({ ok: true, value: { level, index, width } });
        },
      ),
    );
    for (const path of [
      'tile/0/0',
      'tile/0/x000/001',
      'tile/00/001',
      'tile/6/001',
      'tile/0/001.p/0',
      'tile/0/001.p/256',
      'tile/0/001.p/257',
      '../001',
      'tile/0/001/',
    ]) {
      expect([path, readTilePath(path).ok]).toEqual([path, false]);
    }
  });

  test('hold the hashes of the leaves, and of the tiles below', () => {
    const tile = (path: string) => tileOf(tree, (readTilePath(path) as { value: TilePath }).value);
    const first = tile('tile/0/000') as { value: Uint8Array };
    expect(equalBytes(first.value.subarray(32, 64), leafHash(leaves[1]!))).toBe(true);
    const upper = tile('tile/1/000.p/2') as { value: Uint8Array };
    expect(equalBytes(upper.value.subarray(0, 32), treeOf(256).tree.root())).toBe(true);
    expect([tile('tile/0/002.p/88').ok, tile('tile/0/002.p/89').ok, tile('tile/1/000.p/3').ok]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a bundle of entries is read back, and refused when it is cut anywhere', () => {
    const entries = [utf8('one'), utf8(''), utf8('three')];
    const bundle = entryBundle(entries);
    expect(readEntryBundle(bundle)).toEqual({ ok: true, value: entries });
    const whole = new Set([0, 5, 7]);
    for (let cut = 0; cut < bundle.length; cut++)
      expect(readEntryBundle(bundle.subarray(0, cut)).ok).toBe(whole.has(cut));
  });
});

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

test('a cosignature of a time that no clock shows does not count, and a note with U+0000 is none', () => {
  const key = newSigningKey();
  const text = 'log\n1\nx\n';
  const at = (seconds: number) => {
    const lines = [cosign({ text }, 'ne/main', key, seconds)];
    return cosignedAt({ text, lines }, { name: 'ne/main', key: key.publicKey });
  };
  expect([at(1_795_500_000), at(9e12), at(Number.MAX_SAFE_INTEGER)]).toEqual([1_795_500_000, undefined, undefined]);
  expect(readNote('log\n1\nx\n\n— a\0 b\n')).toBeUndefined();
});

test('a signed note of golang.org/x/mod/sumdb/note’s documentation is verified, and refused when changed', () => {
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const signature = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
  const key = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1);
  const note = readNote(`${text}\n— PeterNeumann ${signature}\n`)!;
  const [found] = signaturesIn(note.lines, 'PeterNeumann', 1, key);
  expect(verifyBytes(utf8(note.text), found!, key)).toBe(true);
  expect(verifyBytes(utf8(note.text.replace('problem', 'question')), found!, key)).toBe(false);
  expect(signaturesIn(note.lines, 'PeterNeumann', 4, key)).toEqual([]);
});

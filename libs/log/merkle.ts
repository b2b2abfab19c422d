import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';

/** Hash of a leaf, RFC 9162 §2.1.1. */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(Uint8Array.of(0), entry);
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(Uint8Array.of(1), left, right);

const HASH_BYTES = 32;

/** Hashes in a row, in one piece of memory that grows: a log of a million entries is two million of them. */
class HashRow {
  private bytes = new Uint8Array(8 * HASH_BYTES);
  length = 0;

  at(index: number): Uint8Array {
    return this.bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  push(hash: Uint8Array): void {
    if ((this.length + 1) * HASH_BYTES > this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes.set(hash, this.length++ * HASH_BYTES);
  }
}

/** A Merkle tree (RFC 9162 §2.1) that keeps the hash of every complete subtree. */
export class MerkleTree {
  /** levels[h].at(i) is the hash of the complete subtree over leaves [i·2^h, (i+1)·2^h). */
  private readonly levels: HashRow[] = [new HashRow()];

  get size(): number {
    return this.levels[0]!.length;
  }

  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let height = 0; ; height++) {
      this.levels[height] ??= new HashRow();
      const level = this.levels[height]!;
      level.push(hash);
      if (level.length % 2 === 1) return;
      hash = nodeHash(level.at(level.length - 2), hash);
    }
  }

  /** Takes back what was appended beyond `size` leaves: for leaves that turned out not to lead to a signed root. */
  truncate(size: number): void {
    if (size > this.size) throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
    this.levels.forEach((level, height) => {
      level.length = Math.floor(size / 2 ** height);
    });
  }

  /** The hash of the complete subtree of 2^height leaves that is number `index` from the left; RangeError beyond the tree. */
  subtree(height: number, index: number): Uint8Array {
    const level = this.levels[height];
    if (!level || index >= level.length) throw new RangeError('no such complete subtree');
    return level.at(index).slice();
  }

  /** Root of the first `size` leaves; throws RangeError beyond the tree. */
  root(size = this.size): Uint8Array {
    if (size < 0 || size > this.size) throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
    return size === 0 ? sha256(new Uint8Array(0)) : this.range(0, size);
  }

  /** RFC 9162 §2.1.3.1: that leaf `index` is in the tree of `size` leaves. */
  inclusionProof(index: number, size: number): Uint8Array[] {
    if (index >= size || size > this.size) throw new RangeError('no such leaf');
    return this.path(index, 0, size);
  }

  /** RFC 9162 §2.1.4.1: that the tree of `newer` leaves begins with the tree of `older` leaves. */
  consistencyProof(older: number, newer: number): Uint8Array[] {
    if (older === 0 || older > newer || newer > this.size) throw new RangeError('no such sizes');
    return older === newer ? [] : this.subproof(older, 0, newer, true);
  }

  private range(from: number, to: number): Uint8Array {
    const length = to - from;
    const height = Math.log2(length);
    if (Number.isInteger(height)) return this.subtree(height, from / length);
    const middle = from + largestPowerBelow(length);
    return nodeHash(this.range(from, middle), this.range(middle, to));
  }

  private path(index: number, from: number, to: number): Uint8Array[] {
    if (to - from === 1) return [];
    const middle = from + largestPowerBelow(to - from);
    return index < middle
      ? [...this.path(index, from, middle), this.range(middle, to)]
      : [...this.path(index, middle, to), this.range(from, middle)];
  }

  private subproof(older: number, from: number, to: number, complete: boolean): Uint8Array[] {
    if (older === to) return complete ? [] : [this.range(from, to)];
    const middle = from + largestPowerBelow(to - from);
    return older <= middle
      ? [...this.subproof(older, from, middle, complete), this.range(middle, to)]
      : [...this.subproof(older, middle, to, false), this.range(from, middle)];
  }
}

const largestPowerBelow = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);

const wrong = (what: string) =>
  refuse('proof-wrong', what, 'Keep the proof and the checkpoint as evidence against the log.');

/** Verifies an inclusion proof, RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): Outcome<true, 'proof-wrong'> {
  if (!natural(index, size) || index >= size) return wrong('The leaf index lies beyond the tree.');
  if ([leaf, root, ...proof].some((h) => h.length !== 32)) return wrong('A hash in the proof is not 32 bytes.');
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (sn === 0) return wrong('The inclusion proof is too long.');
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return wrong('The inclusion proof is too short.');
  return equalBytes(hash, root) ? accept(true) : wrong('The inclusion proof leads to another root.');
}

/** Verifies a consistency proof, RFC 9162 §2.1.4.2. From an empty tree nothing can be proved, so that is refused. */
export function verifyConsistency(
  older: number,
  newer: number,
  proof: readonly Uint8Array[],
  olderRoot: Uint8Array,
  newerRoot: Uint8Array,
): Outcome<true, 'proof-wrong'> {
  if (!natural(older, newer) || older > newer) return wrong('The newer tree is smaller than the older one.');
  if (older === 0) return wrong('An empty tree has no consistency proof.');
  if (older === newer) {
    if (proof.length > 0) return wrong('A consistency proof where none is needed.');
    return equalBytes(olderRoot, newerRoot) ? accept(true) : wrong('Two roots for one size: the log forked.');
  }
  if ([olderRoot, newerRoot, ...proof].some((h) => h.length !== 32)) {
    return wrong('A hash in the proof is not 32 bytes.');
  }
  let [fn, sn] = [older - 1, newer - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  const path = fn === 0 ? [olderRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return wrong('The consistency proof is empty.');
  let [fr, sr] = [first, first];
  for (const sibling of path) {
    if (sn === 0) return wrong('The consistency proof is too long.');
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(sibling, fr), nodeHash(sibling, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = nodeHash(sr, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return wrong('The consistency proof is too short.');
  if (!equalBytes(fr, olderRoot)) return wrong('The consistency proof does not lead to the older root.');
  return equalBytes(sr, newerRoot) ? accept(true) : wrong('The consistency proof does not lead to the newer root.');
}

const half = (n: number): number => Math.floor(n / 2);
const natural = (...numbers: number[]): boolean => numbers.every((n) => Number.isSafeInteger(n) && n >= 0);

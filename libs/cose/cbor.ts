import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import { textOf } from '#libs/bounds/text.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { equalBytes } from './bytes.js';

/** Limits of what is decoded, checked on the heads alone before anything is allocated. */
export interface CborBounds {
  readonly bytes: number;
  /** Nested arrays, maps and tags. */
  readonly depth: number;
  /** Data items in all. */
  readonly items: number;
}

export const STATEMENT_BOUNDS: CborBounds = { bytes: 64 * 1024, depth: 16, items: 4096 };

export type CborRefusal = 'cbor-too-large' | 'cbor-too-deep' | 'cbor-malformed' | 'cbor-not-deterministic';

/** Deterministic encoding, RFC 8949 §4.2.1. Maps are `Map`, bytes are `Uint8Array`. */
export function encodeCbor(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Strict decoding: refuses what is out of bounds, malformed, of indefinite length, or would not encode back to the
 * same bytes (RFC 8949 §4.2.1), so that one value has one form and a hash of it one meaning; and text that nothing can
 * keep, wherever it stands.
 */
export function decodeCbor(bytes: Uint8Array, bounds: CborBounds): Outcome<unknown, CborRefusal> {
  if (bytes.length > bounds.bytes) {
    return refuse('cbor-too-large', `${bytes.length} bytes, at most ${bounds.bytes}`, 'Ask the sender for less.');
  }
  const fault = scan(bytes, bounds);
  if (fault) return refuse(fault, 'The CBOR is not well-formed within its bounds.', 'Ask the sender to send it again.');
  try {
    const value: unknown = decode(bytes, {
      useMaps: true,
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      rejectDuplicateMapKeys: true,
      tags: Object.assign([], { 18: taggedArray, 98: taggedArray }),
    });
    if (equalBytes(encodeCbor(value), bytes)) return accept(value);
  } catch {
    return refuse('cbor-malformed', 'The CBOR cannot be decoded.', 'Ask the sender to send it again.');
  }
  return refuse('cbor-not-deterministic', 'Not the deterministic encoding of its value.', 'Update the sender.');
}

/** Tags never reach callers: COSE structures here are untagged inside their containers (RFC 9052 §2). */
const taggedArray = (): never => {
  throw new Error('tagged');
};

/** Walks the heads (RFC 8949 §3) without allocating; returns the fault, or undefined when all is in bounds. */
function scan(bytes: Uint8Array, bounds: CborBounds): 'cbor-too-deep' | 'cbor-malformed' | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** How many items each open container still expects. */
  const open: number[] = [1];
  let at = 0;
  let items = 0;
  while (open.length > 0) {
    const left = open[open.length - 1]!;
    if (left === 0) {
      open.pop();
      continue;
    }
    open[open.length - 1] = left - 1;
    if (at >= bytes.length) return 'cbor-malformed';
    if (++items > bounds.items) return 'cbor-too-deep';
    const initial = bytes[at++]!;
    const major = initial >> 5;
    const info = initial & 31;
    let argument = info;
    if (info >= 28) return 'cbor-malformed';
    if (info >= 24) {
      const width = 1 << (info - 24);
      if (at + width > bytes.length) return 'cbor-malformed';
      argument =
        width === 1
          ? view.getUint8(at)
          : width === 2
            ? view.getUint16(at)
            : width === 4
              ? view.getUint32(at)
              : Number(view.getBigUint64(at));
      at += width;
    }
    if (major === 2 || major === 3) {
      if (argument > bytes.length - at) return 'cbor-malformed';
      if (major === 3 && textOf(bytes.subarray(at, at + argument)) === undefined) return 'cbor-malformed';
      at += argument;
    } else if (major === 4 || major === 5 || major === 6) {
      const children = major === 4 ? argument : major === 5 ? argument * 2 : 1;
      if (children > bytes.length - at) return 'cbor-malformed';
      if (open.length > bounds.depth) return 'cbor-too-deep';
      open.push(children);
    }
  }
  return at === bytes.length ? undefined : 'cbor-malformed';
}

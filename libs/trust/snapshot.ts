import { decodeCbor, encodeCbor } from '#libs/cose/cbor.js';
import { type DirectoryState, emptyDirectory } from './directory.js';

/**
 * The state as bytes, to start from again. It is as good as the one who kept it: a node's own, under its storage key, or
 * a verifier's that made it itself. Equal states have equal snapshots.
 */
export function snapshotOf(state: DirectoryState): Uint8Array {
  return encodeCbor([VERSION, packed(state)]);
}

/** @throws where the bytes are no snapshot of this version; then the log is replayed from its beginning */
export function restoreSnapshot(snapshot: Uint8Array): DirectoryState {
  const decoded = decodeCbor(snapshot, { bytes: snapshot.length, depth: 64, items: Number.MAX_SAFE_INTEGER });
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value[0] !== VERSION) throw new Error('no snapshot');
  return { ...emptyDirectory(), ...(unpacked(decoded.value[1]) as DirectoryState) };
}

const VERSION = 1;
const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/** CBOR has one kind of map: ours are told apart by a word before them. What is undefined is left out. */
function packed(value: unknown): unknown {
  if (value instanceof Map) {
    const entries = [...value].map(([key, one]) => [key, packed(one)] as [string | number, unknown]);
    return ['map', entries.sort(([a], [b]) => (a < b ? -1 : 1))];
  }
  if (Array.isArray(value)) return ['list', value.map(packed)];
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return ['record', entries.sort(byName).map(([name, one]) => [name, packed(one)])];
}

function unpacked(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [form, inner] = value as [string, unknown[]];
  if (form === 'list') return inner.map(unpacked);
  const entries = (inner as [string, unknown][]).map(([key, one]) => [key, unpacked(one)] as const);
  return form === 'map' ? new Map(entries) : Object.fromEntries(entries);
}

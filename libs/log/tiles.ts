import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { MerkleTree } from './merkle.js';

/** C2SP tlog-tiles: tiles are 8 levels high and 256 hashes wide. */
const TILE_HEIGHT = 8;
const TILE_WIDTH = 256;

/** A tile, or a bundle of entries, by its place. */
export interface TilePath {
  /** `entries` for a bundle of log entries. */
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; less than 256 for a partial one. */
  readonly width: number;
}

export type TileRefusal = 'tile-path-malformed' | 'tile-absent';

/** Parses `tile/<level>/<index>[.p/<width>]` (C2SP tlog-tiles, "Merkle Tree"), the index in groups of three digits. */
export function readTilePath(path: string): Outcome<TilePath, TileRefusal> {
  const match = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  const level = match?.[1] === 'entries' ? 'entries' : Number(match?.[1]);
  const width = match?.[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const index = Number(match?.[2]?.replace(/[x/]/g, ''));
  const wanted = { level, index, width } as const;
  // Leading groups of zeros would give one tile two names.
  if (!match || (level !== 'entries' && level > 5) || width > TILE_WIDTH || tilePath(wanted) !== path) {
    return refuse('tile-path-malformed', 'This is no path of a tile.', 'See C2SP tlog-tiles: tile/0/x001/234.');
  }
  return accept(wanted);
}

/** @example tilePath({ level: 0, index: 1234067, width: 256 }) === 'tile/0/x001/x234/067' */
export function tilePath({ level, index, width }: TilePath): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The hashes of a tile, concatenated: those of level 8·L in the tree, from 256·index on. */
export function tileOf(tree: MerkleTree, { level, index, width }: TilePath): Outcome<Uint8Array, TileRefusal> {
  const height = TILE_HEIGHT * (level as number);
  const first = index * TILE_WIDTH;
  if (first + width > Math.floor(tree.size / 2 ** height)) return absent();
  return accept(Buffer.concat(Array.from({ length: width }, (_, i) => tree.subtree(height, first + i))));
}

/** Log entries [256·index, 256·index + width), each after its length (uint16, big-endian). */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** The entries of a bundle; refuses one that is cut or has something after its last entry. */
export function readEntryBundle(bundle: Uint8Array): Outcome<Uint8Array[], 'bundle-cut'> {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 <= bundle.length ? at + 2 + view.getUint16(at) : Number.POSITIVE_INFINITY;
    if (end > bundle.length) {
      return refuse('bundle-cut', `Entry ${entries.length} of the log file is cut.`, 'Fetch the log again.');
    }
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return accept(entries);
}

export const absent = () => refuse('tile-absent', 'The log is not that large yet.', 'Ask for a narrower tile.');

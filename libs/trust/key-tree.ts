import { z } from 'zod';
import { LogPosition as PositionInLog } from '#libs/bounds/numbers.js';
import { Instant } from '#libs/bounds/times.js';
import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { decodeCbor, encodeCbor } from '#libs/cose/cbor.js';
import { keyId } from '#libs/cose/ed25519.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { memberOf, type UnitAddress } from './address.js';
import type { DirectoryState, KeyPeriod, LogPosition, Unit } from './directory.js';

/** All that the first entries of a log say of one signing key of a unit. Positions are the log's. */
export interface KeyStatus {
  readonly from: LogPosition;
  /** When another took its place, or it was revoked. */
  readonly until: LogPosition | null;
  /** When it was said to be in wrong hands, and since when it is, milliseconds since 1970-01-01T00:00Z. */
  readonly revoked: { readonly at: LogPosition; readonly compromisedAt: number } | null;
  /** When its unit was retired. */
  readonly retiredAt: LogPosition | null;
  /** When its member was suspended, and until when. */
  readonly suspensions: readonly (readonly [LogPosition, LogPosition | null])[];
}

/** What the keys' tree says: its root and how many leaves it has. */
export interface KeysRoot {
  readonly root: Uint8Array;
  readonly count: number;
}

/** The tree of all signing keys, by their names in order, with what a key's place in it is proved by. */
export interface KeyTree extends KeysRoot {
  readonly prove: (
    unit: UnitAddress,
    key: Uint8Array,
  ) => { readonly leaf: Uint8Array; readonly index: number; readonly proof: readonly Uint8Array[] } | undefined;
}

/** What a key is called in the tree of a network: it tells nothing to who does not know unit and key. */
export const keyName = (network: Uint8Array, unit: UnitAddress, key: Uint8Array): Uint8Array =>
  sha256(encodeCbor(['liaison/v2 state', network, 'signing-key', [unit, key]]));

/** As far as a position goes: what comes later is not said yet. */
const upTo = (size: LogPosition, at: LogPosition | undefined): LogPosition | null =>
  at !== undefined && at <= size ? at : null;

function statusOf(state: Readonly<DirectoryState>, unit: Unit, period: KeyPeriod, size: LogPosition): KeyStatus {
  const id = keyId(period.key);
  const revocation = unit.revocations.find((one) => equalBytes(one.keyId, id));
  const suspensions = state.members.get(memberOf(unit.address))!.suspensions.filter(({ from }) => from <= size);
  return {
    from: period.from,
    until: upTo(size, period.until),
    revoked:
      revocation && revocation.at <= size ? { at: revocation.at, compromisedAt: revocation.compromisedAt } : null,
    retiredAt: upTo(size, unit.retiredAt),
    suspensions: suspensions.map(({ from, until }) => [from, upTo(size, until)] as const),
  };
}

/**
 * The tree (RFC 9162 §2.1) of what the first `size` entries say of every signing key: one leaf a key, sorted by its name. So one leaf
 * proves all that was said of a key up to there, and that nothing was left out.
 * @param size at most the state's own: what came later is taken out again
 */
export function keyTree(state: Readonly<DirectoryState>, size: LogPosition = state.size): KeyTree {
  const network = state.network!;
  const leaves = [...state.units.values()].flatMap((unit) =>
    unit.signingKeys
      .filter(({ from }) => from <= size)
      .map((period) => {
        const name = keyName(network, unit.address, period.key);
        return { name, leaf: encodeStatus(name, statusOf(state, unit, period, size)) };
      }),
  );
  leaves.sort((a, b) => Buffer.compare(a.name, b.name));
  const tree = new MerkleTree();
  for (const { leaf } of leaves) tree.append(leafHash(leaf));
  return {
    root: tree.root(),
    count: leaves.length,
    prove: (unit, key) => {
      const name = keyName(network, unit, key);
      const index = leaves.findIndex((one) => equalBytes(one.name, name));
      return index < 0
        ? undefined
        : { leaf: leaves[index]!.leaf, index, proof: tree.inclusionProof(index, leaves.length) };
    },
  };
}

/** What the log states of itself next: of all entries so far. */
export function stateRootOf(state: Readonly<DirectoryState>) {
  const { root, count } = keyTree(state);
  return { type: 'state-root' as const, size: state.size, keys: { root, count } };
}

const encodeStatus = (name: Uint8Array, { from, until, revoked, retiredAt, suspensions }: KeyStatus): Uint8Array =>
  encodeCbor([name, [from, until, revoked && [revoked.at, revoked.compromisedAt], retiredAt, suspensions]]);

const Leaf = z.tuple([
  z.instanceof(Uint8Array),
  z.tuple([
    PositionInLog,
    PositionInLog.nullable(),
    z.tuple([PositionInLog, Instant]).nullable(),
    PositionInLog.nullable(),
    z.array(z.tuple([PositionInLog, PositionInLog.nullable()])),
  ]),
]);
const LEAF_BOUNDS = { bytes: 64 * 1024, depth: 6, items: 10_000 };

/** What a leaf says, where it is this key's; undefined where it is another's, or none. */
export function readStatus(
  leaf: Uint8Array,
  network: Uint8Array,
  unit: UnitAddress,
  key: Uint8Array,
): KeyStatus | undefined {
  const decoded = decodeCbor(leaf, LEAF_BOUNDS);
  const read = decoded.ok ? Leaf.safeParse(decoded.value) : undefined;
  if (!read?.success || !equalBytes(read.data[0], keyName(network, unit, key))) return undefined;
  const [from, until, revoked, retiredAt, suspensions] = read.data[1];
  return {
    from,
    until,
    revoked: revoked && { at: revoked[0], compromisedAt: revoked[1] },
    retiredAt,
    suspensions,
  };
}

import type { MemberCode, NodeName, UnitAddress } from './address.js';
import { type BodyOf, epochAt } from './bodies.js';
import type { Author } from './statement.js';

/** A number of entries of the log; something holds "from position p" when the first p entries say so. */
export type LogPosition = number;

export interface Member {
  readonly code: MemberCode;
  readonly name: string;
  readonly key: Uint8Array;
  readonly since: LogPosition;
}

export interface Node {
  readonly name: NodeName;
  readonly hubKey: string;
  readonly since: LogPosition;
}

export interface SigningKeyPeriod {
  readonly key: Uint8Array;
  readonly from: LogPosition;
}

export interface Unit {
  readonly address: UnitAddress;
  readonly node: NodeName;
  readonly name: string;
  readonly function: BodyOf<'unit-registered'>['function'];
  readonly languages: readonly string[];
  readonly since: LogPosition;
  /** In the order of their positions; the last one is in force. */
  readonly signingKeys: readonly SigningKeyPeriod[];
  /** X-Wing public keys by epoch. */
  readonly epochKeys: ReadonlyMap<number, Uint8Array>;
  /** Undefined until the unit has said anything. */
  readonly subscribedKinds: readonly string[] | undefined;
}

/** Where an author's chain of statements stands. */
export interface AuthorChain {
  readonly sequence: number;
  readonly head: Uint8Array;
}

/** What the log says of the network: the state that the fold derives. Made only by the fold. */
export interface DirectoryState {
  /** 32 bytes; undefined before the genesis statement. */
  network: Uint8Array | undefined;
  genesis: BodyOf<'genesis'> | undefined;
  size: LogPosition;
  committee: { readonly keys: readonly Uint8Array[]; readonly threshold: number };
  readonly members: Map<MemberCode, Member>;
  readonly nodes: Map<NodeName, Node>;
  readonly units: Map<UnitAddress, Unit>;
  readonly chains: Map<Author, AuthorChain>;
}

export const emptyDirectory = (): DirectoryState => ({
  network: undefined,
  genesis: undefined,
  size: 0,
  committee: { keys: [], threshold: 0 },
  members: new Map(),
  nodes: new Map(),
  units: new Map(),
  chains: new Map(),
});

/** The unit's signing key that was live when the log had `position` entries, or undefined. */
export function signingKeyAt(unit: Unit, position: LogPosition): Uint8Array | undefined {
  return unit.signingKeys.findLast((period) => period.from <= position)?.key;
}

/**
 * The epoch key to encapsulate to now: the current epoch's, or the newest earlier one where none is current
 * (`stale`, which the sender is shown), or undefined where the unit never published one.
 */
export function epochKeyFor(unit: Unit, now: number): { epoch: number; key: Uint8Array; stale: boolean } | undefined {
  const current = epochAt(now);
  const epochs = [...unit.epochKeys.keys()].filter((epoch) => epoch <= current);
  const usable = epochs.length > 0 ? Math.max(...epochs) : Math.min(...unit.epochKeys.keys());
  const key = unit.epochKeys.get(usable);
  return key && { epoch: usable, key, stale: usable !== current };
}

import type { MemberCode, NodeName, UnitAddress } from './address.js';
import type { Author } from './author.js';
import { epochAt } from './epochs.js';
import type { Times } from './fields.js';
import type { SubscriptionLine } from './subscription.js';
import type { InstitutionType, UnitFunction } from './vocabulary.js';

/** A number of entries of the log; something holds "from position p" when the first p entries say so. */
export type LogPosition = number;

/** A time in the log: from a position on, until another (which it does not include), or to this day. */
export interface Period {
  readonly from: LogPosition;
  readonly until?: LogPosition;
}
export interface KeyPeriod extends Period {
  readonly key: Uint8Array;
}

export interface Member {
  readonly code: MemberCode;
  readonly name: string;
  readonly since: LogPosition;
  /** In the order of their positions; the last one is in force. */
  readonly keys: readonly KeyPeriod[];
  readonly suspensions: readonly (Period & { readonly reason: string })[];
}

export interface Node {
  readonly name: NodeName;
  readonly hubKey: string;
  /** Signs the checkpoints that the node has verified (C2SP tlog-cosignature). */
  readonly witnessKey: Uint8Array;
  /** X-Wing; contacts' records are sealed for it. */
  readonly recordKey: Uint8Array;
  readonly since: LogPosition;
  readonly retiredAt?: LogPosition;
}

/** A key that is not to be believed from a time on, as its member said at a position. */
export interface Revocation {
  readonly keyId: Uint8Array;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly compromisedAt: number;
  readonly at: LogPosition;
}

export interface Unit {
  readonly address: UnitAddress;
  readonly node: NodeName;
  readonly name: string;
  readonly function: UnitFunction;
  readonly languages: readonly string[];
  readonly since: LogPosition;
  readonly retiredAt?: LogPosition;
  /** In the order of their positions; the last one is in force, unless it is revoked. */
  readonly signingKeys: readonly KeyPeriod[];
  readonly revocations: readonly Revocation[];
  /** X-Wing public keys by epoch: the newest EPOCHS_KEPT. */
  readonly epochKeys: ReadonlyMap<number, Uint8Array>;
  /** Undefined until the unit or its liaison office has said anything; an empty list wants nothing. */
  readonly subscription: { readonly lines: readonly SubscriptionLine[]; readonly since: LogPosition } | undefined;
}

/** A focal point or liaison officer: who it is stands in a sealed record beside the log, of which this is the commitment. */
export interface Contact {
  readonly id: string;
  readonly office: UnitAddress;
  /** SHA-256 of the record, which begins with a random salt. */
  readonly commitment: Uint8Array;
  readonly since: LogPosition;
}

export interface CoordinationBody {
  readonly office: UnitAddress;
  readonly id: string;
  readonly form: 'national-commission' | 'referral-mechanism' | 'regional-body' | 'observatory-network';
  readonly names: readonly { readonly language: string; readonly text: string }[];
  readonly institutions: readonly { readonly name: string; readonly type: InstitutionType }[];
  readonly since: LogPosition;
}

export interface Instrument {
  readonly office: UnitAddress;
  readonly id: string;
  readonly form: 'multilateral-treaty' | 'regional-instrument' | 'bilateral-agreement';
  readonly titles: readonly { readonly language: string; readonly text: string }[];
  /** The other members that a bilateral agreement binds; empty where the treaty itself says whom it binds. */
  readonly partners: readonly MemberCode[];
  readonly ratifiedOn?: string | undefined;
  readonly inForceOn?: string | undefined;
  readonly revision?: { readonly number: number; readonly agreedOn: string } | undefined;
  readonly reservations: readonly string[];
  readonly declarations: {
    /** UNTOC Art. 18(14): languages in which requests are acceptable. */
    readonly acceptedLanguages: readonly string[];
    /** UNTOC Art. 18(13) */
    readonly centralAuthority?: UnitAddress | undefined;
    readonly times?: Times | undefined;
    readonly others: readonly string[];
  };
  readonly since: LogPosition;
}

export interface PolicyVersion {
  readonly title: string;
  /** Cedar, as it was signed. */
  readonly text: string;
  readonly from: LogPosition;
}

/** Where an author's chain of statements stands. */
export interface AuthorChain {
  readonly sequence: number;
  readonly head: Uint8Array;
}

/** What the log says of the network: the state that the fold derives. Made only by the fold and by its snapshot. */
export interface DirectoryState {
  /** 32 bytes; undefined before the genesis statement. */
  network: Uint8Array | undefined;
  name: string;
  /** The log's name in its checkpoints, and the key that it signs them with. */
  log: { readonly origin: string; readonly key: Uint8Array } | undefined;
  size: LogPosition;
  /** Where the newest statement of the log on its own state stands; 0 before any. */
  rootedAt: LogPosition;
  committee: { readonly keys: readonly Uint8Array[]; readonly threshold: number };
  readonly members: Map<MemberCode, Member>;
  readonly nodes: Map<NodeName, Node>;
  readonly units: Map<UnitAddress, Unit>;
  readonly contacts: Map<string, Contact>;
  /** By office and id, `ne/liaison untoc`. */
  readonly coordinationBodies: Map<string, CoordinationBody>;
  readonly instruments: Map<string, Instrument>;
  /** In the order of their positions; the last one is in force. */
  networkPolicies: readonly PolicyVersion[];
  readonly nationalPolicies: Map<MemberCode, readonly PolicyVersion[]>;
  readonly chains: Map<Author, AuthorChain>;
}

export const emptyDirectory = (): DirectoryState => ({
  network: undefined,
  name: '',
  log: undefined,
  size: 0,
  rootedAt: 0,
  committee: { keys: [], threshold: 0 },
  members: new Map(),
  nodes: new Map(),
  units: new Map(),
  contacts: new Map(),
  coordinationBodies: new Map(),
  instruments: new Map(),
  networkPolicies: [],
  nationalPolicies: new Map(),
  chains: new Map(),
});

/** Entries after which none is taken but the log's own statement on its state. */
export const MOST_UNROOTED = 1024;

/** How many epochs' keys the state keeps a unit: those ahead, the current one and the last ones that a sender may fall back on. */
export const EPOCHS_KEPT = 8;

const covers = (period: Period, position: LogPosition): boolean =>
  period.from <= position && (period.until === undefined || position < period.until);

export const isSuspended = (member: Member, position: LogPosition): boolean =>
  member.suspensions.some((suspension) => covers(suspension, position));

/** The unit's signing key that was live when the log had `position` entries, or undefined: none yet, retired, revoked. */
export function signingKeyAt(unit: Unit, position: LogPosition): Uint8Array | undefined {
  if (unit.retiredAt !== undefined && unit.retiredAt <= position) return undefined;
  return unit.signingKeys.find((period) => covers(period, position))?.key;
}

/** The key that a node's cosignatures are verified by at a position; undefined where its word does not count. */
export function witnessKeyAt(state: DirectoryState, node: Node, position: LogPosition): Uint8Array | undefined {
  const member = state.members.get(node.name.slice(0, node.name.indexOf('/')) as MemberCode);
  const live = node.since <= position && (node.retiredAt === undefined || position < node.retiredAt);
  return live && member && !isSuspended(member, position) ? node.witnessKey : undefined;
}

/** The policy that was in force when the log had `position` entries; undefined before any. */
export const policyAt = (versions: readonly PolicyVersion[], position: LogPosition): PolicyVersion | undefined =>
  versions.findLast((version) => version.from <= position);

/**
 * The epoch key to encapsulate to now: the current epoch's, or the newest earlier one where none is current
 * (`stale`, which the sender is shown), or undefined where the unit has none that may be used.
 */
export function epochKeyFor(unit: Unit, now: number): { epoch: number; key: Uint8Array; stale: boolean } | undefined {
  const current = epochAt(now);
  const epochs = [...unit.epochKeys.keys()].filter((epoch) => epoch <= current);
  const usable = epochs.length > 0 ? Math.max(...epochs) : Math.min(...unit.epochKeys.keys());
  const key = unit.epochKeys.get(usable);
  return key && { epoch: usable, key, stale: usable !== current };
}

import { z } from 'zod';
import { LogPosition, Sequence } from '#libs/bounds/numbers.js';
import { Instant } from '#libs/bounds/times.js';
import { sha256 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { decodeSign1, encodeSign1, type Sign1, sign1Parts } from '#libs/cose/sign1.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';

/**
 * One thing that a party of a case did. What the move needs for the state is in `terms`, which every party has; what it
 * says besides is content, committed to by its hash, which policy may keep from some.
 */
export interface CaseEvent {
  /** Of the first event: names the case. Null in that event itself. */
  readonly case: Uint8Array | null;
  readonly kind: string;
  readonly author: UnitAddress;
  /** The author's own events in this case, from 1 without gaps. */
  readonly sequence: number;
  /** Hashes of the newest events that the author had seen, in order; empty in the first event alone. */
  readonly parents: readonly Uint8Array[];
  /** Milliseconds since 1970-01-01T00:00Z, by the author's clock: what it says, never what orders. */
  readonly at: number;
  /** Log position that the author relied on. */
  readonly logPosition: number;
  readonly move: string;
  /** CBOR: text keys, and values that the kind's move asks for. */
  readonly terms: ReadonlyMap<string, unknown>;
  /** SHA-256 of the content, 32 bytes; null where there is none. */
  readonly content: Uint8Array | null;
}

/** An event whose signature was verified, with its name. */
export interface SignedEvent extends CaseEvent {
  /** SHA-256 of the wire. */
  readonly hash: Uint8Array;
  readonly wire: Uint8Array;
}

export type EventRefusal = 'event-malformed' | 'event-signature';

const LABELLED = 'liaison case event 1';
/** What one event names as the newest that its author had seen. */
export const MOST_PARENTS = 64;
const bytes = (length: number) => z.instanceof(Uint8Array).refine((b) => b.length === length);
const Name = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(64);
const Payload = z.tuple([
  z.literal(LABELLED),
  bytes(32).nullable(),
  Name,
  UnitAddress,
  Sequence,
  z.array(bytes(32)).max(MOST_PARENTS),
  Instant,
  LogPosition,
  Name,
  z.map(z.string(), z.unknown()),
  bytes(32).nullable(),
]);
const BOUNDS = { bytes: 64 * 1024, depth: 12, items: 4096 };

/** What is to be signed is more than an event holds, or other. */
export class UnreadableEvent extends Error {}

/**
 * The event as COSE_Sign1 (RFC 9052 §4.2) in deterministic CBOR, signed with the author's unit key.
 * @throws UnreadableEvent where nobody could read it, its author included
 */
export function signEvent(event: CaseEvent, key: SigningKey): SignedEvent {
  const signed = signedAsIs(event, key);
  if (!decodeEvent(signed.wire)) throw new UnreadableEvent('an event of a case that nobody could read is not signed');
  return signed;
}

/** The same, readable or not: what whoever holds a key can make. */
export function signedAsIs(event: CaseEvent, key: SigningKey): SignedEvent {
  const parents = [...event.parents].sort(Buffer.compare);
  const { kind, author, sequence, at, logPosition, move, terms, content } = event;
  const payload = [LABELLED, event.case, kind, author, sequence, parents, at, logPosition, move, terms, content];
  const wire = encodeSign1(payload, key);
  return { ...event, parents, hash: sha256(wire), wire };
}

/**
 * Parses an event and verifies it.
 * @param keyOf the author's signing key at the log position that the event names; undefined where it had none
 */
export function readEvent(
  wire: Uint8Array,
  keyOf: (author: UnitAddress, keyId: Uint8Array, logPosition: number) => Uint8Array | undefined,
): Outcome<SignedEvent, EventRefusal> {
  const decoded = decodeEvent(wire);
  if (!decoded) return refuse('event-malformed', 'Not an event of a case.', 'Ask its author to send it again.');
  const { event, signature } = decoded;
  const key = keyOf(event.author, signature.kid, event.logPosition);
  if (key && signature.isSignedBy(key)) return accept(event);
  return refuse(
    'event-signature',
    'The event is not signed by its author.',
    'Call the author; it is kept as evidence.',
  );
}

/** An event that was verified before, from where it was kept; undefined where it is none. */
export const keptEvent = (wire: Uint8Array): SignedEvent | undefined => decodeEvent(wire)?.event;

/** The bytes that its author signed, and the signature. @throws where it is no event */
export function signedPartsOf(wire: Uint8Array): { readonly structure: Uint8Array; readonly signature: Uint8Array } {
  const parts = sign1Parts(wire, BOUNDS);
  if (!parts) throw new Error('no event of a case');
  return parts;
}

function decodeEvent(wire: Uint8Array): { readonly event: SignedEvent; readonly signature: Sign1 } | undefined {
  const signed = decodeSign1(wire, BOUNDS);
  const said = Payload.safeParse(signed?.payload);
  if (!signed || !said.success) return undefined;
  const [, caseId, kind, author, sequence, parents, at, logPosition, move, terms, content] = said.data;
  // One event has one form: parents in order, each once; the first event alone has none, and names no case.
  const ordered = parents.every((parent, i) => i === 0 || Buffer.compare(parents[i - 1]!, parent) < 0);
  if (!ordered || (caseId === null) !== (parents.length === 0)) return undefined;
  const event = {
    case: caseId,
    kind,
    author,
    sequence,
    parents,
    at,
    logPosition,
    move,
    terms,
    content,
    hash: sha256(wire),
    wire,
  };
  return { event, signature: signed };
}

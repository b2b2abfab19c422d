import { z } from 'zod';
import { Sequence } from '#libs/bounds/numbers.js';
import { Instant } from '#libs/bounds/times.js';
import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { decodeCbor, encodeCbor, STATEMENT_BOUNDS } from '#libs/cose/cbor.js';
import { type SigningKey, verifyBytes } from '#libs/cose/ed25519.js';
import { type CoseSignature, coseSignature, LABEL, namesSigner, signStructure } from '#libs/cose/sign.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { Author } from './author.js';
import { StatementBody } from './bodies.js';

/** One signed fact of the log. */
export interface Statement {
  /** Names the network: hash of its genesis statement; 32 zero bytes in the genesis itself. */
  readonly network: Uint8Array;
  readonly author: Author;
  /** The author's own count, from 1. */
  readonly sequence: number;
  /** Hash of the author's previous statement; 32 zero bytes for its first. */
  readonly previous: Uint8Array;
  /** Milliseconds since 1970-01-01T00:00Z by the author's clock. */
  readonly at: number;
  readonly body: StatementBody;
}

/** A parsed entry of which no signature was checked. */
export interface UnverifiedStatement {
  readonly statement: Statement;
  /** SHA-256 of the signed payload: what a successor's `previous` names. */
  readonly hash: Uint8Array;
  readonly payload: Uint8Array;
  readonly signatures: readonly CoseSignature[];
}

export type StatementRefusal = 'statement-malformed';

export const ZERO_HASH = new Uint8Array(32);

const CONTENT_TYPE = 'application/vnd.liaison.statement';
const BODY_PROTECTED = encodeCbor(new Map<number, unknown>([[LABEL.contentType, CONTENT_TYPE]]));
const STATEMENT_VERSION = 1;

const bytes = (length: number) => z.instanceof(Uint8Array).refine((b) => b.length === length, `${length} bytes`);
const EmptyMap = z.instanceof(Map).refine((m) => m.size === 0, 'empty');
const Wire = z.tuple([
  z.instanceof(Uint8Array).refine((b) => equalBytes(b, BODY_PROTECTED), 'a statement'),
  EmptyMap,
  z.instanceof(Uint8Array),
  z.array(z.tuple([z.instanceof(Uint8Array), EmptyMap, bytes(64)])).max(64),
]);
const Payload = z.tuple([
  z.literal(STATEMENT_VERSION),
  bytes(32),
  Author,
  Sequence,
  bytes(32),
  Instant,
  z.instanceof(Map),
]);

/** The bytes that every signer of a statement signs over. */
export function encodePayload(s: Statement): Uint8Array {
  return encodeCbor([STATEMENT_VERSION, s.network, s.author, s.sequence, s.previous, s.at, toCbor(s.body)]);
}

/** A log entry: an untagged COSE_Sign (RFC 9052 §4.1) by one signer or, for the committee, several. */
export function encodeEntry(payload: Uint8Array, signatures: readonly CoseSignature[]): Uint8Array {
  return encodeCbor([BODY_PROTECTED, new Map(), payload, signatures]);
}

export const signPayload = (payload: Uint8Array, key: SigningKey): CoseSignature =>
  coseSignature(BODY_PROTECTED, payload, key);

/** Ed25519 (RFC 8032) over a message. A whole log's replay gathers what it is asked and answers later: see libs/replay. */
export type SignatureCheck = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean;
export const verifyNow: SignatureCheck = verifyBytes;

/** Whether the entry has one signature that names `publicKey`, and it is right. */
export function signaturesBy(entry: UnverifiedStatement, publicKey: Uint8Array, verify: SignatureCheck): boolean {
  const own = entry.signatures.filter((signature) => namesSigner(signature, publicKey));
  const [only] = own;
  return own.length === 1 && verify(signStructure(BODY_PROTECTED, only![0], entry.payload), only![2], publicKey);
}

/** For whoever checks them with other tools: of each signature the key that it names, the bytes that were signed, and itself. */
export const signedPartsOf = ({ payload, signatures }: UnverifiedStatement) =>
  signatures.map(([signProtected, , signature]) => ({
    isBy: (publicKey: Uint8Array) => namesSigner([signProtected, new Map(), signature], publicKey),
    structure: signStructure(BODY_PROTECTED, signProtected, payload),
    signature,
  }));

/** Parses a log entry by the statement schema; its signatures are checked by the fold, which knows the keys. */
export function readEntry(entry: Uint8Array): Outcome<UnverifiedStatement, StatementRefusal> {
  const malformed = (where: string) =>
    refuse('statement-malformed', `The statement is malformed: ${where}.`, 'Make it again with the CLI.');
  const outer = decodeCbor(entry, STATEMENT_BOUNDS);
  if (!outer.ok) return malformed(outer.refusal.message);
  const wire = Wire.safeParse(outer.value);
  if (!wire.success) return malformed('not a COSE_Sign of a statement');
  const [, , payload, signatures] = wire.data;
  const inner = decodeCbor(payload, STATEMENT_BOUNDS);
  if (!inner.ok) return malformed(inner.refusal.message);
  const fields = Payload.safeParse(inner.value);
  if (!fields.success) return malformed(z.prettifyError(fields.error));
  const [, network, author, sequence, previous, at, bodyMap] = fields.data;
  const plain = fromCbor(bodyMap);
  const body = StatementBody.safeParse(plain);
  if (!body.success) return malformed(z.prettifyError(body.error));
  return accept({
    statement: { network, author, sequence, previous, at, body: body.data },
    hash: sha256(payload),
    payload,
    signatures: signatures as unknown as CoseSignature[],
  });
}

/** Objects are maps with text keys in CBOR; a field that is absent stays absent. */
function toCbor(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCbor);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return new Map(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, toCbor(v)]),
  );
}

function fromCbor(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromCbor);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([k, v]) => [String(k), fromCbor(v)]));
}

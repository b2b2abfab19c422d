import { z } from 'zod';
import { LogPosition } from '#libs/bounds/numbers.js';
import { Instant } from '#libs/bounds/times.js';
import { equalBytes } from '#libs/cose/bytes.js';
import { decodeCbor, encodeCbor } from '#libs/cose/cbor.js';
import { keyId, type SigningKey, signBytes, verifyBytes } from '#libs/cose/ed25519.js';
import { EDDSA, LABEL, sign1Structure } from '#libs/cose/sign.js';
import { accept, expectAccepted, type Outcome, refuse } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { MAX_RECEIPT_BYTES, PROTOCOL_VERSION } from './limits.js';

const RECEIPT_LABEL = -70003;
export const RECEIPT_HASHES = 500;

/** The recipient's signed word that envelopes were stored. */
export interface Receipt {
  readonly recipient: UnitAddress;
  readonly sender: UnitAddress;
  /** Envelope hashes, at most RECEIPT_HASHES. */
  readonly envelopes: readonly Uint8Array[];
  /** Milliseconds since 1970-01-01T00:00Z, by the recipient's clock. */
  readonly at: number;
  readonly logPosition: number;
}

export type ReceiptRefusal = 'receipt-malformed' | 'receipt-signature';

const bytes = (length: number) => z.instanceof(Uint8Array).refine((b) => b.length === length);
const Wire = z.tuple([z.instanceof(Uint8Array), bytes(64)]);
const Fields = z.tuple([
  z.literal(PROTOCOL_VERSION),
  UnitAddress,
  UnitAddress,
  z.array(bytes(32)).min(1).max(RECEIPT_HASHES),
  Instant,
  LogPosition,
]);
const BOUNDS = { bytes: MAX_RECEIPT_BYTES, depth: 4, items: RECEIPT_HASHES + 20 };
const NONE = new Uint8Array(0);

/** @throws where nobody could read it */
export function signReceipt(r: Receipt, key: SigningKey): Uint8Array {
  const header = encodeCbor(
    new Map<number, unknown>([
      [LABEL.alg, EDDSA],
      [LABEL.kid, keyId(key.publicKey)],
      [RECEIPT_LABEL, [PROTOCOL_VERSION, r.recipient, r.sender, r.envelopes, r.at, r.logPosition]],
    ]),
  );
  const wire = encodeCbor([header, signBytes(sign1Structure(header, NONE), key)]);
  expectAccepted(readReceipt(wire, () => key.publicKey));
  return wire;
}

/** Parses a receipt and verifies it with the key that `keyOf` gives for its recipient and key id. */
export function readReceipt(
  wire: Uint8Array,
  keyOf: (recipient: UnitAddress, keyId: Uint8Array) => Uint8Array | undefined,
): Outcome<Receipt, ReceiptRefusal> {
  const malformed = refuse('receipt-malformed', 'Not a receipt.', 'Report it to the hub operator.');
  const outer = decodeCbor(wire, BOUNDS);
  const parts = outer.ok ? Wire.safeParse(outer.value) : undefined;
  if (!parts?.success) return malformed;
  const [header, signature] = parts.data;
  const inner = decodeCbor(header, BOUNDS);
  if (!inner.ok || !(inner.value instanceof Map) || inner.value.size !== 3) return malformed;
  const fields = Fields.safeParse(inner.value.get(RECEIPT_LABEL));
  if (!fields.success || inner.value.get(LABEL.alg) !== EDDSA) return malformed;
  const [, recipient, sender, envelopes, at, logPosition] = fields.data;
  const kid: unknown = inner.value.get(LABEL.kid);
  const key = kid instanceof Uint8Array ? keyOf(recipient, kid) : undefined;
  if (key && equalBytes(kid as Uint8Array, keyId(key)) && verifyBytes(sign1Structure(header, NONE), signature, key)) {
    return accept({ recipient, sender, envelopes, at, logPosition });
  }
  return refuse('receipt-signature', 'The receipt is not signed by the recipient.', 'The message is sent again.');
}

import { z } from 'zod';
import { equalBytes } from './bytes.js';
import { type CborBounds, decodeCbor, encodeCbor } from './cbor.js';
import { keyId, type SigningKey, signBytes, verifyBytes } from './ed25519.js';
import { EDDSA, LABEL, sign1Structure } from './sign.js';

/** A COSE_Sign1 that is well formed; whose it is, `isSignedBy` says. */
export interface Sign1 {
  /** The decoded payload, to be parsed by a schema. */
  readonly payload: unknown;
  /** Key id of the signer, as the header names it. */
  readonly kid: Uint8Array;
  readonly isSignedBy: (publicKey: Uint8Array) => boolean;
}

const Wire = z.tuple([
  z.instanceof(Uint8Array),
  z.instanceof(Uint8Array),
  z.instanceof(Uint8Array).refine((signature) => signature.length === 64),
]);
const Header = z.map(z.int(), z.unknown()).refine((header) => header.size === 2 && header.get(LABEL.alg) === EDDSA);

/** COSE_Sign1 by EdDSA (RFC 9052 §4.2) in deterministic CBOR, without the empty unprotected header: header, payload, signature. */
export function encodeSign1(content: unknown, key: SigningKey): Uint8Array {
  const header = encodeCbor(
    new Map<number, unknown>([
      [LABEL.alg, EDDSA],
      [LABEL.kid, keyId(key.publicKey)],
    ]),
  );
  const payload = encodeCbor(content);
  return encodeCbor([header, payload, signBytes(sign1Structure(header, payload), key)]);
}

/** The bytes that were signed (RFC 9052 §4.4) and the signature, for whoever checks it with other tools. */
export function sign1Parts(wire: Uint8Array, bounds: CborBounds) {
  const parts = partsOf(wire, bounds);
  if (!parts) return undefined;
  const [header, payload, signature] = parts;
  return { structure: sign1Structure(header, payload), signature };
}

/** Undefined where it is not well formed within its bounds. */
export function decodeSign1(wire: Uint8Array, bounds: CborBounds): Sign1 | undefined {
  const parts = partsOf(wire, bounds);
  if (!parts) return undefined;
  const [header, payload, signature] = parts;
  const [fields, content] = [decodeCbor(header, bounds), decodeCbor(payload, bounds)];
  const named = fields.ok ? Header.safeParse(fields.value) : undefined;
  const kid = named?.success ? named.data.get(LABEL.kid) : undefined;
  if (!content.ok || !(kid instanceof Uint8Array)) return undefined;
  return {
    payload: content.value,
    kid,
    isSignedBy: (publicKey) =>
      equalBytes(kid, keyId(publicKey)) && verifyBytes(sign1Structure(header, payload), signature, publicKey),
  };
}

/** Protected header, payload, signature. */
function partsOf(wire: Uint8Array, bounds: CborBounds): z.output<typeof Wire> | undefined {
  const outer = decodeCbor(wire, bounds);
  return outer.ok ? Wire.safeParse(outer.value).data : undefined;
}

import { equalBytes } from './bytes.js';
import { encodeCbor } from './cbor.js';
import { keyId, type SigningKey, signBytes } from './ed25519.js';

/** COSE header labels and algorithm numbers used here (RFC 9052 §3.1, RFC 9053 §2.2). */
export const LABEL = { alg: 1, contentType: 3, kid: 4 } as const;
export const EDDSA = -8;

const NONE = new Uint8Array(0);

/** The bytes that a COSE_Sign1 signature covers (RFC 9052 §4.4). */
export function sign1Structure(protectedHeader: Uint8Array, payload: Uint8Array, externalAad = NONE): Uint8Array {
  return encodeCbor(['Signature1', protectedHeader, externalAad, payload]);
}

/** The bytes that one signature of a COSE_Sign covers (RFC 9052 §4.4). */
export function signStructure(bodyProtected: Uint8Array, signProtected: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature', bodyProtected, signProtected, NONE, payload]);
}

/** One COSE_Signature: protected header, unprotected header (always empty), signature (RFC 9052 §4.1). */
export type CoseSignature = readonly [Uint8Array, Map<number, unknown>, Uint8Array];

/** Headers by the key object that they were made for: a replay asks for one key's thousands of times. */
const signerHeaders = new WeakMap<Uint8Array, Uint8Array>();

/** What one signer of a COSE_Sign says of itself: EdDSA, and the key id. */
function signerHeader(publicKey: Uint8Array): Uint8Array {
  const known = signerHeaders.get(publicKey);
  if (known) return known;
  const fields: [number, unknown][] = [
    [LABEL.alg, EDDSA],
    [LABEL.kid, keyId(publicKey)],
  ];
  const header = encodeCbor(new Map(fields));
  signerHeaders.set(publicKey, header);
  return header;
}

/** A signature under its signer's header. */
export const namedSignature = (publicKey: Uint8Array, signature: Uint8Array): CoseSignature => [
  signerHeader(publicKey),
  new Map<number, unknown>(),
  signature,
];

/** Adds one signer to a COSE_Sign over `payload`. */
export function coseSignature(bodyProtected: Uint8Array, payload: Uint8Array, key: SigningKey): CoseSignature {
  const structure = signStructure(bodyProtected, signerHeader(key.publicKey), payload);
  return namedSignature(key.publicKey, signBytes(structure, key));
}

/** Whether the signature says that it is `publicKey`'s, by EdDSA. */
export const namesSigner = ([signProtected]: CoseSignature, publicKey: Uint8Array): boolean =>
  equalBytes(signProtected, signerHeader(publicKey));

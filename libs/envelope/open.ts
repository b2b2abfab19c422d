import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { decodeCbor } from '#libs/cose/cbor.js';
import { keyId, verifyBytes } from '#libs/cose/ed25519.js';
import { sign1Structure } from '#libs/cose/sign.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { CAPSULE_BYTES, type ChannelPlace, openCapsule } from './capsule.js';
import { BODY_NONCE, expandContentKey } from './content-key.js';
import { decodeHeader, type HeaderRefusal, type ProtectedHeader } from './header.js';
import type { WrapKey } from './introduction.js';
import { MAX_SLICE_BYTES } from './limits.js';
import { unpad } from './padding.js';

await sodium.ready;

/** A parsed slice of which nothing is to be believed yet. */
export interface UnverifiedSlice {
  readonly header: ProtectedHeader;
  readonly introductionId: Uint8Array;
  readonly hash: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly headerBytes: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly capsule: Uint8Array;
}

/** A slice whose signature was verified. */
export type VerifiedSlice = UnverifiedSlice & { readonly __verified: true };

export interface Opened extends ChannelPlace {
  readonly header: ProtectedHeader;
  readonly hash: Uint8Array;
  readonly body: Uint8Array;
}

export type OpenRefusal =
  | 'slice-malformed'
  | HeaderRefusal
  | 'signature-wrong'
  | 'capsule-not-yours'
  | 'commitment-broken'
  | 'body-altered';

const bytes = (length: number) => z.instanceof(Uint8Array).refine((b) => b.length === length);
const Wire = z.tuple([z.instanceof(Uint8Array), bytes(64), z.instanceof(Uint8Array), bytes(32), bytes(CAPSULE_BYTES)]);

/** Parses what a mailbox held. */
export function readSlice(wire: Uint8Array): Outcome<UnverifiedSlice, OpenRefusal> {
  const decoded = decodeCbor(wire, { bytes: MAX_SLICE_BYTES, depth: 2, items: 6 });
  const parts = decoded.ok ? Wire.safeParse(decoded.value) : undefined;
  if (!parts?.success) return refuse('slice-malformed', 'Not a sealed message.', 'Report it to the hub operator.');
  const [headerBytes, signature, ciphertext, introductionId, capsule] = parts.data;
  const header = decodeHeader(headerBytes);
  if (!header.ok) return header;
  const signed = sign1Structure(headerBytes, sha256(ciphertext));
  return accept({
    header: header.value,
    introductionId,
    hash: sha256(signed),
    signed,
    signature,
    headerBytes,
    ciphertext,
    capsule,
  });
}

/** Verifies the sending unit's signature over header and ciphertext. */
export function verifySlice(slice: UnverifiedSlice, senderPublicKey: Uint8Array): Outcome<VerifiedSlice, OpenRefusal> {
  if (
    equalBytes(keyId(senderPublicKey), slice.header.senderKeyId) &&
    verifyBytes(slice.signed, slice.signature, senderPublicKey)
  ) {
    return accept(slice as VerifiedSlice);
  }
  return refuse(
    'signature-wrong',
    'The message is not signed by its sender.',
    'It is kept as evidence; call the sender.',
  );
}

/** Opens a verified slice under the wrap key of its sender and recipient: capsule, key commitment (no second key opens it), body, padding. */
export function openSlice(slice: VerifiedSlice, wrapKey: WrapKey): Outcome<Opened, OpenRefusal> {
  const capsule = openCapsule(slice.capsule, slice.hash, wrapKey);
  if (!capsule.ok) return capsule;
  const { bodyKey, commitment } = expandContentKey(capsule.value.contentKey);
  if (!equalBytes(commitment, slice.header.commitment)) {
    return refuse(
      'commitment-broken',
      'The capsule holds another key than was signed.',
      'It is kept as evidence; call the sender.',
    );
  }
  try {
    const padded = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(
      null,
      slice.ciphertext,
      slice.headerBytes,
      BODY_NONCE,
      bodyKey,
    );
    const body = unpad(padded);
    const { sequence, previous } = capsule.value;
    if (body) return accept({ header: slice.header, hash: slice.hash, body, sequence, previous });
  } catch {
    // libsodium throws for a tag that does not verify, which is the refusal below
  }
  return refuse(
    'body-altered',
    'The body does not open under the signed key.',
    'It is kept as evidence; call the sender.',
  );
}

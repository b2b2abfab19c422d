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
  const body = openBody(slice, capsule.value.contentKey);
  return body.ok ? accept(openedAs(slice, body.value, capsule.value)) : body;
}

const openedAs = ({ header, hash }: VerifiedSlice, body: Uint8Array, { sequence, previous }: ChannelPlace): Opened => ({
  header,
  hash,
  body,
  sequence,
  previous,
});

function openBody(slice: VerifiedSlice, contentKey: Uint8Array): Outcome<Uint8Array, OpenRefusal> {
  const { bodyKey, commitment } = expandContentKey(contentKey);
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
    if (body) return accept(body);
  } catch {
    // libsodium throws for a tag that does not verify, which is the refusal below
  }
  return refuse(
    'body-altered',
    'The body does not open under the signed key.',
    'It is kept as evidence; call the sender.',
  );
}

/** The two items at the end of a slice that are its recipient's own, each behind its CBOR head. */
const OWN_BYTES = 2 + 32 + 2 + CAPSULE_BYTES;

/**
 * Reads, verifies and opens many slices as `readSlice`, `verifySlice` and `openSlice` do, with the same refusals. What the
 * slices of one envelope share, to several units of one node, is decoded, verified and decrypted once.
 */
export class SliceReader {
  private readonly shared = new Map<string, UnverifiedSlice>();
  private readonly verified = new Map<string, VerifiedSlice>();
  private readonly opened = new Map<string, { readonly contentKey: Uint8Array; readonly body: Uint8Array }>();

  read(wire: Uint8Array): Outcome<UnverifiedSlice, OpenRefusal> {
    const end = Math.max(0, wire.length - OWN_BYTES);
    const name = latin1(wire.subarray(0, end));
    const known = this.shared.get(name);
    // The heads of two byte strings, of 32 bytes and of a capsule.
    if (
      known &&
      wire[end] === 0x58 &&
      wire[end + 1] === 32 &&
      wire[end + 34] === 0x58 &&
      wire[end + 35] === CAPSULE_BYTES
    ) {
      return accept({ ...known, introductionId: wire.subarray(end + 2, end + 34), capsule: wire.subarray(end + 36) });
    }
    const read = readSlice(wire);
    if (read.ok) this.shared.set(name, read.value);
    return read;
  }

  verify(slice: UnverifiedSlice, senderPublicKey: Uint8Array): Outcome<VerifiedSlice, OpenRefusal> {
    const name = [slice.hash, slice.signature, senderPublicKey].map(latin1).join('');
    if (this.verified.has(name)) return accept(slice as VerifiedSlice);
    const checked = verifySlice(slice, senderPublicKey);
    if (checked.ok) this.verified.set(name, checked.value);
    return checked;
  }

  open(slice: VerifiedSlice, wrapKey: WrapKey): Outcome<Opened, OpenRefusal> {
    const capsule = openCapsule(slice.capsule, slice.hash, wrapKey);
    if (!capsule.ok) return capsule;
    const { contentKey } = capsule.value;
    const known = this.opened.get(latin1(slice.hash));
    if (known && equalBytes(known.contentKey, contentKey)) return accept(openedAs(slice, known.body, capsule.value));
    const body = openBody(slice, contentKey);
    if (!body.ok) return body;
    this.opened.set(latin1(slice.hash), { contentKey, body: body.value });
    return accept(openedAs(slice, body.value, capsule.value));
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

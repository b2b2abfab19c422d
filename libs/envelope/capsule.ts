import sodium from 'libsodium-wrappers';
import { utf8 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { WrapKey } from './introduction.js';

await sodium.ready;

/** 32 content key + 8 sequence + 32 previous hash + 16 tag. */
export const CAPSULE_BYTES = 88;

/** A message's place in the channel, the ordered pair of sending and receiving unit. */
export interface ChannelPlace {
  /** 1 for the first message of the channel, then without gaps. */
  readonly sequence: number;
  /** Envelope hash of the channel's previous message; 32 zero bytes for the first. */
  readonly previous: Uint8Array;
}

export interface Capsule extends ChannelPlace {
  readonly contentKey: Uint8Array;
}

/**
 * Seals a content key for one recipient. The wrap key is that of one sender and one recipient, and an envelope hash
 * never occurs twice (it commits to a fresh content key), so its first 24 bytes serve as XChaCha20-Poly1305's nonce.
 */
export function sealCapsule(
  capsule: Capsule,
  envelopeHash: Uint8Array,
  recipient: UnitAddress,
  wrapKey: WrapKey,
): Uint8Array {
  const plain = Buffer.alloc(72);
  plain.set(capsule.contentKey, 0);
  plain.writeBigUInt64BE(BigInt(capsule.sequence), 32);
  plain.set(capsule.previous, 40);
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    plain,
    associatedData(envelopeHash, recipient),
    null,
    envelopeHash.subarray(0, 24),
    wrapKey,
  );
}

/** Opens a capsule; refuses one that was made for another recipient or another envelope, or was changed. */
export function openCapsule(
  sealed: Uint8Array,
  envelopeHash: Uint8Array,
  recipient: UnitAddress,
  wrapKey: WrapKey,
): Outcome<Capsule, 'capsule-not-yours'> {
  try {
    const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed,
      associatedData(envelopeHash, recipient),
      envelopeHash.subarray(0, 24),
      wrapKey,
    );
    const sequence = Number(new DataView(plain.buffer, plain.byteOffset).getBigUint64(32));
    if (plain.length === 72 && Number.isSafeInteger(sequence) && sequence > 0) {
      return accept({ contentKey: plain.subarray(0, 32), sequence, previous: plain.subarray(40, 72) });
    }
  } catch {
    // libsodium throws for a tag that does not verify, which is the refusal below
  }
  return refuse(
    'capsule-not-yours',
    'The capsule does not open for this unit and message.',
    'The sender is asked again by itself.',
  );
}

const associatedData = (envelopeHash: Uint8Array, recipient: UnitAddress): Uint8Array =>
  Buffer.concat([envelopeHash, utf8(recipient)]);

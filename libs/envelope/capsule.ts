import sodium from 'libsodium-wrappers';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
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
 * Seals a content key for one recipient by ChaCha20-Poly1305 (RFC 8439). The wrap key is that of one sender, one
 * recipient and one epoch, which binds the capsule to its recipient. An envelope hash never occurs twice (it commits to
 * a fresh content key), so its first 12 bytes serve as the nonce: among 2^32 messages of one pair and epoch two share a
 * nonce with probability below 2^-32.
 */
export function sealCapsule(capsule: Capsule, envelopeHash: Uint8Array, wrapKey: WrapKey): Uint8Array {
  const plain = new Uint8Array(72);
  const view = new DataView(plain.buffer);
  plain.set(capsule.contentKey, 0);
  view.setUint32(32, Math.floor(capsule.sequence / 2 ** 32));
  view.setUint32(36, capsule.sequence >>> 0);
  plain.set(capsule.previous, 40);
  return sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
    plain,
    envelopeHash,
    null,
    envelopeHash.subarray(0, 12),
    wrapKey,
  );
}

/** Opens a capsule; refuses one that was made for another recipient or another envelope, or was changed. */
export function openCapsule(
  sealed: Uint8Array,
  envelopeHash: Uint8Array,
  wrapKey: WrapKey,
): Outcome<Capsule, 'capsule-not-yours'> {
  try {
    const plain = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(
      null,
      sealed,
      envelopeHash,
      envelopeHash.subarray(0, 12),
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

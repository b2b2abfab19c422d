import sodium from 'libsodium-wrappers';
import { Sequence } from '#libs/bounds/numbers.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { WrapKey } from './introduction.js';

await sodium.ready;

/** A sealed PLAIN_BYTES: 16 bytes of tag more. */
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

/** One recipient of a content key: its place in the channel and the pair's wrap key. */
export interface CapsuleRecipient extends ChannelPlace {
  readonly wrapKey: WrapKey;
}

/**
 * Seals a content key for each recipient by ChaCha20-Poly1305 (RFC 8439); the capsules come in the recipients' order.
 * The wrap key is that of one sender, one recipient and one epoch, which binds the capsule to its recipient. An envelope
 * hash never occurs twice (it commits to a fresh content key), so its first 12 bytes serve as the nonce: among 2^32
 * messages of one pair and epoch two share a nonce with probability below 2^-32.
 *
 * Calls libsodium below its wrapper, whose copies in and out cost more than the cipher on 72 bytes (`npm run bench`).
 */
export function sealCapsules(
  contentKey: Uint8Array,
  envelopeHash: Uint8Array,
  recipients: readonly CapsuleRecipient[],
): Uint8Array[] {
  const capsules = new Uint8Array(recipients.length * CAPSULE_BYTES);
  const at = libsodium._malloc(WORK_BYTES);
  const [key, hash, plain, sealed] = [at, at + 32, at + 64, at + 64 + PLAIN_BYTES];
  const memory = libsodium.HEAPU8;
  const view = new DataView(memory.buffer);
  try {
    memory.set(envelopeHash, hash);
    memory.set(contentKey, plain);
    recipients.forEach(({ sequence, previous, wrapKey }, i) => {
      if (wrapKey.length !== 32 || previous.length !== 32) throw new RangeError('a wrap key and a hash have 32 bytes');
      memory.set(wrapKey, key);
      view.setUint32(plain + 32, Math.floor(sequence / 2 ** 32));
      view.setUint32(plain + 36, sequence >>> 0);
      memory.set(previous, plain + 40);
      libsodium._crypto_aead_chacha20poly1305_ietf_encrypt(sealed, 0, plain, PLAIN_BYTES, 0, hash, 32, 0, 0, hash, key);
      capsules.set(memory.subarray(sealed, sealed + CAPSULE_BYTES), i * CAPSULE_BYTES);
    });
  } finally {
    memory.fill(0, at, at + WORK_BYTES);
    libsodium._free(at);
  }
  return recipients.map((_, i) => capsules.subarray(i * CAPSULE_BYTES, (i + 1) * CAPSULE_BYTES));
}

/** 32 content key + 8 sequence + 32 previous hash. */
const PLAIN_BYTES = 72;
/** Wrap key, envelope hash, plaintext and capsule, side by side in libsodium's memory. */
const WORK_BYTES = 32 + 32 + PLAIN_BYTES + CAPSULE_BYTES;

/** The module below libsodium-wrappers: pointers are offsets into HEAPU8, 64-bit lengths are two words, low one first. */
const { libsodium } = sodium as unknown as {
  readonly libsodium: {
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _crypto_aead_chacha20poly1305_ietf_encrypt(
      ...[sealed, sealedLength, plain, plainLow, plainHigh, data, dataLow, dataHigh, secretNonce, nonce, key]: number[]
    ): number;
  };
};

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
    const place = Sequence.safeParse(Number(new DataView(plain.buffer, plain.byteOffset).getBigUint64(32)));
    if (plain.length === PLAIN_BYTES && place.success) {
      return accept({ contentKey: plain.subarray(0, 32), sequence: place.data, previous: plain.subarray(40, 72) });
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

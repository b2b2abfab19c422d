import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { Sequence } from '#libs/bounds/numbers.js';
import { sha256 } from '#libs/cose/bytes.js';
import { encodeCbor } from '#libs/cose/cbor.js';
import { keyId, type SigningKey, signBytes } from '#libs/cose/ed25519.js';
import { sign1Structure } from '#libs/cose/sign.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { type ChannelPlace, sealCapsules } from './capsule.js';
import { BODY_NONCE, expandContentKey } from './content-key.js';
import { EnvelopeHeader, encodeHeader } from './header.js';
import type { WrapKey } from './introduction.js';
import { MAX_BODY_BYTES } from './limits.js';
import { pad } from './padding.js';

await sodium.ready;

export interface Recipient extends ChannelPlace {
  readonly unit: UnitAddress;
  readonly introductionId: Uint8Array;
  readonly wrapKey: WrapKey;
}

/** A sealed message before it is sliced. */
export interface Envelope {
  /** What every slice begins with: header, signature and ciphertext as the first three of the array's five items. */
  readonly shared: Uint8Array;
  /** SHA-256 of the signed structure: names the envelope in capsules, channels and receipts. */
  readonly hash: Uint8Array;
  /** To make further capsules with; whoever keeps it keeps it under a key of their own. */
  readonly contentKey: Uint8Array;
  readonly capsules: ReadonlyMap<UnitAddress, { introductionId: Uint8Array; capsule: Uint8Array }>;
}

export type SealRefusal = 'header-malformed' | 'body-too-large' | 'recipient-twice' | 'no-recipient';

/**
 * Signs and encrypts `body` once, with a fresh content key, and makes one capsule a recipient.
 * @param body at most MAX_BODY_BYTES
 */
export function seal(
  header: EnvelopeHeader,
  body: Uint8Array,
  recipients: readonly Recipient[],
  senderKey: SigningKey,
): Outcome<Envelope, SealRefusal> {
  const isRead =
    EnvelopeHeader.safeParse(header).success &&
    recipients.every(({ sequence }) => Sequence.safeParse(sequence).success);
  if (!isRead)
    return refuse('header-malformed', 'Nobody could read the message’s header.', 'Report it: nothing was sent.');
  return sealAsIs(header, body, recipients, senderKey);
}

/** The same under a header, and in places, of any values: what whoever holds a key can make. */
export function sealAsIs(
  header: EnvelopeHeader,
  body: Uint8Array,
  recipients: readonly Recipient[],
  senderKey: SigningKey,
): Outcome<Envelope, SealRefusal> {
  if (body.length > MAX_BODY_BYTES) {
    return refuse(
      'body-too-large',
      `The message is ${body.length} bytes, at most ${MAX_BODY_BYTES}.`,
      'Put large parts into attachments.',
    );
  }
  if (recipients.length === 0)
    return refuse('no-recipient', 'Nobody receives this message.', 'Name at least one unit.');
  if (new Set(recipients.map((recipient) => recipient.unit)).size < recipients.length)
    return refuse('recipient-twice', 'A unit is named twice.', 'Name each unit once.');

  const contentKey = randomBytes(32);
  const { bodyKey, commitment } = expandContentKey(contentKey);
  const protectedHeader = encodeHeader({ ...header, commitment, senderKeyId: keyId(senderKey.publicKey) });
  const ciphertext = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
    pad(body),
    protectedHeader,
    null,
    BODY_NONCE,
    bodyKey,
  );
  const signed = sign1Structure(protectedHeader, sha256(ciphertext));
  const signature = signBytes(signed, senderKey);
  const hash = sha256(signed);

  const sealed = sealCapsules(contentKey, hash, recipients);
  const capsules = new Map(
    recipients.map(({ unit, introductionId }, i) => [unit, { introductionId, capsule: sealed[i]! }]),
  );
  const shared = Buffer.concat([ARRAY_OF_FIVE, ...[protectedHeader, signature, ciphertext].map(encodeCbor)]);
  return accept({ shared, hash, contentKey, capsules });
}

/** Head of a CBOR array with five items (RFC 8949 §3.1). */
const ARRAY_OF_FIVE = Uint8Array.of(0x85);

/** What one mailbox gets: header, ciphertext and just its own capsule. Undefined for a unit that is no recipient. */
export function slice(envelope: Pick<Envelope, 'shared' | 'capsules'>, recipient: UnitAddress): Uint8Array | undefined {
  const own = envelope.capsules.get(recipient);
  return own && Buffer.concat([envelope.shared, encodeCbor(own.introductionId), encodeCbor(own.capsule)]);
}

import { z } from 'zod';
import { equalBytes, sha256, utf8 } from '#libs/cose/bytes.js';
import { decodeCbor, encodeCbor } from '#libs/cose/cbor.js';
import { keyId, type SigningKey, signBytes, verifyBytes } from '#libs/cose/ed25519.js';
import { EDDSA, LABEL, sign1Structure } from '#libs/cose/sign.js';
import { accept, expectAccepted, type Outcome, refuse } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { type KemKey, receiveExport, sendExport, XWING_CIPHERTEXT_BYTES } from './hpke.js';

/** COSE private-use labels (RFC 9052 §11.1: below -65536). */
const INTRODUCTION_LABEL = -70002;

/** The once-per-epoch key encapsulation from one unit to another under which capsules are made. */
export interface Introduction {
  readonly sender: UnitAddress;
  readonly recipient: UnitAddress;
  /** Key id of the recipient's epoch key that it encapsulates to, 16 bytes. */
  readonly epochKeyId: Uint8Array;
  /** Key id of the sender's signing key, 16 bytes. */
  readonly senderKeyId: Uint8Array;
  readonly enc: Uint8Array;
  /** SHA-256 of the whole introduction: how capsules name it, and its subject at the hub. */
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The secret that capsules of one ordered pair and epoch are sealed under, 32 bytes. */
export type WrapKey = Uint8Array & { readonly __wrapKey: true };

export type IntroductionRefusal = 'introduction-malformed' | 'introduction-signature' | 'introduction-other-epoch-key';

const bytes = (length: number) => z.instanceof(Uint8Array).refine((b) => b.length === length, `${length} bytes`);
const Wire = z.tuple([z.instanceof(Uint8Array), bytes(64)]);
const Protected = z.tuple([
  z.literal(EDDSA),
  bytes(16),
  z.tuple([UnitAddress, UnitAddress, bytes(16), bytes(XWING_CIPHERTEXT_BYTES)]),
]);
const NONE = new Uint8Array(0);
const EXPORTER_CONTEXT = utf8('liaison/v1 wrap key');

const hpkeInfo = (sender: string, recipient: string, epochKeyId: Uint8Array): Uint8Array =>
  encodeCbor(['liaison/v1 introduction', sender, recipient, epochKeyId]);

/** Encapsulates to a recipient's epoch key and signs it as the sending unit. @throws where nobody could read it */
export function introduce(
  sender: UnitAddress,
  senderKey: SigningKey,
  recipient: UnitAddress,
  epochPublicKey: Uint8Array,
): { introduction: Introduction; wrapKey: WrapKey } {
  const epochKeyId = keyId(epochPublicKey);
  const { enc, secret } = sendExport(epochPublicKey, hpkeInfo(sender, recipient, epochKeyId), EXPORTER_CONTEXT);
  const senderKeyId = keyId(senderKey.publicKey);
  const header = encodeCbor(
    new Map<number, unknown>([
      [LABEL.alg, EDDSA],
      [LABEL.kid, senderKeyId],
      [INTRODUCTION_LABEL, [sender, recipient, epochKeyId, enc]],
    ]),
  );
  const wire = encodeCbor([header, signBytes(sign1Structure(header, NONE), senderKey)]);
  return { introduction: expectAccepted(readIntroduction(wire)), wrapKey: secret as WrapKey };
}

/** Parses an introduction; nothing in it is to be believed before `acceptIntroduction`. */
export function readIntroduction(wire: Uint8Array): Outcome<Introduction, IntroductionRefusal> {
  const malformed = refuse(
    'introduction-malformed',
    'Not an introduction.',
    'Ask the sender to introduce itself again.',
  );
  const outer = decodeCbor(wire, { bytes: 4096, depth: 4, items: 16 });
  const parts = outer.ok ? Wire.safeParse(outer.value) : undefined;
  if (!parts?.success) return malformed;
  const inner = decodeCbor(parts.data[0], { bytes: 4096, depth: 4, items: 16 });
  if (!inner.ok || !(inner.value instanceof Map) || inner.value.size !== 3) return malformed;
  const header = Protected.safeParse(
    [LABEL.alg, LABEL.kid, INTRODUCTION_LABEL].map((l) => (inner.value as Map<number, unknown>).get(l)),
  );
  if (!header.success) return malformed;
  const [, senderKeyId, [sender, recipient, epochKeyId, enc]] = header.data;
  return accept({ sender, recipient, epochKeyId, senderKeyId, enc, id: sha256(wire), bytes: wire });
}

/** Verifies the sender's signature and decapsulates with the recipient's epoch key. */
export function acceptIntroduction(
  introduction: Introduction,
  senderPublicKey: Uint8Array,
  epochKey: KemKey,
): Outcome<WrapKey, IntroductionRefusal> {
  const outer = decodeCbor(introduction.bytes, { bytes: 4096, depth: 4, items: 16 });
  const parts = outer.ok ? Wire.safeParse(outer.value) : undefined;
  if (!parts?.success || !verifyBytes(sign1Structure(parts.data[0], NONE), parts.data[1], senderPublicKey)) {
    return refuse(
      'introduction-signature',
      'The introduction is not signed by its sender.',
      'Report it to the hub operator.',
    );
  }
  if (!equalBytes(keyId(epochKey.publicKey), introduction.epochKeyId)) {
    return refuse(
      'introduction-other-epoch-key',
      'The introduction is for another epoch key.',
      'Ask the sender to send again.',
    );
  }
  const { sender, recipient, epochKeyId, enc } = introduction;
  return accept(receiveExport(enc, epochKey, hpkeInfo(sender, recipient, epochKeyId), EXPORTER_CONTEXT) as WrapKey);
}

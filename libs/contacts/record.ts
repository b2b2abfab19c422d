import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import { readJson } from '#libs/bounds/json.js';
import { equalBytes, sha256, utf8 } from '#libs/cose/bytes.js';
import { encodeCbor } from '#libs/cose/cbor.js';
import { type KemKey, receiveExport, sendExport } from '#libs/envelope/hpke.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { Contact } from './contact.js';

await sodium.ready;

const SALT_BYTES = 32;
/** Capsule: HPKE enc (X-Wing), and the record key sealed under the exported secret. */
const ENC_BYTES = 1120;
const NONCE = new Uint8Array(12);
const EXPORTER_CONTEXT = utf8('liaison/v1 record key');
const infoFor = (contact: string, node: string) => encodeCbor(['liaison/v1 contact record', contact, node]);

export const MAX_RECORD_BYTES = 16 * 1024;

/** A contact as it lies beside the log: sealed once, with one capsule for each member's node. */
export interface SealedRecord {
  readonly sealed: Uint8Array;
  readonly capsules: ReadonlyMap<string, Uint8Array>;
}

/** The contact behind a random salt: without the salt, nobody can try names against the commitment in the log. */
export const saltedRecord = (contact: Contact): Uint8Array =>
  Buffer.concat([randomBytes(SALT_BYTES), utf8(JSON.stringify(contact))]);

/** What the log holds of a record. */
export const commitmentTo = (record: Uint8Array): Uint8Array => sha256(record);

export const contactIn = (record: Uint8Array): Contact => Contact.parse(readJson(record.subarray(SALT_BYTES)));

/**
 * Seals a record under a fresh key (ChaCha20-Poly1305), and the key for each node by HPKE (RFC 9180) export with its X-Wing
 * record key. Each key seals one thing, so nonces are zero.
 * @param nodes record keys by node name
 */
export function sealRecordFor(
  contact: string,
  record: Uint8Array,
  nodes: ReadonlyMap<string, Uint8Array>,
): SealedRecord {
  const key = randomBytes(32);
  const sealed = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(record, utf8(contact), null, NONCE, key);
  const capsules = new Map(
    [...nodes].map(([node, publicKey]) => {
      const { enc, secret } = sendExport(publicKey, infoFor(contact, node), EXPORTER_CONTEXT);
      const wrapped = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(key, null, null, NONCE, secret);
      return [node, Buffer.concat([enc, wrapped])];
    }),
  );
  return { sealed, capsules };
}

/** Opens a record as one node, and compares it with the commitment in the log. */
export function openRecordAs(
  node: string,
  key: KemKey,
  contact: string,
  { sealed, capsule, commitment }: { sealed: Uint8Array; capsule: Uint8Array; commitment: Uint8Array },
): Outcome<Uint8Array, 'record-unreadable' | 'record-altered'> {
  try {
    const secret = receiveExport(capsule.subarray(0, ENC_BYTES), key, infoFor(contact, node), EXPORTER_CONTEXT);
    const recordKey = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(
      null,
      capsule.subarray(ENC_BYTES),
      null,
      NONCE,
      secret,
    );
    const record = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, utf8(contact), NONCE, recordKey);
    if (!equalBytes(commitmentTo(record), commitment)) {
      return refuse('record-altered', 'The contact is not the one in the directory log.', 'It is fetched again.');
    }
    contactIn(record);
    return accept(record);
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      return refuse('record-unreadable', 'The contact is not one by this node’s schema.', 'Update this node.');
    }
    return refuse(
      'record-unreadable',
      'The contact does not open for this node.',
      'Its office seals it anew by itself.',
    );
  }
}

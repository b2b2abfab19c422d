import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { hmacSha256, utf8 } from '#libs/cose/bytes.js';

await sodium.ready;

/** The node's own key, 32 bytes, in a file that never leaves its machine: everything secret in the database is under it. */
export type StorageKey = Uint8Array & { readonly __storageKey: true };

export function storageKey(bytes: Uint8Array): StorageKey {
  if (bytes.length !== 32) throw new RangeError('a storage key has 32 bytes');
  return bytes as StorageKey;
}

/** Random nonce (24 bytes) ‖ XChaCha20-Poly1305; `purpose` is bound, so that one column cannot stand in for another. */
export function sealUnder(key: Uint8Array, purpose: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(24);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, utf8(purpose), null, nonce, key);
  return Buffer.concat([nonce, sealed]);
}

/** Throws where the database was altered or belongs to another storage key. */
export function openUnder(key: Uint8Array, purpose: string, sealed: Uint8Array): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
    null,
    sealed.subarray(24),
    utf8(purpose),
    sealed.subarray(0, 24),
    key,
  );
}

/** A body as it is stored, under a key of its own that is under the node's. */
export interface SealedRecord {
  readonly sealedRecordKey: Buffer;
  readonly sealedBody: Buffer;
}

/** A body under a key of its own, so that erasing one record's key erases that record and no other. */
export function sealRecord(key: StorageKey, body: Uint8Array): SealedRecord {
  const recordKey = randomBytes(32);
  return {
    sealedRecordKey: sealUnder(key, 'record key', recordKey),
    sealedBody: sealUnder(recordKey, 'record', body),
  };
}

/** What is left of a record where it is erased: its key goes with its body. */
export const ERASED: SealedRecord = { sealedRecordKey: Buffer.alloc(0), sealedBody: Buffer.alloc(0) };

/** The one way to a stored body. Throws where the database was altered or belongs to another storage key. */
export const openRecord = (key: StorageKey, record: SealedRecord): Uint8Array | 'erased' =>
  record.sealedBody.length === 0
    ? 'erased'
    : openUnder(openUnder(key, 'record key', record.sealedRecordKey), 'record', record.sealedBody);

/** What a stored body says as JSON of a schema; `unreadable` where it is not that, or was altered. */
export function storedContent<T extends object>(
  key: StorageKey,
  record: SealedRecord,
  schema: { parse(value: unknown): T },
): T | 'erased' | 'unreadable' {
  try {
    const body = openRecord(key, record);
    return body === 'erased' ? body : schema.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    return 'unreadable';
  }
}

/** Keyed hash for looking equal things up without keeping them readable. */
export const lookupHash = (key: StorageKey, purpose: string, ...parts: Uint8Array[]): Buffer =>
  Buffer.from(hmacSha256(key, utf8(purpose), ...parts));

const shortKeys = new WeakMap<StorageKey, Map<string, Uint8Array>>();

/**
 * The same in 64 bits (SipHash-2-4, Aumasson and Bernstein 2012), for what is looked up by the thousand and may
 * now and then fall together: as a signed whole number.
 */
export function shortHash(key: StorageKey, purpose: string, text: string): bigint {
  const keys = shortKeys.get(key) ?? new Map<string, Uint8Array>();
  if (keys.size === 0) shortKeys.set(key, keys);
  const shortKey = keys.get(purpose) ?? lookupHash(key, purpose).subarray(0, sodium.crypto_shorthash_KEYBYTES);
  keys.set(purpose, shortKey);
  return Buffer.from(sodium.crypto_shorthash(text, shortKey)).readBigInt64LE();
}

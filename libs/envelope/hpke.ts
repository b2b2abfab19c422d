import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { hmacSha256, utf8 } from '#libs/cose/bytes.js';

await sodium.ready;

/**
 * HPKE (RFC 9180) base mode, export-only, with KEM X-Wing (draft-connolly-cfrg-xwing-kem, 0x647a: X25519 and
 * ML-KEM-768) and HKDF-SHA256. Only the key schedule is written here; the KEM is libsodium's.
 */
const KDF_HKDF_SHA256 = 0x0001;
const AEAD_EXPORT_ONLY = 0xffff;
const KEM_XWING = 0x647a;
const EMPTY = new Uint8Array(0);

export const XWING_PUBLIC_KEY_BYTES = 1216;
export const XWING_CIPHERTEXT_BYTES = 1120;

export interface KemKey {
  /** 1,216 bytes */
  readonly publicKey: Uint8Array;
  /** 32 bytes: X-Wing's decapsulation key is its seed. */
  readonly secretKey: Uint8Array;
}

export function newKemKey(): KemKey {
  return kemKeyFromSeed(randomBytes(32));
}

/** @param seed 32 bytes, which is also the decapsulation key */
export function kemKeyFromSeed(seed: Uint8Array): KemKey {
  const pair = sodium.crypto_kem_xwing_seed_keypair(seed);
  return { publicKey: pair.publicKey, secretKey: pair.privateKey };
}

/** Encapsulates to `publicKey` and exports one secret (RFC 9180 §6.2 SendExport). @returns enc 1,120 bytes, secret 32 */
export function sendExport(publicKey: Uint8Array, info: Uint8Array, exporterContext: Uint8Array) {
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey);
  const secret = exportSecret(KEM_XWING, sharedSecret, info, exporterContext, 32);
  sodium.memzero(sharedSecret);
  return { enc: ciphertext, secret };
}

/** The receiving side (RFC 9180 §6.2 ReceiveExport). X-Wing rejects implicitly: a wrong `enc` gives another secret. */
export function receiveExport(enc: Uint8Array, key: KemKey, info: Uint8Array, exporterContext: Uint8Array): Uint8Array {
  const sharedSecret = sodium.crypto_kem_xwing_dec(enc, key.secretKey);
  const secret = exportSecret(KEM_XWING, sharedSecret, info, exporterContext, 32);
  sodium.memzero(sharedSecret);
  return secret;
}

/** Key schedule and exporter of RFC 9180 §5.1 and §5.3 for any KEM in base mode; `kemId` lets the RFC's vectors in. */
export function exportSecret(
  kemId: number,
  sharedSecret: Uint8Array,
  info: Uint8Array,
  exporterContext: Uint8Array,
  length: number,
): Uint8Array {
  const suite = Buffer.concat([utf8('HPKE'), uint16(kemId), uint16(KDF_HKDF_SHA256), uint16(AEAD_EXPORT_ONLY)]);
  const pskIdHash = labeledExtract(suite, EMPTY, 'psk_id_hash', EMPTY);
  const infoHash = labeledExtract(suite, EMPTY, 'info_hash', info);
  const context = Buffer.concat([Uint8Array.of(0x00), pskIdHash, infoHash]);
  const secret = labeledExtract(suite, sharedSecret, 'secret', EMPTY);
  const exporterSecret = labeledExpand(suite, secret, 'exp', context, 32);
  return labeledExpand(suite, exporterSecret, 'sec', exporterContext, length);
}

/** HKDF-Expand (RFC 5869 §2.3) with SHA-256 for up to one block, which is all that is needed here. */
export function hkdfExpand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  if (length > 32) throw new RangeError('hkdfExpand gives at most 32 bytes');
  return hmacSha256(key, info, Uint8Array.of(1)).subarray(0, length);
}

const uint16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff);

const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array =>
  hmacSha256(salt.length === 0 ? new Uint8Array(32) : salt, utf8('HPKE-v1'), suite, utf8(label), ikm);

const labeledExpand = (suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number) =>
  hkdfExpand(key, Buffer.concat([uint16(length), utf8('HPKE-v1'), suite, utf8(label), info]), length);

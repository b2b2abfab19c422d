import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { sha256 } from './bytes.js';

await sodium.ready;

/** An Ed25519 key pair (RFC 8032). `secretKey` is seed ‖ public key, 64 bytes. */
export interface SigningKey {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

export function newSigningKey(): SigningKey {
  return signingKeyFromSeed(randomBytes(32));
}

/** @param seed 32 bytes */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  const pair = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey: pair.publicKey, secretKey: pair.privateKey };
}

export const signBytes = (message: Uint8Array, key: SigningKey): Uint8Array =>
  sodium.crypto_sign_detached(message, key.secretKey);

/** False for a wrong signature and for a key or signature of the wrong length; never throws. */
export function verifyBytes(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return sodium.crypto_sign_verify_detached(signature, message, publicKey);
}

/** Key identifier (COSE `kid`): the first 16 bytes of SHA-256 of the public key. */
export const keyId = (publicKey: Uint8Array): Uint8Array => sha256(publicKey).subarray(0, 16);

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 §4) without its last 32 bytes, the key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The public key as other tools read it (PEM, RFC 7468). */
export const publicKeyPem = (publicKey: Uint8Array): string =>
  `-----BEGIN PUBLIC KEY-----\n${Buffer.concat([SPKI, publicKey]).toString('base64')}\n-----END PUBLIC KEY-----\n`;

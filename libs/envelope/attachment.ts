import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { encodeCbor } from '#libs/cose/cbor.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';

await sodium.ready;

export const newAttachmentKey = (): Uint8Array => randomBytes(32);
/** 128 random bits in hexadecimal. Its sender chooses it, so that alone it says nothing of which file is meant. */
export const newAttachmentName = (): string => Buffer.from(randomBytes(16)).toString('hex');

/**
 * What a file's parts are called at the hub. Two descriptions have it in common only where they are of one content under
 * one key, so nobody takes another file's place there by its name: not under a member's own files, and not under those
 * that it sends on for others.
 * @param file key and SHA-256 in hexadecimal
 * @returns 32 hexadecimal digits
 */
export function partsName(file: { readonly name: string; readonly key: string; readonly sha256: string }): string {
  const said = ['liaison/v1 file parts', file.name, Buffer.from(file.key, 'hex'), Buffer.from(file.sha256, 'hex')];
  return hex(sha256(encodeCbor(said)).subarray(0, 16));
}

/**
 * Seals one part by the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015) over ChaCha20-Poly1305:
 * the nonce is the part number (11 bytes, big-endian) and the last flag, so that no part can be dropped, moved or
 * added; the attachment's name is associated data. The key is that of one attachment only.
 */
export function sealPart(key: Uint8Array, name: string, part: number, last: boolean, plain: Uint8Array): Uint8Array {
  return sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, utf8(name), null, nonce(part, last), key);
}

export function openPart(
  key: Uint8Array,
  name: string,
  part: number,
  last: boolean,
  sealed: Uint8Array,
): Outcome<Uint8Array, 'part-altered'> {
  try {
    return accept(sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, utf8(name), nonce(part, last), key));
  } catch {
    return refuse('part-altered', `Part ${part} of a file does not open.`, 'It is fetched again.');
  }
}

function nonce(part: number, last: boolean): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(part, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

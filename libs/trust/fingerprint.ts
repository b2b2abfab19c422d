import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';

/** A key's id as it is read aloud and compared: eight groups of four hexadecimal digits. */
export const fingerprint = (publicKey: Uint8Array): string => grouped(keyId(publicKey));

export const grouped = (id: Uint8Array): string => hex(id).match(/.{4}/g)!.join(' ');

/** As typed by a person: case, blanks and hyphens do not count. */
export const sameFingerprint = (typed: string, publicKey: Uint8Array): boolean =>
  typed.toLowerCase().replace(/[\s-]/g, '') === hex(keyId(publicKey));

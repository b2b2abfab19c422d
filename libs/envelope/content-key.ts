import { utf8 } from '#libs/cose/bytes.js';
import { hkdfExpand } from './hpke.js';

const BODY = utf8('liaison/v1 body key');
const COMMITMENT = utf8('liaison/v1 key commitment');

/** From one content key (32 bytes): the body's AEAD key, and the commitment that the sender signs (RFC 5869). */
export function expandContentKey(contentKey: Uint8Array): { bodyKey: Uint8Array; commitment: Uint8Array } {
  return { bodyKey: hkdfExpand(contentKey, BODY, 32), commitment: hkdfExpand(contentKey, COMMITMENT, 32) };
}

/** The body key is used for one message only, so its nonce can be constant (RFC 8439 §2.8). */
export const BODY_NONCE = new Uint8Array(12);

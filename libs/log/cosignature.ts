import { Instant } from '#libs/bounds/times.js';
import { uint64, utf8 } from '#libs/cose/bytes.js';
import { type SigningKey, signBytes, verifyBytes } from '#libs/cose/ed25519.js';
import type { SignedCheckpoint } from './checkpoint.js';
import { signatureLine, signaturesIn } from './note.js';

/** C2SP tlog-cosignature: timestamped Ed25519 witness cosignatures. */
export const COSIGNATURE_TYPE = 0x04;

/** A witness: its name in signature lines and its Ed25519 key. */
export interface Witness {
  readonly name: string;
  readonly key: Uint8Array;
}

const message = (text: string, seconds: number): Uint8Array => utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/**
 * A witness's signature line (C2SP tlog-cosignature v1) over a checkpoint that it has verified to extend the last that it cosigned.
 * @param seconds since 1970-01-01T00:00Z
 */
export function cosign(
  checkpoint: Pick<SignedCheckpoint, 'text'>,
  name: string,
  key: SigningKey,
  seconds: number,
): string {
  const signature = signBytes(message(checkpoint.text, seconds), key);
  return signatureLine(name, COSIGNATURE_TYPE, key.publicKey, Buffer.concat([uint64(seconds), signature]));
}

/** What the witness signed, and its signature, for whoever checks it with other tools; undefined where it signed nothing. */
export function cosignatureParts(
  { text, lines }: Pick<SignedCheckpoint, 'text' | 'lines'>,
  { name, key }: Witness,
): { readonly seconds: number; readonly message: Uint8Array; readonly signature: Uint8Array } | undefined {
  for (const blob of signaturesIn(lines, name, COSIGNATURE_TYPE, key)) {
    if (blob.length !== 72) continue;
    const seconds = Number(new DataView(blob.buffer, blob.byteOffset).getBigUint64(0));
    if (!Instant.safeParse(seconds * 1000).success) continue;
    const parts = { seconds, message: message(text, seconds), signature: blob.subarray(8) };
    if (verifyBytes(parts.message, parts.signature, key)) return parts;
  }
  return undefined;
}

/** When the witness cosigned the checkpoint, in seconds since 1970-01-01T00:00Z; undefined where it did not. */
export const cosignedAt = (
  checkpoint: Pick<SignedCheckpoint, 'text' | 'lines'>,
  witness: Witness,
): number | undefined => cosignatureParts(checkpoint, witness)?.seconds;

import { isText } from '#libs/bounds/text.js';
import { base64, equalBytes, fromBase64, hex, sha256, utf8 } from '#libs/cose/bytes.js';

/** C2SP signed-note: the signature type of plain Ed25519. */
export const ED25519_TYPE = 0x01;

/** C2SP signed-note: a text, an empty line, and signature lines `— name base64(key id ‖ signature)`. */
export interface Note {
  /** With its final line end. */
  readonly text: string;
  readonly lines: readonly string[];
}

/** Checkpoints with the cosignatures of a hundred witnesses are well below. */
export const MAX_NOTE_BYTES = 32 * 1024;

/** Undefined for what is no signed note. */
export function readNote(note: string): Note | undefined {
  if (note.length > MAX_NOTE_BYTES || !note.endsWith('\n') || !isText(note)) return undefined;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return undefined;
  return { text: note.slice(0, split + 1), lines: note.slice(split + 2, -1).split('\n') };
}

/** Key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ signature type ‖ public key). */
const noteKeyId = (name: string, type: number, publicKey: Uint8Array): Uint8Array =>
  sha256(utf8(name), Uint8Array.of(0x0a, type), publicKey).subarray(0, 4);

/** A verifier key, `name+key id+base64(signature type ‖ public key)`. */
export const verifierKey = (name: string, type: number, publicKey: Uint8Array): string =>
  `${name}+${hex(noteKeyId(name, type, publicKey))}+${base64(Buffer.concat([Uint8Array.of(type), publicKey]))}`;

/** @param text of which each character is an octet; undefined for what is no verifier key */
export function readVerifierKey(
  text: string,
): { readonly name: string; readonly type: number; readonly key: Uint8Array } | undefined {
  const [, octets, id, encoded] = /^([^+ \t\n]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const typed = encoded && fromBase64(encoded);
  if (!octets || !id || !typed || typed.length < 2) return undefined;
  const name = Buffer.from(octets, 'latin1').toString('utf8');
  const [type, key] = [typed[0]!, typed.subarray(1)];
  return hex(noteKeyId(name, type, key)) === id ? { name, type, key } : undefined;
}

export const signatureLine = (name: string, type: number, publicKey: Uint8Array, signature: Uint8Array): string =>
  `— ${name} ${base64(Buffer.concat([noteKeyId(name, type, publicKey), signature]))}`;

/** The signatures that lines give under this name, type and key; nothing of them is verified. */
export function signaturesIn(
  lines: readonly string[],
  name: string,
  type: number,
  publicKey: Uint8Array,
): Uint8Array[] {
  const wanted = noteKeyId(name, type, publicKey);
  return lines.flatMap((line) => {
    const [dash, by, encoded, ...rest] = line.split(' ');
    const blob = dash === '—' && by === name && encoded && rest.length === 0 ? fromBase64(encoded) : undefined;
    return blob && equalBytes(blob.subarray(0, 4), wanted) ? [blob.subarray(4)] : [];
  });
}

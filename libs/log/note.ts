import { isText } from '#libs/bounds/text.js';
import { base64, equalBytes, fromBase64, sha256, utf8 } from '#libs/cose/bytes.js';

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

/**
 * Whether a text can be kept and shown everywhere: well-formed Unicode, since half a surrogate pair has no UTF-8;
 * without U+0000, which PostgreSQL's `text` cannot hold; and not beginning with U+FEFF, which readers of UTF-8 take for
 * a byte order mark and drop, so that the text would come back as another.
 */
export const isText = (text: string): boolean =>
  text.isWellFormed() && !text.includes('\0') && text.charCodeAt(0) !== 0xfeff;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that bytes are in UTF-8; undefined where they are none, or one that cannot be kept. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = strict.decode(bytes);
    return isText(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

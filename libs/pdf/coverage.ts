/** The code points that a font has glyphs for: its `cmap` (ISO/IEC 14496-22 §5.2.1), formats 4 and 12. */
export function codePointsIn(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const found = new Set<number>();
  const cmap = tableAt(view, 'cmap');
  const tables = cmap === undefined ? 0 : view.getUint16(cmap + 2);
  for (let i = 0; i < tables; i++) {
    const at = cmap! + view.getUint32(cmap! + 4 + 8 * i + 4);
    const format = view.getUint16(at);
    if (format === 4) takeSegments(view, at, found);
    if (format === 12) takeGroups(view, at, found);
  }
  return found;
}

function tableAt(view: DataView, name: string): number | undefined {
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    if (tag === name) return view.getUint32(record + 8);
  }
  return undefined;
}

/** Format 4: segments of the Basic Multilingual Plane, as four arrays side by side; glyph 0 is that of what is missing. */
function takeSegments(view: DataView, at: number, found: Set<number>): void {
  const width = view.getUint16(at + 6);
  const [ends, starts, deltas, offsets] = [14, 16 + width, 16 + 2 * width, 16 + 3 * width].map((from) => at + from);
  for (let i = 0; i < width; i += 2) {
    const offset = view.getUint16(offsets! + i);
    for (let code = view.getUint16(starts! + i); code <= view.getUint16(ends! + i) && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? code : view.getUint16(offsets! + i + offset + 2 * (code - view.getUint16(starts! + i)));
      if (glyph !== 0 && ((glyph + view.getInt16(deltas! + i)) & 0xffff) !== 0) found.add(code);
    }
  }
}

/** Format 12: groups of code points from any plane. */
function takeGroups(view: DataView, at: number, found: Set<number>): void {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const first = view.getUint32(group);
    for (let code = first; code <= view.getUint32(group + 4); code++) {
      if (view.getUint32(group + 8) + code - first !== 0) found.add(code);
    }
  }
}

const SPACE = /\s/u;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const REPLACEMENT = '\ufffd';

/**
 * A text with U+FFFD for each character that none of the fonts has a glyph for, or whose meaning is private: PDF/A lets
 * neither in (ISO 19005-2 §6.2.11.7, §6.2.11.8), and a paper that cannot be printed for one emoji helps nobody. A space that no
 * font has becomes a plain one, and what nobody would see is left out.
 */
export const printable = (text: string, fonts: ReadonlySet<number>): string =>
  text.replace(/[^\n\x20-\x7e]/gu, (sign) =>
    fonts.has(sign.codePointAt(0)!) && !/\p{Co}/u.test(sign)
      ? sign
      : SPACE.test(sign)
        ? ' '
        : UNSEEN.test(sign)
          ? ''
          : REPLACEMENT,
  );

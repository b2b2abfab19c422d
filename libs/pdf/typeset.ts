import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { codePointsIn, printable } from './coverage.js';

const FONTS = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf',
  '@expo-google-fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf',
];
const PDF_A = 'a-2a';

let made: { readonly compiler: NodeCompiler; readonly signs: ReadonlySet<number> } | undefined;

/** Made when the first document is set: it holds the fonts. */
function typst(): NonNullable<typeof made> {
  if (made) return made;
  const { resolve } = createRequire(import.meta.url);
  const fontBlobs = FONTS.map((font) => readFileSync(resolve(font)));
  const workspace = dirname(fileURLToPath(import.meta.url));
  made = {
    compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] }),
    signs: new Set(fontBlobs.flatMap((font) => [...codePointsIn(font)])),
  };
  return made;
}

/**
 * Sets a document as PDF/A-2a (ISO 19005-2), tagged, its text searchable; the same bytes for the same input. What the data hold is text and is
 * never run as markup; what the fonts have no glyph for is shown as U+FFFD.
 * @param template Typst source that reads `json(bytes(sys.inputs.data))`
 * @param at the document's own time, milliseconds since 1970-01-01T00:00Z
 */
export function typeset(template: string, data: unknown, at: number): Uint8Array {
  const { compiler, signs } = typst();
  const text = JSON.stringify(data, (_, value) => (typeof value === 'string' ? printable(value, signs) : value));
  const document = { mainFileContent: template, inputs: { data: text } };
  const pdf = compiler.pdf(document, { pdfStandard: PDF_A, creationTimestamp: Math.floor(at / 1000) });
  compiler.evictCache(10);
  return pdf;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const FONTS = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf',
  '@expo-google-fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf',
];
const PDF_A = 'a-2a';

let compiler: NodeCompiler | undefined;

/** Made when the first document is set: it holds the fonts. */
function typst(): NodeCompiler {
  const { resolve } = createRequire(import.meta.url);
  const fontBlobs = FONTS.map((font) => readFileSync(resolve(font)));
  compiler ??= NodeCompiler.create({ workspace: dirname(fileURLToPath(import.meta.url)), fontArgs: [{ fontBlobs }] });
  return compiler;
}

/**
 * Sets a document as PDF/A-2a (ISO 19005-2), tagged, its text searchable; the same bytes for the same input. What the data hold is text and is
 * never run as markup.
 * @param template Typst source that reads `json(bytes(sys.inputs.data))`
 * @param at the document's own time, milliseconds since 1970-01-01T00:00Z
 */
export function typeset(template: string, data: unknown, at: number): Uint8Array {
  const document = { mainFileContent: template, inputs: { data: JSON.stringify(data) } };
  const pdf = typst().pdf(document, { pdfStandard: PDF_A, creationTimestamp: Math.floor(at / 1000) });
  typst().evictCache(10);
  return pdf;
}

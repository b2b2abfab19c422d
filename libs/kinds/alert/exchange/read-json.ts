import { DEEPEST_JSON, excessIn, oddIn } from '#libs/bounds/json.js';
import { placeOf } from '#libs/outcome/field-faults.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { inEnglish } from '#libs/words/phrase.js';

export const MAX_IMPORT_BYTES = 32 * 1024 ** 2;
/** Each takes memory a hundred times its length in the file; a feed of 32 MiB has about a million. */
const MOST_VALUES = 1_500_000;

/** First bytes of what is no JSON whatever its name says. */
const OTHER_TYPES: readonly (readonly [string, readonly number[]])[] = [
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['an executable', [0x4d, 0x5a]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
];

/** JSON from outside; refuses archives, what nests too deep, and what is no JSON, saying where. */
export function readJson(bytes: Uint8Array): Outcome<unknown> {
  const other = OTHER_TYPES.find(([, start]) => start.every((byte, i) => bytes[i] === byte));
  if (other) {
    return refuse('not-json', `The file is ${other[0]}, not JSON.`, 'Unpack it yourself and import what is in it.');
  }
  if (bytes.length > MAX_IMPORT_BYTES) {
    return refuse('too-large', `The file is larger than ${MAX_IMPORT_BYTES / 1024 ** 2} MiB.`, 'Split the feed.');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('not-utf8', 'The file is not UTF-8 text.', 'JSON is UTF-8 (RFC 8259 §8.1): convert it.');
  }
  const excess = excessIn(text, MOST_VALUES);
  if (excess?.of === 'levels')
    return refuse(
      'too-deep',
      `More than ${DEEPEST_JSON} levels lie in each other at character ${excess.at}.`,
      'No feed needs that.',
    );
  if (excess) return refuse('too-large', `The file holds more than ${MOST_VALUES} values.`, 'Split the feed.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/"[^"]{0,200}"/g, '…') : '';
    return refuse('not-json', `The file is not JSON: ${why}`, 'Ask whoever wrote it.');
  }
  const odd = oddIn(json);
  if (!odd) return accept(json);
  return refuse(
    'json-odd',
    `At ${placeOf(odd.path)}, expected ${inEnglish(odd.expected)}.`,
    'Mend it there, or ask whoever wrote it.',
  );
}

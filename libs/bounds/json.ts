import { type Phrase, phrase } from '#libs/words/phrase.js';
import { isText, textOf } from './text.js';

/** Deeper than any message or feed of the field, and far from the end of any reader's stack. */
export const DEEPEST_JSON = 60;

/** Where JSON holds what no schema is asked about, since nothing can keep it. */
export interface OddJson {
  /** Keys and places from the whole on. */
  readonly path: readonly (string | number)[];
  readonly expected: Phrase;
}

const TEXT = phrase('text of whole characters, without U+0000 and without U+FEFF at its beginning');
const NUMBER = phrase('a number');
const DEPTH = phrase('at most {{most}} levels in each other', { most: DEEPEST_JSON });

/** A value inside another, as far as it takes to say where it stands. */
interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly within: Place | undefined;
  readonly key: string | number;
}

/**
 * What in parsed JSON nothing can keep: text that is none (see `isText`), in names of fields, too; a number beyond what
 * numbers hold; what nests too deep; and a field of the name `__proto__`, which an object that is copied would take for
 * its prototype. Undefined where all is well. Walks without recursion, so that no depth can exhaust the stack.
 */
export function oddIn(json: unknown): OddJson | undefined {
  const waiting: Place[] = [{ value: json, depth: 0, within: undefined, key: '' }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, depth } = place;
    if (typeof value === 'string' && !isText(value)) return { path: pathOf(place), expected: TEXT };
    if (typeof value === 'number' && !Number.isFinite(value)) return { path: pathOf(place), expected: NUMBER };
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEEPEST_JSON) return { path: pathOf(place).slice(0, 3), expected: DEPTH };
    const inside = { depth: depth + 1, within: place };
    if (Array.isArray(value)) {
      for (const [key, one] of value.entries()) waiting.push({ ...inside, value: one, key });
      continue;
    }
    for (const [key, one] of Object.entries(value)) {
      if (!isText(key)) return { path: pathOf(place), expected: TEXT };
      if (key === '__proto__') {
        return { path: pathOf(place), expected: phrase('no field of the name {{fields}}', { fields: [key] }) };
      }
      waiting.push({ ...inside, value: one, key });
    }
  }
  return undefined;
}

function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at.within; at = at.within) path.unshift(at.key);
  return path;
}

/** JSON out of a message, read before any schema sees it; undefined where it is none, or holds what nothing can keep. */
export function readJson(source: Uint8Array | string): unknown {
  const text = typeof source === 'string' ? source : textOf(source);
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return oddIn(json) === undefined ? json : undefined;
  } catch {
    return undefined;
  }
}

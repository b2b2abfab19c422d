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

/** An object or a list inside another, as far as it takes to say where it stands. */
interface Place {
  readonly value: object;
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
  const waiting: Place[] = [{ value: [json], depth: -1, within: undefined, key: '' }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const path = (...more: (string | number)[]) => [...pathOf(place), ...more].slice(1);
    const { value, depth } = place;
    if (depth === DEEPEST_JSON) return { path: path().slice(0, 3), expected: DEPTH };
    const isList = Array.isArray(value);
    for (const name of isList ? value.keys() : Object.keys(value)) {
      if (typeof name === 'string' && !isText(name)) return { path: path(), expected: TEXT };
      if (name === '__proto__')
        return { path: path(), expected: phrase('no field of the name {{fields}}', { fields: [name] }) };
      const inner: unknown = (value as Record<string | number, unknown>)[name];
      if (typeof inner === 'string' && !isText(inner)) return { path: path(name), expected: TEXT };
      if (typeof inner === 'number' && !Number.isFinite(inner)) return { path: path(name), expected: NUMBER };
      if (typeof inner === 'object' && inner !== null)
        waiting.push({ value: inner, depth: depth + 1, within: place, key: name });
    }
  }
  return undefined;
}

function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at.within; at = at.within) path.push(at.key);
  return path.reverse();
}

/** Of one body that comes in: more than the longest message or content has; parsed, each takes a hundred times its place in the text. */
export const MOST_VALUES = 100_000;

/** What of JSON's text is too much, and where. */
export interface Excess {
  readonly of: 'levels' | 'values';
  readonly at: number;
}

/**
 * What of JSON's text would take far more memory than it is long, seen before it is parsed: where brackets nest deeper
 * than DEEPEST_JSON, or where the value after the last of `most` begins. What stands in strings does not count.
 */
export function excessIn(text: string, most: number): Excess | undefined {
  const weighed = weigh(text, most);
  return typeof weighed === 'number' ? undefined : weighed;
}

/** How many values a text holds, as `excessIn` counts them; infinitely many where it has an excess. */
export function valuesIn(text: string): number {
  const weighed = weigh(text, MOST_VALUES);
  return typeof weighed === 'number' ? weighed : Number.POSITIVE_INFINITY;
}

/** How many values a text holds, or what of it is too much. */
function weigh(text: string, most: number): number | Excess {
  let [depth, values, inString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (inString) {
      if (sign === '\\') i++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') {
      if (++depth > DEEPEST_JSON) return { of: 'levels', at: i };
      if (++values > most) return { of: 'values', at: i };
    } else if (sign === '}' || sign === ']') depth--;
    else if (sign === ',' && ++values > most) return { of: 'values', at: i };
  }
  return values;
}

/** Whether an object in a JSON text has two fields of one name: readers take the first, the last, or both (RFC 8259 §4). */
function hasFieldTwice(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let lastString = '';
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(undefined);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const from = i;
      for (i++; text[i] !== '"'; i++) if (text[i] === '\\') i++;
      lastString = text.slice(from, i + 1);
    } else if (sign === ':') {
      const names = open.at(-1)!;
      const before = names.size;
      if (names.add(JSON.parse(lastString)).size === before) return true;
    }
  }
  return false;
}

/**
 * JSON out of a message, read before any schema sees it; undefined where it is none, holds what nothing can keep, more of it than a
 * body may, or says two things under one name.
 */
export function readJson(source: Uint8Array | string): unknown {
  const text = typeof source === 'string' ? source : textOf(source);
  if (text === undefined || excessIn(text, MOST_VALUES)) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return oddIn(json) === undefined && !hasFieldTwice(text) ? json : undefined;
  } catch {
    return undefined;
  }
}

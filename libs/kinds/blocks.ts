import type { MessageId } from '#libs/envelope/id.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { UnitFunction } from '#libs/trust/vocabulary.js';

/** A part of a message for a reader: a heading in their language, and lines. */
export interface BulletinBlock {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** In whose language a message is set: the words of its kind, the names of countries, and what units are. */
export interface Voice<Words> {
  readonly language: ReaderLanguage;
  readonly words: Words;
  readonly country: (code: string) => string;
  readonly unitFunction: (code: UnitFunction) => string;
}

/** A body as it is read: what is an address or a message’s id was looked at when it came in. */
export type Read<T> = T extends UnitAddress | MessageId
  ? string
  : T extends object
    ? { [K in keyof T]: Read<T[K]> }
    : T;

/**
 * What keeps its own direction inside words of the other: free text, names, numbers (UAX 9: FSI, or LRI
 * where no letter tells a direction, … PDI). Left-to-right readers need no marks for it.
 */
export const ownIn =
  (direction: 'ltr' | 'rtl') =>
  (text: string): string =>
    direction === 'rtl' ? `${/\p{L}/u.test(text) ? '\u2068' : '\u2066'}${text}\u2069` : text;

/** Blocks without those that say nothing. */
export const told = (blocks: readonly (readonly [heading: string, lines: readonly string[]])[]): BulletinBlock[] =>
  blocks.filter(([, lines]) => lines.length > 0).map(([heading, lines]) => ({ heading, lines }));

import { z } from 'zod';
import { skeleton } from '#libs/words/fold.js';

/** A text of a bulletin as full-text search takes it in. */
export interface SearchableText {
  readonly language: string;
  readonly text: string;
  /** PostgreSQL's weights: A for titles and names, B for the summary, C for the rest. */
  readonly weight: 'A' | 'B' | 'C';
}

export interface Searchable {
  readonly texts: readonly SearchableText[];
  /** What it can be filtered by: `country:NE`, `topic:sea-crossing`. */
  readonly facets: readonly string[];
  /** The words of places and names as they sound, whatever script they are written in. */
  readonly sounds: readonly string[];
  /** Identifiers as they are looked up: the bare value, and type, country and value. */
  readonly values: readonly string[];
}

/** A facet's value as somebody asks for it, where it is none of a list. */
export const Word = z.string().trim().min(1).max(60);

/** An identifier as somebody might type it, without what only sets it off: `+227 96 12 34 56`, `8a 3921`. */
export const lookupValue = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The words of a text as they sound, where enough of them is left to tell one from another. */
export const soundsOf = (text: string): string[] => [
  ...new Set(
    skeleton(text)
      .split(' ')
      .filter((word) => word.length > 2),
  ),
];

/** Each value as a facet of this name, once. */
export const facet = (name: string, values: readonly string[]): string[] =>
  [...new Set(values)].map((value) => `${name}:${value}`);

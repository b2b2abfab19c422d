import type { Profile } from './profile.js';

/** Something by which an alert can be found again among many, or counted to know how common it is. */
export interface Feature {
  readonly of: 'indicator' | 'name' | 'cell' | 'method' | 'band';
  readonly value: string;
}

/**
 * Bands of minima, `[bands, rows]`: short ones find alerts that share half of how and where they work (with a chance of
 * 70 %); long ones are still rare where a unit has very many alerts, and the short ones are not.
 */
const BANDS: readonly (readonly [number, number])[] = [
  [10, 3],
  [8, 6],
];

/**
 * What an alert is found by: each indicator, each name, and bands over where and how (MinHash, Broder 1997), so that
 * alerts which share much of both are found though no single place or method of theirs is rare.
 */
export const findingFeatures = (profile: Profile): Feature[] => [
  ...identities(profile),
  ...named('band', bandsOf([...profile.points.map(({ cell }) => cell), ...profile.methods])),
];

/** What weighs little in a comparison where many alerts have it. */
export const weighedFeatures = (profile: Profile): Feature[] => [
  ...identities(profile),
  ...named(
    'cell',
    profile.points.map(({ cell }) => cell),
  ),
  ...named('method', profile.methods),
];

const identities = ({ indicators, names }: Profile): Feature[] => [
  ...named(
    'indicator',
    indicators.map(({ key }) => key),
  ),
  ...named(
    'name',
    names.map(({ sound }) => sound),
  ),
];

const named = (of: Feature['of'], values: readonly string[]): Feature[] =>
  [...new Set(values)].map((value) => ({ of, value }));

function bandsOf(items: readonly string[]): string[] {
  const longest = Math.max(...BANDS.map(([bands, rows]) => bands * rows));
  const minima = Array.from({ length: longest }, (_, seed) => minimum(items, seed));
  return BANDS.flatMap(([bands, rows]) =>
    items.length < rows
      ? []
      : Array.from(
          { length: bands },
          (_, band) => `${rows}/${band}:${minima.slice(band * rows, (band + 1) * rows).join(',')}`,
        ),
  );
}

const minimum = (items: readonly string[], seed: number): number =>
  items.reduce((least, item) => Math.min(least, mix(item, seed)), 0xffffffff);

/** FNV-1a with a seed and a final mix (MurmurHash3's): not cryptographic, only spread. */
function mix(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

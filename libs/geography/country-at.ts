import { createRequire } from 'node:module';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import countries from 'i18n-iso-countries/index.js';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type FoundPlace, placesNear } from './gazetteer.js';

interface Land {
  readonly country: string | undefined;
  readonly outline: Feature<Polygon | MultiPolygon>;
}

let lands: readonly Land[] | undefined;

/** Natural Earth 1:50m (public domain), as npm's "world-atlas" has it; read when the first point is looked for. */
function map(): readonly Land[] {
  if (lands) return lands;
  const atlas: Topology<{ countries: GeometryCollection }> = createRequire(import.meta.url)(
    'world-atlas/countries-50m.json',
  );
  lands = feature(atlas, atlas.objects.countries).features.map((outline) => ({
    country: countries.numericToAlpha2(String(outline.id ?? '')),
    outline: outline as Land['outline'],
  }));
  return lands;
}

/**
 * The country (ISO 3166-1 alpha-2) that a point lies in by the map, good to a few kilometres. Undefined at sea, and on land
 * that the map gives no such country: nobody's guess. Degrees (WGS 84).
 */
export const countryAt = (latitude: number, longitude: number): string | undefined =>
  map().find(({ outline }) => booleanPointInPolygon([longitude, latitude], outline))?.country;

/** Whoever presses so near to a place means it, though the map has its quay in the sea or its edge abroad. */
const MEANT_KM = 10;
/** A point snaps to nothing that is further away. */
const NEAR_KM = 100;

/** The places that somebody who points at a map may mean: what lies there, and around it what lies in the same country; off a coast, none. */
export function placesAt(latitude: number, longitude: number, limit: number): FoundPlace[] {
  const here = placesNear(latitude, longitude, MEANT_KM, limit);
  const country = countryAt(latitude, longitude);
  if (country === undefined) return here;
  const around = placesNear(latitude, longitude, NEAR_KM, 200);
  return around
    .filter((one) => one.country === country || one.crossingTo === country || here.some((each) => isSame(one, each)))
    .slice(0, limit);
}

const isSame = (a: FoundPlace, b: FoundPlace): boolean =>
  a.name === b.name && a.latitude === b.latitude && a.longitude === b.longitude;

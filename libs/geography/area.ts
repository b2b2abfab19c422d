import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { kinks } from '@turf/kinks';
import { z } from 'zod';
import type { Coded } from '#libs/words/phrase.js';
import { Country } from './country.js';
import { inRegion, REGION_NAMES } from './regions.js';

/** Coordinates in a statement are whole numbers of 1/100,000 degree (about one metre), so that they have one encoding. */
const UNITS_PER_DEGREE = 100_000;
const Longitude = z
  .int()
  .min(-180 * UNITS_PER_DEGREE)
  .max(180 * UNITS_PER_DEGREE);
const Latitude = z
  .int()
  .min(-90 * UNITS_PER_DEGREE)
  .max(90 * UNITS_PER_DEGREE);

/** A part of the world that a unit wants to hear about. */
export const Area = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('country'), country: Country }),
  /** The border between two countries: a crossing of it, or a route that passes from one to the other. */
  z.strictObject({ type: z.literal('border'), countries: z.tuple([Country, Country]) }),
  z.strictObject({ type: z.literal('region'), region: z.enum(REGION_NAMES) }),
  /** A drawn polygon: corners as [longitude, latitude] in 1/100,000 degree, in order, the last one not repeated. */
  z.strictObject({
    type: z.literal('polygon'),
    name: z.string().min(1).max(100),
    corners: z
      .array(z.tuple([Longitude, Latitude]))
      .min(3)
      .max(200),
  }),
]);
export type Area = z.infer<typeof Area>;

/** One point of a route, in the order travelled. */
export interface Place {
  /** ISO 3166-1 alpha-2; undefined at sea, and where nobody said it. */
  readonly country?: string | undefined;
  /** Degrees (WGS 84), where they are known. */
  readonly coordinates?: { readonly latitude: number; readonly longitude: number } | undefined;
}

type Polygon = Extract<Area, { type: 'polygon' }>;
const asPolygon = ({ corners }: Polygon) => {
  const ring = [...corners, corners[0]!].map(([longitude, latitude]) => [
    longitude / UNITS_PER_DEGREE,
    latitude / UNITS_PER_DEGREE,
  ]);
  return { type: 'Polygon' as const, coordinates: [ring] };
};

/** Why an area cannot be meant; undefined where nothing is wrong with it. */
export function faultOf(area: Area): string | undefined {
  if (area.type === 'border' && area.countries[0] === area.countries[1]) return 'A border lies between two countries.';
  if (area.type !== 'polygon') return undefined;
  const distinct = new Set(area.corners.map((corner) => corner.join()));
  if (distinct.size < area.corners.length) return `The drawn area "${area.name}" passes through one corner twice.`;
  return kinks(asPolygon(area)).features.length > 0
    ? `The outline of the drawn area "${area.name}" crosses itself.`
    : undefined;
}

/** Whether a route touches the area. */
export function touches(area: Area, route: readonly Place[]): boolean {
  switch (area.type) {
    case 'country':
      return route.some(({ country }) => country === area.country);
    case 'region':
      return route.some(({ country }) => country !== undefined && inRegion(country, area.region));
    case 'border':
      return route.some(({ country }, i) => {
        const next = route[i + 1]?.country;
        return (
          country !== undefined &&
          next !== undefined &&
          next !== country &&
          area.countries.includes(country) &&
          area.countries.includes(next)
        );
      });
    case 'polygon': {
      const polygon = asPolygon(area);
      return route.some(
        ({ coordinates }) =>
          coordinates && booleanPointInPolygon([coordinates.longitude, coordinates.latitude], polygon),
      );
    }
  }
}

/** For a reason in words: a drawn area by its name, everything else by its code. */
export function areaInWords(area: Area): string | Coded {
  switch (area.type) {
    case 'country':
      return { of: 'country', code: area.country };
    case 'border':
      return { of: 'border', code: area.countries.join('-') };
    case 'region':
      return { of: 'region', code: area.region };
    case 'polygon':
      return area.name;
  }
}

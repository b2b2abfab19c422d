import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Country, countryByName } from '#libs/geography/country.js';
import { findPlaces, placesNear } from '#libs/geography/gazetteer.js';
import { validated } from '../http/validated.js';

/** A point snaps to nothing that is further away. */
const NEAR_KM = 100;
const Point = z
  .string()
  .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, 'latitude and longitude in degrees, such as "16.97,7.99"')
  .transform((text) => text.split(',').map(Number) as [number, number]);

/** By name, or what is near a point. */
export const PlaceQuery = z.strictObject({
  q: z.string().trim().min(2).max(100).optional(),
  near: Point.optional(),
  country: Country.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export const PlaceList = z.object({
  /** The country that the words name, in any of the five languages. */
  country: z.string().nullable(),
  places: z.array(
    z.object({
      name: z.string(),
      country: z.string(),
      crossingTo: z.string().nullable(),
      latitude: z.number(),
      longitude: z.number(),
    }),
  ),
});

/** Places by name, from the node's own gazetteer: what an officer looks for is told to nobody. */
@Controller('places')
export class PlacesController {
  @Get()
  find(@Query() query: unknown): z.infer<typeof PlaceList> {
    const { q, near, country, limit } = validated(PlaceQuery, query);
    const found = near ? placesNear(...near, NEAR_KM, limit) : findPlaces(q ?? '', { country, limit });
    return {
      country: (q && countryByName(q)) ?? null,
      places: found.map(({ population: _, crossingTo, ...place }) => ({
        ...place,
        crossingTo: crossingTo ?? null,
      })),
    };
  }
}

import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Country, countryByName } from '#libs/geography/country.js';
import { countryAt, placesAt } from '#libs/geography/country-at.js';
import { findPlaces } from '#libs/geography/gazetteer.js';
import { Get, InQuery } from '../../http/route.js';

const Point = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,15})?,-?\d{1,3}(\.\d{1,15})?$/, 'latitude and longitude in degrees, such as "16.97,7.99"')
  .transform((text) => text.split(',').map(Number) as [number, number]);

/** By name, or what is near a point. */
export const PlaceQuery = z.strictObject({
  q: z.string().trim().min(2).max(100).optional(),
  near: Point.optional(),
  country: Country.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export const PlaceList = z.object({
  /** The country that the words name, in any of the five languages, or that the point lies in by the map; null at sea. */
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
  @Get('', { summary: 'Places by name, offline', by: 'officers', query: PlaceQuery, answer: PlaceList })
  find(@InQuery() { q, near, country, limit }: z.infer<typeof PlaceQuery>): z.infer<typeof PlaceList> {
    const found = near ? placesAt(...near, limit) : findPlaces(q ?? '', { country, limit });
    return {
      country: (near ? countryAt(...near) : q && countryByName(q)) ?? null,
      places: found.map(({ population: _, crossingTo, ...place }) => ({
        ...place,
        crossingTo: crossingTo ?? null,
      })),
    };
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Country, countryByName } from '#libs/geography/country.js';
import { findPlaces } from '#libs/geography/gazetteer.js';
import { validated } from '../http/validated.js';

export const PlaceQuery = z.strictObject({
  q: z.string().trim().min(2).max(100),
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
    const { q, country, limit } = validated(PlaceQuery, query);
    return {
      country: countryByName(q) ?? null,
      places: findPlaces(q, { country, limit }).map(({ population: _, crossingTo, ...place }) => ({
        ...place,
        crossingTo: crossingTo ?? null,
      })),
    };
  }
}

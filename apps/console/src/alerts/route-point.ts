import type { Answer } from '#libs/api/routes.js';
import type { RoutePoint } from './draft-room.js';

/** A place of the gazetteer, or a spot on the map: its country as far as that is known, null at sea. */
export type Place = Omit<Answer<'/api/v1/places'>['places'][number], 'country'> & { readonly country: string | null };

/** What is where the map was pressed: the nearest place, or the spot itself in the country that the map has there. Nothing is guessed from other points. */
export const placeWhere = (latitude: number, longitude: number, found: Answer<'/api/v1/places'> | undefined): Place =>
  found?.places[0] ?? {
    name: `${latitude}, ${longitude}`,
    country: found?.country ?? null,
    crossingTo: null,
    latitude,
    longitude,
  };

export const pointAt = (place: Place, index: number): RoutePoint => ({
  role: place.crossingTo ? 'border-crossing' : index === 0 ? 'embarkation' : 'transit',
  place: place.name,
  ...(place.country && { country: place.country }),
  coordinates: { latitude: place.latitude, longitude: place.longitude, precision: 'within-10-km' },
  ...(place.crossingTo && { borderCrossing: place.name }),
});

/** A point that is somewhere else now: its role and its days stay, and nothing of where it was. */
export function movedTo(point: RoutePoint, place: Place, index: number): RoutePoint {
  const { country: _, borderCrossing: __, ...rest } = point;
  return { ...rest, ...pointAt(place, index), role: point.role };
}

import { type GeoProjection, geoMercator, geoPath } from 'd3-geo';
import codes from 'i18n-iso-countries/codes.json';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-50m.json';

/** The map as it lies in the console itself: nobody is told where an officer looks (Natural Earth 1:50m, public domain). */
export const WIDTH = 720;
export const HEIGHT = 760;

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const ALPHA2 = new Map((codes as string[][]).map(([alpha2, , numeric]) => [numeric!, alpha2!]));

/** From the Cape to the North Cape, from Cabo Verde to the Horn: the members' part of the world. */
const VIEW = {
  type: 'MultiPoint' as const,
  coordinates: [
    [-26, -35],
    [52, -35],
    [52, 64],
    [-26, 64],
  ] as [number, number][],
};
export const projection: GeoProjection = geoMercator().fitSize([WIDTH, HEIGHT], VIEW);
const path = geoPath(projection).digits(1);

export interface Land {
  readonly key: string;
  /** ISO 3166-1 alpha-2, in capitals; undefined for land without one. */
  readonly country: string | undefined;
  readonly outline: string;
}
export const LANDS: readonly Land[] = feature(topology, topology.objects.countries)
  .features.map((one, i) => ({
    key: `${String(one.id)}-${i}`,
    country: ALPHA2.get(String(one.id).padStart(3, '0')),
    outline: path(one) ?? '',
  }))
  .filter((one) => one.outline !== '');
export const BORDERS = path(mesh(topology, topology.objects.countries, (a, b) => a !== b)) ?? '';

/** Where a point lies on the map. */
export const place = (latitude: number, longitude: number): [number, number] => projection([longitude, latitude])!;
/** @returns latitude and longitude in degrees, to three digits (about 100 m) */
export function unplace(x: number, y: number): [number, number] {
  const [longitude, latitude] = projection.invert!([x, y])!;
  return [Math.round(latitude * 1000) / 1000, Math.round(longitude * 1000) / 1000];
}

import { z } from 'zod';
import { DraftBuilder, metresOf } from './draft-builder.js';
import { labelIn } from './labels.js';
import { type Imported, Report } from './report.js';
import type { ExportedAlert } from './stix-export.js';

/** Alerts' routes as GeoJSON (RFC 7946): a line for each route that has two placed points or more, and each point. */
export function geojson(alerts: readonly ExportedAlert[]): { type: 'FeatureCollection'; features: object[] } {
  return { type: 'FeatureCollection', features: alerts.flatMap(featuresOf) };
}

function featuresOf({ id, sender, body: alert }: ExportedAlert): object[] {
  const common = { alert: id, sender, title: alert.title.text, tlp: alert.handling.tlp };
  return alert.routes.flatMap((route, r) => {
    const placed = route.points.flatMap((point, p) =>
      point.coordinates ? [{ ...point, coordinates: point.coordinates, p }] : [],
    );
    const position = ({ coordinates }: (typeof placed)[number]) => [coordinates.longitude, coordinates.latitude];
    const points = placed.map((point) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: position(point) },
      properties: {
        ...common,
        route: r + 1,
        point: point.p + 1,
        role: point.role,
        name: point.place,
        country: point.country ?? null,
        precision_m: metresOf(point.coordinates.precision),
        from: point.from ?? null,
        until: point.until ?? null,
      },
    }));
    if (placed.length < 2) return points;
    const line = {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: placed.map(position) },
      properties: { ...common, route: r + 1, transport: route.transport, frequency: route.frequency ?? null },
    };
    return [line, ...points];
  });
}

const MOST_FEATURES = 20_000;
const Point = z.looseObject({
  type: z.literal('Feature'),
  geometry: z.object({
    type: z.literal('Point'),
    coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number()),
  }),
  properties: z.record(z.string(), z.unknown()).nullable(),
});

/** A label on anything in the file holds for all of it, whatever becomes of the thing. */
function takeLabel(where: string, value: unknown, builder: DraftBuilder, report: Report): void {
  const said = (value as { properties?: { tlp?: unknown } | null } | null)?.properties?.tlp;
  if (typeof said !== 'string' || said.trim() === '') return;
  const tlp = labelIn(/^\s*tlp/i.test(said) ? said : `tlp:${said}`)?.value;
  if (tlp) builder.label('tlp', tlp);
  else report.left(where, said, 'no label of TLP 2.0');
}

export const isGeojson = (value: unknown): boolean =>
  (value as { type?: unknown } | null)?.type === 'FeatureCollection' ||
  (value as { type?: unknown } | null)?.type === 'Feature';

/** Points of a GeoJSON file as the places of one route, in the file's order. */
export function importGeojson(value: unknown): Imported {
  const report = new Report();
  const features =
    (value as { type: string }).type === 'Feature' ? [value] : (value as { features?: unknown }).features;
  const builder = new DraftBuilder(report, 'en');
  takeLabel('the collection', value, builder, report);
  for (const [i, feature] of (Array.isArray(features) ? features : []).entries()) {
    const where = `features[${i}]`;
    takeLabel(where, feature, builder, report);
    if (i === MOST_FEATURES) report.left(where, 'and all after it', `a file is read up to ${MOST_FEATURES} features`);
    if (i >= MOST_FEATURES) continue;
    const parsed = Point.safeParse(feature);
    if (!parsed.success) {
      const type = (feature as { geometry?: { type?: unknown } } | null)?.geometry?.type;
      report.left(where, typeof type === 'string' ? type : 'a feature', 'only points become places on a route');
      continue;
    }
    const { geometry, properties } = parsed.data;
    const said = (key: string) => (typeof properties?.[key] === 'string' ? (properties[key] as string) : undefined);
    const [longitude, latitude] = geometry.coordinates;
    builder.point(where, {
      place: said('name') ?? said('place') ?? '',
      country: said('country') ?? said('countrycode'),
      latitude,
      longitude,
      from: said('from'),
      until: said('until'),
    });
  }
  const draft = builder.build();
  return { format: 'geojson', lines: report.lines, alerts: 'routes' in draft ? [{ where: 'features', draft }] : [] };
}

import { latLngToCell } from 'h3-js';
import { indicatorKey } from '#libs/kinds/alert/indicators.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { fold, skeleton } from '#libs/words/fold.js';

/** Cells of about 45 km across: a place and what a report may mean by it. */
const RESOLUTION = 4;
const DAY_MS = 86_400_000;

/** What of an alert is compared with other alerts. Everything in it comes from the alert alone. */
export interface Profile {
  readonly offence: string;
  /** @see indicatorKey, with the days on which each holds, since 1970. */
  readonly indicators: readonly { readonly key: string; readonly from: number | null; readonly until: number | null }[];
  /** The network's label and aliases: as they sound, to compare, and as they are written, to show. */
  readonly names: readonly { readonly sound: string; readonly written: string }[];
  /** Route points in the order travelled. Degrees (WGS 84). */
  readonly points: readonly { readonly latitude: number; readonly longitude: number; readonly cell: string }[];
  /** Countries of the route, where coordinates are not known, too. */
  readonly countries: readonly string[];
  /** Codes of how it is done, with their field: `concealment:night-convoy`. */
  readonly methods: readonly string[];
  /** Content words as they sound, so that close languages share some. */
  readonly words: readonly string[];
  /** First and last day that the alert speaks of, since 1970; null where it names none. */
  readonly days: readonly [number, number] | null;
}

/** @param alert as it is published; its files are not looked into */
export function profileOf(alert: Omit<Alert, 'files'>): Profile {
  const points = alert.routes.flatMap((route) => route.points);
  const day = (date: string | undefined) => (date ? Math.floor(Date.parse(date) / DAY_MS) : null);
  const dates = points.flatMap((point) => [day(point.from), day(point.until)]).filter((one) => one !== null);
  return {
    offence: alert.offence,
    indicators: alert.indicators.map((one) => ({
      key: indicatorKey(one),
      from: day(one.validFrom),
      until: day(one.validUntil),
    })),
    names: namesOf(alert),
    points: points.flatMap(({ coordinates }) =>
      coordinates
        ? [
            {
              latitude: coordinates.latitude,
              longitude: coordinates.longitude,
              cell: latLngToCell(coordinates.latitude, coordinates.longitude, RESOLUTION),
            },
          ]
        : [],
    ),
    countries: unique(points.flatMap((point) => point.country ?? [])),
    methods: methodsOf(alert),
    words: wordsOf(alert),
    days: dates.length > 0 ? [Math.min(...dates), Math.max(...dates)] : null,
  };
}

function methodsOf(alert: Omit<Alert, 'files'>): string[] {
  const { methods, documents, routes, network, trafficking } = alert;
  const coded = (field: string, codes: readonly string[] = []) => codes.map((code) => `${field}:${code}`);
  return unique([
    ...coded('recruitment', methods?.recruitment),
    ...coded('concealment', methods?.concealment),
    ...coded('control', methods?.control),
    ...coded('payment', methods?.payment),
    ...coded(
      'document',
      documents.map((one) => `${one.document}/${one.abuse}`),
    ),
    ...coded(
      'transport',
      routes.flatMap((route) => route.transport),
    ),
    ...coded('structure', network && network.structure !== 'unknown' ? [network.structure] : []),
    ...coded('purpose', trafficking?.purposes),
  ]);
}

/** Words of four letters and more say what a text is about in most languages of the network; shorter ones rarely do. */
function wordsOf(alert: Omit<Alert, 'files'>): string[] {
  const texts = [alert.title, alert.summary, ...(alert.methods?.narrative ?? [])].map(({ text }) => fold(text));
  const carriers = alert.routes.flatMap((route) => route.carriers).map(fold);
  const words = [...texts, ...carriers].flatMap((text) => text.split(' ')).filter((word) => word.length > 4);
  return unique(words.map(skeleton))
    .filter((word) => word.length > 2)
    .slice(0, 200);
}

function namesOf({ network }: Omit<Alert, 'files'>): Profile['names'] {
  const written = network ? [network.label, ...network.aliases] : [];
  const bySound = new Map(written.map((name) => [skeleton(name), name]).reverse() as [string, string][]);
  return [...bySound].map(([sound, name]) => ({ sound, written: name })).filter(({ sound }) => sound !== '');
}

const unique = (list: readonly string[]): string[] => [...new Set(list)];

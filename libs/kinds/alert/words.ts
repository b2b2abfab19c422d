import { skeleton } from '#libs/words/fold.js';
import { indicatorKey } from './indicators.js';
import type { Alert } from './schema.js';

/** A text of an alert as full-text search takes it in. */
export interface SearchableText {
  readonly language: string;
  readonly text: string;
  /** PostgreSQL's weights: A for titles and names, B for the summary, C for the rest. */
  readonly weight: 'A' | 'B' | 'C';
}

export interface Searchable {
  readonly texts: readonly SearchableText[];
  /** What it can be filtered by: `country:NE`, `offence:smuggling`, `method:night-convoy`. */
  readonly facets: readonly string[];
  /** The words of places and names as they sound, whatever script they are written in. */
  readonly sounds: readonly string[];
  /** Identifiers as they are looked up: the bare value, and type, country and value. */
  readonly values: readonly string[];
}

/** Everything that an alert can be found by. */
export function searchable(alert: Omit<Alert, 'files'>): Searchable {
  const { network, methods, documents, routes, trafficking } = alert;
  const points = routes.flatMap((route) => route.points);
  const { language } = alert.title;
  const named = (texts: readonly (string | undefined)[], weight: SearchableText['weight']): SearchableText[] =>
    texts.filter((text) => text !== undefined).map((text) => ({ language, text, weight }));
  const written = [
    ...(methods?.narrative ?? []),
    ...alert.lessons,
    ...alert.technology,
    ...alert.risk.reasons,
    ...alert.handling.conditions,
    ...documents.flatMap((one) => one.features),
  ];
  const names = [
    ...named(network ? [network.label, ...network.aliases] : [], 'A'),
    ...named([...points.flatMap((point) => [point.place, point.borderCrossing]), ...(network?.knownLinks ?? [])], 'B'),
    ...named(
      routes.flatMap((route) => route.carriers),
      'C',
    ),
  ];
  return {
    texts: [
      { ...alert.title, weight: 'A' },
      { ...alert.summary, weight: 'B' },
      ...names,
      ...written.map((text) => ({ ...text, weight: 'C' as const })),
    ],
    sounds: soundsOf(names.map(({ text }) => text).join(' ')),
    facets: [
      `offence:${alert.offence}`,
      `tlp:${alert.handling.tlp}`,
      `action:${alert.actionAsked}`,
      `language:${language}`,
      `likelihood:${alert.risk.likelihood}`,
      `impact:${alert.risk.impact}`,
      ...facet('country', [
        ...points.flatMap((point) => point.country ?? []),
        ...documents.flatMap((one) => one.issuedBy ?? []),
      ]),
      ...facet('nationality', [...(network?.nationalities ?? []), ...(alert.atRisk?.nationalities ?? [])]),
      ...facet('topic', alert.topics),
      ...facet(
        'transport',
        routes.flatMap((route) => route.transport),
      ),
      ...facet('method', [
        ...(methods?.recruitment ?? []),
        ...(methods?.concealment ?? []),
        ...(methods?.control ?? []),
        ...(methods?.payment ?? []),
      ]),
      ...facet(
        'document',
        documents.flatMap((one) => [one.document, one.abuse]),
      ),
      ...facet('purpose', trafficking?.purposes ?? []),
      ...(alert.urgent ? ['urgent:yes'] : []),
    ],
    values: [...new Set(alert.indicators.flatMap((one) => [lookupValue(one.value), indicatorKey(one)]))],
  };
}

/** An identifier as somebody might type it, without what only sets it off: `+227 96 12 34 56`, `8a 3921`. */
export const lookupValue = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The words of a text as they sound, where enough of them is left to tell one from another. */
export const soundsOf = (text: string): string[] => [
  ...new Set(
    skeleton(text)
      .split(' ')
      .filter((word) => word.length > 2),
  ),
];

const facet = (name: string, values: readonly string[]): string[] =>
  [...new Set(values)].map((value) => `${name}:${value}`);

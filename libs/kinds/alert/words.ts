import { facet, lookupValue, type Searchable, type SearchableText, soundsOf } from '../searchable.js';
import { indicatorKey } from './indicators.js';
import type { Alert } from './schema.js';

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

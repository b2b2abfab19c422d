import { referenceTo } from '#libs/envelope/reference.js';
import type { Exported } from '../../bulletin-kind.js';
import type { Indicator } from '../indicators.js';
import type { Alert } from '../schema.js';
import { metresOf } from './draft-builder.js';
import { ALERT_EXTENSION, CODES, endOf, stixId, tlpMarking } from './stix-objects.js';

export type ExportedAlert = Exported<Alert>;

type StixObject = Record<string, unknown> & { readonly id: string };

const CONFIDENCE = { low: 15, medium: 50, high: 85 } as const;

/**
 * Alerts as a STIX 2.1 bundle: each a report with the network, methods, places and indicators that other tools read, and
 * the alert whole in a property extension, so that another node loses nothing of it.
 */
export function stixBundle(alerts: readonly ExportedAlert[]): { type: 'bundle'; id: string; objects: StixObject[] } {
  const objects = new Map<string, StixObject>();
  for (const object of alerts.flatMap(stixObjects)) objects.set(object.id, object);
  return {
    type: 'bundle',
    id: stixId('bundle', alerts.map(referenceTo).join(' ')),
    objects: [...objects.values()],
  };
}

/** The objects of one alert, itself last. */
export function stixObjects({ id, sender, createdAt, body: alert, sightings = [] }: ExportedAlert): StixObject[] {
  const created = new Date(createdAt).toISOString();
  const author = identityOf(sender);
  const tlp = tlpMarking(alert.handling.tlp);
  const terms = {
    type: 'marking-definition',
    spec_version: '2.1',
    id: stixId('marking-definition', termsOf(alert)),
    created: '2026-01-01T00:00:00.000Z',
    created_by_ref: author.id,
    definition_type: 'statement',
    definition: { statement: termsOf(alert) },
  };
  const common = (type: string, name: string) => ({
    type,
    spec_version: '2.1',
    // By its sender, too: an id is anybody's to use again.
    id: stixId(type, `${referenceTo({ id, sender })} ${name}`),
    created_by_ref: author.id,
    created,
    modified: created,
    object_marking_refs: [tlp.id, terms.id],
    lang: alert.title.language,
  });
  const content: StixObject[] = [
    ...actorOf(alert, common),
    ...methodsOf(alert).map(([field, code]) => ({
      ...common('attack-pattern', `${field} ${code}`),
      name: `${field}: ${code}`,
      external_references: [{ source_name: CODES, external_id: `${field}:${code}` }],
    })),
    ...alert.routes.flatMap((route, r) =>
      route.points.flatMap(({ place, country, coordinates }, p) =>
        // STIX 2.1 §4.9.1: a location has a country or coordinates; a name alone stands in the extension.
        country || coordinates
          ? [
              {
                ...common('location', `${r} ${p}`),
                name: place,
                ...(country && { country }),
                ...(coordinates && {
                  latitude: coordinates.latitude,
                  longitude: coordinates.longitude,
                  precision: metresOf(coordinates.precision),
                }),
              },
            ]
          : [],
      ),
    ),
    ...alert.indicators.map((one, i) => ({
      ...common('indicator', String(i)),
      name: `${one.type} ${one.value}`,
      indicator_types: ['attribution'],
      pattern: patternOf(one),
      pattern_type: 'stix',
      pattern_version: '2.1',
      valid_from: one.validFrom ? `${one.validFrom}T00:00:00Z` : created,
      ...(one.validUntil && { valid_until: endOf(one.validUntil) }),
      confidence: CONFIDENCE[one.confidence],
    })),
  ];
  const actor = content.find((one) => one.type === 'threat-actor');
  const relations = actor
    ? content.filter((one) => one !== actor).map((other) => relationOf(actor, other, common('relationship', other.id)))
    : [];
  const { files: _, ...whole } = alert;
  const report = {
    ...common('report', 'itself'),
    name: alert.title.text,
    description: alert.summary.text,
    report_types: ['threat-actor'],
    published: created,
    ...(alert.topics.length > 0 && { labels: alert.topics }),
    object_refs: [author, ...content, ...relations].map((one) => one.id),
    external_references: [{ source_name: 'liaison', external_id: referenceTo({ id, sender }) }],
    extensions: { [ALERT_EXTENSION]: { extension_type: 'property-extension', alert: whole } },
  };
  const seen = sightings.flatMap((one, i) => [
    identityOf(one.by),
    {
      ...common('sighting', String(i)),
      created: one.toldAt,
      modified: one.toldAt,
      description: one.what,
      sighting_of_ref: (actor ?? report).id,
      where_sighted_refs: [stixId('identity', one.by)],
      ...(one.seenAt && { first_seen: one.seenAt, last_seen: one.seenAt }),
      count: 1,
    },
  ]);
  return [author, tlp.object as StixObject, terms, extensionDefinition(), ...content, ...relations, report, ...seen];
}

const identityOf = (unit: string): StixObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: stixId('identity', unit),
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: unit,
  identity_class: 'organization',
});

type Common = (type: string, name: string) => StixObject & Record<string, unknown>;

function actorOf({ network }: Alert, common: Common): StixObject[] {
  if (!network) return [];
  return [
    {
      ...common('threat-actor', 'network'),
      name: network.label,
      threat_actor_types: ['crime-syndicate'],
      ...(network.aliases.length > 0 && { aliases: network.aliases }),
    },
  ];
}

function relationOf(actor: StixObject, other: StixObject, common: StixObject): StixObject {
  const [type, source, target] =
    other.type === 'indicator'
      ? (['indicates', other, actor] as const)
      : ([other.type === 'location' ? 'located-at' : 'uses', actor, other] as const);
  return { ...common, relationship_type: type, source_ref: source.id, target_ref: target.id };
}

const extensionDefinition = (): StixObject => ({
  type: 'extension-definition',
  spec_version: '2.1',
  id: ALERT_EXTENSION,
  created_by_ref: stixId('identity', 'liaison'),
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: 'Liaison alert',
  description: 'A network’s modus operandi by Art. 10(1) of the Palermo protocols, whole, beside its STIX objects.',
  schema: 'docs/exchange.md',
  version: '1.0.0',
  extension_types: ['property-extension'],
});

/** Each code of how it is done, with its field. */
export function methodsOf({ methods, routes }: Alert): (readonly [string, string])[] {
  const coded = (field: string, codes: readonly string[] = []) => codes.map((code) => [field, code] as const);
  return [
    ...coded('recruitment', methods?.recruitment),
    ...coded('concealment', methods?.concealment),
    ...coded('control', methods?.control),
    ...coded('payment', methods?.payment),
    ...coded('transport', [...new Set(routes.flatMap((route) => route.transport))]),
  ];
}

/** In words, for tools that know no more than STIX does. */
export const termsOf = ({ handling, evaluation, actionAsked }: Alert): string =>
  [
    `Europol handling code ${handling.code}`,
    `PAP:${handling.pap}`,
    `evaluation ${evaluation.source}${evaluation.information} (4x4)`,
    `asked: ${actionAsked}`,
    ...handling.conditions.map((one) => one.text),
  ].join('; ');

/** Observable types as STIX tools of the field name them, where STIX itself has none. */
function patternOf(indicator: Indicator): string {
  const quoted = (value: string) => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
  const value = quoted(indicator.value);
  switch (indicator.type) {
    case 'telephone':
      return `[phone-number:value = ${value}]`;
    case 'wallet':
      return `[cryptocurrency-wallet:value = ${value}]`;
    case 'iban':
      return `[bank-account:iban = ${value}]`;
    case 'account':
      return `[user-account:account_type = ${quoted(indicator.service)} AND user-account:account_login = ${value}]`;
    case 'plate':
    case 'document-number':
      return `[x-liaison-identifier:kind = '${indicator.type}' AND x-liaison-identifier:country = '${indicator.country}' AND x-liaison-identifier:value = ${value}]`;
    default:
      return `[x-liaison-identifier:kind = '${indicator.type}' AND x-liaison-identifier:value = ${value}]`;
  }
}

import { z } from 'zod';
import { lookup } from '#libs/bounds/lookup.js';
import * as code from '../codes.js';
import { DraftBuilder } from './draft-builder.js';
import { labelIn } from './labels.js';
import { isDeleted, labelsInside, MISP_VERSIONS } from './misp-labels.js';
import { type Imported, plain, Report } from './report.js';
import { leftFor, versionsOf } from './versions.js';

/** Attributes and objects of an event. */
const MOST_PARTS = 20_000;
const text = z.union([z.string(), z.number()]).transform(String).catch('');
const Tag = z.looseObject({ name: text });
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .catch([] as never)
    .default([] as never);
const Attribute = z.looseObject({
  type: text,
  value: text,
  comment: text.default(''),
  object_relation: text.optional(),
  Tag: listOf(Tag),
  ShadowAttribute: listOf(z.unknown()),
  Sighting: listOf(z.unknown()),
});
type Attribute = z.infer<typeof Attribute>;
const MispObject = z.looseObject({ name: text, Attribute: listOf(z.unknown()) });
const Cluster = z.looseObject({ type: text, value: text, description: text.default(''), meta: z.unknown().optional() });
const Galaxy = z.looseObject({ name: text, GalaxyCluster: listOf(Cluster) });
const Event = z.looseObject({
  info: text,
  date: text.default(''),
  threat_level_id: text.default(''),
  Tag: listOf(Tag),
  Attribute: listOf(z.unknown()),
  Object: listOf(z.unknown()),
  Galaxy: listOf(Galaxy),
  ShadowAttribute: listOf(z.unknown()),
  EventReport: listOf(z.looseObject({ name: text, content: text })),
});

/** Attributes that would name a person: an alert has no field for one (trafficking protocol Art. 6(1)). */
const PERSONAL =
  /^(first-name|middle-name|last-name|full-name|date-of-birth|place-of-birth|gender|nationality|visa-number|payment-details|place-port-|target-user|whois-registrant|email-(src|dst)-display-name)/;
const SOFTWARE =
  /^(md5|sha|ssdeep|imphash|tlsh|filename|malware|yara|sigma|snort|regkey|mutex|pattern-in|vulnerability|cpe|pehash|authentihash|impfuzzy|windows-|mobile-application|process-state|named pipe|dom-hash|attachment|cdhash|pdb|bro|zeek)/;
const COMPUTERS =
  /^(ip-|domain|hostname|url|uri|link|mac-|AS$|user-agent|http-method|ja3|hassh|x509|port|dns-|email-(subject|header|body|attachment|x-mailer|thread|mime|message)|community-id|cookie|hex|whois)/;
/** How attributes of MISP's own types become indicators. */
const INDICATORS: Readonly<Record<string, (attribute: Attribute, of: string | undefined) => Record<string, unknown>>> =
  lookup({
    'phone-number': ({ value }) => ({ type: 'telephone', value }),
    iban: ({ value }) => ({ type: 'iban', value }),
    btc: ({ value }) => ({ type: 'wallet', value }),
    'passport-number': ({ value }, of) => ({ type: 'document-number', country: of, value }),
    'identity-card-number': ({ value }, of) => ({ type: 'document-number', country: of, value }),
    'email-src': ({ value }) => ({ type: 'account', service: 'e-mail', value }),
    'email-dst': ({ value }) => ({ type: 'account', service: 'e-mail', value }),
    email: ({ value }) => ({ type: 'account', service: 'e-mail', value }),
    'jabber-id': ({ value }) => ({ type: 'account', service: 'jabber', value }),
    'twitter-id': ({ value }) => ({ type: 'account', service: 'twitter', value }),
    'github-username': ({ value }) => ({ type: 'account', service: 'github', value }),
  });

/** Whether JSON says that it is a MISP event, or several. */
export const isMisp = (value: unknown): boolean => eventsIn(value).length > 0;

function eventsIn(value: unknown): unknown[] {
  const list = Array.isArray(value) ? value : ((value as { response?: unknown } | null)?.response ?? value);
  return (Array.isArray(list) ? list : [list]).flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    if ('Event' in one) return [(one as { Event: unknown }).Event];
    return 'info' in one || 'Attribute' in one || 'Object' in one ? [one] : [];
  });
}

/** Without any of these it is no alert yet. */
const HOLDS_SOMETHING = ['indicators', 'network', 'routes', 'methods', 'offence'];

/** MISP events into drafts, one for each. Nothing of it is believed before the alert's own schema has seen it. */
export function importMisp(value: unknown): Imported {
  const report = new Report();
  const versions = versionsOf(eventsIn(value), MISP_VERSIONS);
  const { newest: events } = versions;
  for (const version of versions.older) report.left('Event', 'the event', leftFor(version, versions));
  const alerts = events.slice(0, 200).flatMap((raw, e) => {
    const where = events.length > 1 ? `Event[${e}]` : 'Event';
    const parsed = Event.safeParse(raw);
    if (!parsed.success) {
      report.left(where, 'the event', 'it has no "info", or is no event');
      return [];
    }
    if (isDeleted(raw)) {
      report.left(where, 'the event', DELETED);
      return [];
    }
    if (parsed.data.Attribute.length + parsed.data.Object.length > MOST_PARTS) {
      // What would not be read may be a newer version of what would, or its deletion.
      report.left(where, parsed.data.info, `it has more than ${MOST_PARTS} attributes and objects: split it`);
      return [];
    }
    const draft = draftOf(parsed.data, raw, where, report);
    if (HOLDS_SOMETHING.some((field) => field in draft)) return [{ where, draft }];
    report.left(where, parsed.data.info, 'nothing in it tells of people, routes or documents: no draft is made of it');
    return [];
  });
  if (events.length > 200) report.left('Event[200]', 'and all after it', 'a file is read up to 200 events');
  return { format: 'misp', alerts, lines: report.lines };
}

function draftOf(event: z.infer<typeof Event>, raw: unknown, where: string, report: Report): Record<string, unknown> {
  const language = event.Tag.map(({ name }) => machineTag(name)).find((one) => one?.predicate === 'language')?.value;
  const builder = new DraftBuilder(report, language && /^[a-z]{2,3}$/.test(language) ? language : 'en');
  if (event.info.trim() === '') report.left(where, 'the event', 'it has no "info" to be the title');
  else {
    builder.title(event.info);
    builder.summary(event.info);
    report.taken(where, event.info, 'as title');
  }
  // Labels are looked for in all that the file holds, however the event writes its tags.
  for (const [i, { name }] of event.Tag.entries()) {
    if (!labelIn(name)) takeTag(`${where}.Tag[${i}]`, name, builder, report);
  }
  for (const label of labelsInside(raw, where)) takeTag(label.where, label.name, builder, report);
  for (const [at, raw] of standing(`${where}.Attribute`, event.Attribute, report))
    takeAttribute(at, raw, builder, report);
  for (const [at, raw] of standing(`${where}.Object`, event.Object, report)) takeObject(at, raw, builder, report);
  for (const [i, galaxy] of event.Galaxy.entries()) {
    for (const cluster of galaxy.GalaxyCluster) {
      if (isDeleted(cluster)) report.left(`${where}.Galaxy[${i}]`, 'a cluster', DELETED);
      else takeCluster(`${where}.Galaxy[${i}]`, cluster, builder, report);
    }
  }
  event.ShadowAttribute.forEach((_, i) => {
    report.left(`${where}.ShadowAttribute[${i}]`, 'a proposal', 'its event’s owner has not accepted it');
  });
  for (const [at, { name, content }] of standing(`${where}.EventReport`, event.EventReport, report))
    builder.narrate(at, name, content);
  return builder.build();
}

const DELETED = 'its author deleted it';

/** Of a list what its author lets stand, in its newest version, each with where it stands; the rest gets a line. */
function standing<T>(where: string, list: readonly T[], report: Report): (readonly [string, T])[] {
  const versions = versionsOf(list, MISP_VERSIONS);
  const { newest, older } = versions;
  const [isNewest, isOlder] = [new Set(newest), new Set(older)];
  return list.flatMap((one, i) => {
    const at = `${where}[${i}]`;
    // What it was is not said: it was taken back.
    if (isOlder.has(one)) report.left(at, 'a version', leftFor(one, versions));
    else if (isDeleted(one)) report.left(at, 'something', DELETED);
    return isNewest.has(one) && !isDeleted(one) ? [[at, one] as const] : [];
  });
}

const machineTag = (name: string): { predicate: string; value: string } | undefined => {
  const found = /^liaison:([a-z-]+)="([^"]*)"$/.exec(name);
  return found ? { predicate: found[1]!, value: found[2]! } : undefined;
};

const CODED: Readonly<Record<string, z.ZodType>> = lookup({
  recruitment: code.RecruitmentMethod,
  concealment: code.ConcealmentMethod,
  control: code.ControlMethod,
  payment: code.PaymentMethod,
  transport: code.Transport,
});
const FIELDS: Readonly<Record<string, z.ZodType>> = lookup({
  offence: code.Offence,
  'action-asked': code.ActionAsked,
});

function takeTag(where: string, name: string, builder: DraftBuilder, report: Report): boolean {
  const label = labelIn(name);
  if (label) {
    const scale = label.of === 'tlp' ? 'TLP 2.0' : 'PAP';
    if (!label.value) return report.left(where, name, `no label of ${scale}: set the handling yourself`);
    builder.label(label.of, label.value);
    return report.taken(where, name, 'as the handling label, of which the strictest holds');
  }
  if (/^admiralty-scale:/.test(name))
    return report.left(where, name, 'evaluate it yourself: 4x4 says less than the Admiralty scale');
  const ours = machineTag(name);
  if (!ours) return builder.topic(where, name.replace(/^[^=]*="?|"$/g, '') || name);
  const { predicate, value } = ours;
  if (CODED[predicate]?.safeParse(value).success) builder.code(predicate, value);
  else if (FIELDS[predicate]?.safeParse(value).success)
    builder.set(predicate === 'offence' ? 'offence' : 'actionAsked', value);
  else if (predicate === 'handling-code' && code.HandlingCode.safeParse(value).success) builder.label('code', value);
  else if (predicate === 'evaluation' && /^[ABCX][1-4]$/.test(value))
    builder.set('evaluation', { source: value[0], information: value[1] });
  else if (predicate === 'topic') return builder.topic(where, value);
  else if (predicate === 'valid-until') builder.set('validUntil', value);
  else if (!['language', 'likelihood', 'impact'].includes(predicate))
    return report.left(where, name, 'no code of ours');
  return report.taken(where, name, 'as a code');
}

function takeAttribute(where: string, raw: unknown, builder: DraftBuilder, report: Report): boolean {
  const parsed = Attribute.safeParse(raw);
  if (!parsed.success) return report.left(where, 'an attribute', 'it has no type and value');
  const attribute = parsed.data;
  const { type, value, comment } = attribute;
  const what = plain(`${type}: ${value}`, 100);
  attribute.ShadowAttribute.forEach((_, i) => {
    report.left(`${where}.ShadowAttribute[${i}]`, 'a proposal', 'its event’s owner has not accepted it');
  });
  attribute.Sighting.forEach((_, i) => {
    report.left(`${where}.Sighting[${i}]`, 'a sighting', 'a sighting of somebody else’s attribute');
  });
  const tags = attribute.Tag.map(({ name }) => machineTag(name)).filter((one) => one !== undefined);
  const kind = tags.find((one) => one.predicate === 'indicator')?.value;
  const of = tags.find((one) => one.predicate === 'of')?.value;
  if (kind || type in INDICATORS) {
    const made = kind
      ? { type: kind, value, ...(of && { [kind === 'account' ? 'service' : 'country']: of }) }
      : INDICATORS[type]!(attribute, of);
    return builder.indicator(where, what, { ...made, ...seenOf(attribute) });
  }
  if (comment === 'network' || comment === 'network alias') return builder.network(where, value);
  const place =
    /^route \d+ point \d+: ([a-z-]+); (?:([A-Z]{2})|no country); (?:(-?[\d.]+),(-?[\d.]+); [a-z0-9-]+|not placed); ([\d-]*)\/([\d-]*)$/.exec(
      comment,
    );
  if (place) {
    const [, , country, latitude, longitude, from, until] = place;
    const placed = latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : {};
    return builder.point(where, { place: value, country, ...placed, from, until });
  }
  if (comment === 'summary') {
    builder.summary(value);
    return report.taken(where, type, 'as summary');
  }
  if (PERSONAL.test(type))
    return report.left(
      where,
      type,
      'it tells of a person, for whom an alert has no field (trafficking protocol Art. 6)',
    );
  if (SOFTWARE.test(type)) return report.left(where, what, 'software: an alert tells of people, routes and documents');
  if (COMPUTERS.test(type))
    return report.left(where, what, 'computers: an alert tells of people, routes and documents');
  if (type === 'threat-actor') return builder.network(where, value);
  if (['text', 'comment', 'other', 'campaign-name'].includes(type)) return builder.narrate(where, what, value);
  return report.left(where, what, `an alert has no place for the type "${type}"`);
}

/** Validity as our export writes it, or MISP's own first and last seen; confidence from its tag. */
function seenOf(attribute: Attribute): Record<string, unknown> {
  const [, from, until] = /(\d{4}-\d{2}-\d{2})?\/(\d{4}-\d{2}-\d{2})?$/.exec(attribute.comment) ?? [];
  const day = (field: string) =>
    typeof attribute[field] === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(attribute[field])?.[0] : undefined;
  const said = attribute.Tag.map(
    ({ name }) => /confidence-in-analytic-judgment="(low|moderate|high)"/.exec(name)?.[1],
  ).find(Boolean);
  const [validFrom, validUntil] = [from ?? day('first_seen'), until ?? day('last_seen')];
  return {
    confidence: said === 'high' || said === 'low' ? said : 'medium',
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
  };
}

function takeObject(where: string, raw: unknown, builder: DraftBuilder, report: Report): boolean {
  const parsed = MispObject.safeParse(raw);
  if (!parsed.success) return report.left(where, 'an object', 'it has no name and attributes');
  const { name } = parsed.data;
  const parts = standing(`${where}.Attribute`, parsed.data.Attribute, report);
  const attributes = parts.flatMap(([, one]) => Attribute.safeParse(one).data ?? []);
  const of = (relation: string) => attributes.find((one) => one.object_relation === relation)?.value;
  if (name === 'geolocation') {
    const degrees = (text: string | undefined) => (text?.trim() ? Number(text) : undefined);
    const [latitude, longitude] = [degrees(of('latitude')), degrees(of('longitude'))];
    const place = of('city') ?? of('text') ?? of('address') ?? of('region') ?? of('country') ?? '';
    return builder.point(where, { place, country: of('countrycode') ?? of('country'), latitude, longitude });
  }
  if (name === 'vehicle' && of('license-plate-number')) {
    const value = {
      type: 'plate',
      country: of('license-plate-country') ?? of('state'),
      value: of('license-plate-number'),
      confidence: 'medium',
    };
    return builder.indicator(where, `vehicle ${of('license-plate-number')}`, value);
  }
  if (name === 'passport' || name === 'person')
    return report.left(
      where,
      name,
      'it tells of a person, for whom an alert has no field (trafficking protocol Art. 6)',
    );
  const taken = parts.map(([at, one]) => takeAttribute(at, one, builder, report));
  return taken.includes(true);
}

function takeCluster(where: string, cluster: z.infer<typeof Cluster>, builder: DraftBuilder, report: Report): boolean {
  const { type, value, description, meta } = cluster;
  if (type === 'threat-actor') {
    const synonyms = (meta as { synonyms?: unknown } | undefined)?.synonyms;
    return builder.network(
      where,
      value,
      Array.isArray(synonyms) ? synonyms.filter((one) => typeof one === 'string') : [],
    );
  }
  if (type === 'country' || type === 'target-information')
    return report.left(where, value, 'a country alone is no place on a route');
  return builder.narrate(where, value, [value, description].filter(Boolean).join(': '));
}

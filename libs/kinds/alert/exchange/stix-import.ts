import { z } from 'zod';
import { lookup } from '#libs/bounds/lookup.js';
import { DateTime, Day } from '#libs/bounds/times.js';
import { AlertDraft } from '../schema.js';
import { DraftBuilder } from './draft-builder.js';
import { type Labelled, labelIn, stricter, type Tlp, tlpNamed } from './labels.js';
import { type Imported, plain, Report } from './report.js';
import { stixObjects } from './stix-export.js';
import { ALERT_EXTENSION, CODES, lastDayBefore, tlpOf } from './stix-objects.js';
import { comparisonsOf } from './stix-pattern.js';
import { leftFor, versionsOf } from './versions.js';

const MOST_OBJECTS = 20_000;
const MOST_STORIES = 200;
const StixObject = z.looseObject({
  type: z.string().max(250),
  id: z.string().regex(/^[a-z][a-z0-9-]+[a-z0-9]--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
});
type StixObject = z.infer<typeof StixObject>;

/** What a bundle's container of one story is called; each becomes an alert. */
const STORIES = new Set(['report', 'grouping', 'campaign']);

/** Why objects of a type have no place in an alert. */
const NO_PLACE: Readonly<Record<string, string>> = lookup({
  malware: 'software: an alert tells of people, routes and documents',
  'malware-analysis': 'software: an alert tells of people, routes and documents',
  tool: 'software: an alert tells of people, routes and documents',
  infrastructure: 'computers: an alert tells of people, routes and documents',
  vulnerability: 'software: an alert tells of people, routes and documents',
  'course-of-action': 'what to do is said by the alert’s own "action asked"',
  opinion: 'an opinion on somebody else’s object',
  sighting: 'a sighting of somebody else’s object: answer their alert with it',
  relationship: 'alerts have no relations of their own kind between objects',
  'language-content': 'translations are made at the reader’s side',
  'observed-data': 'raw observations: what matters of them is in indicators',
  identity: 'persons and organisations have no place in an alert',
  'extension-definition': 'says what an extension means',
});

/** Whether JSON says that it is STIX 2. */
export const isStix = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  (value.type === 'bundle' || 'spec_version' in value);

/**
 * STIX 2.1 into drafts: one for each report, grouping or campaign, and one for what stands in none. Nothing of it is
 * believed before the alert's own schema has seen it.
 */
export function importStix(value: unknown): Imported {
  const report = new Report();
  const raw =
    (value as { type?: unknown; objects?: unknown }).type === 'bundle'
      ? (value as { objects?: unknown }).objects
      : [value];
  if (Array.isArray(raw) && raw.length > MOST_OBJECTS) {
    // What would not be read may be a newer version of what would, its revocation, or its label.
    report.left('objects', 'the bundle', `it holds more than ${MOST_OBJECTS} objects: split it`);
    return { format: 'stix', lines: report.lines, alerts: [] };
  }
  const read: { readonly where: string; readonly object: StixObject }[] = [];
  for (const [i, one] of (Array.isArray(raw) ? raw : []).entries()) {
    const parsed = StixObject.safeParse(one);
    const where = `objects[${i}]`;
    if (!parsed.success)
      report.left(where, nameOf(one), 'no STIX object: its id is not "type--UUID", or it has no type');
    else if (!parsed.data.id.startsWith(`${parsed.data.type}--`))
      report.left(where, parsed.data.id, 'its id is another type’s');
    else read.push({ where, object: parsed.data });
  }
  const versions = versionsOf(read, {
    id: ({ object }) => object.id,
    changed: ({ object }) => timeOf(object, 'modified') ?? timeOf(object, 'created') ?? Number.NEGATIVE_INFINITY,
    isTakenBack: ({ object }) => isRevoked(object),
    content: ({ object }) => object,
  });
  const { newest, older } = versions;
  for (const version of older) report.left(version.where, version.object.id, leftFor(version, versions));
  for (const { object } of newest)
    if (isRevoked(object)) report.left(object.id, nameOf(object), 'its author revoked it');
  const objects = new Map(
    newest.filter(({ object }) => !isRevoked(object)).map(({ object }) => [object.id, object] as const),
  );
  if (!Array.isArray(raw) || raw.length === 0) report.left('objects', 'the bundle', 'it holds no objects');
  const all = [...objects.values()].filter((one) => STORIES.has(one.type));
  const stories = all.slice(0, MOST_STORIES);
  for (const one of all.slice(MOST_STORIES))
    report.left(one.id, nameOf(one), `a file is read up to ${MOST_STORIES} alerts`);
  const told = new Set(all.map((one) => one.id));
  let references = 0;
  const alerts = stories.map((story) => {
    const named = [...new Set(textsOf(story, 'object_refs'))];
    const read = named.slice(0, Math.max(0, MOST_OBJECTS - references));
    references += read.length;
    if (read.length < named.length)
      report.left(story.id, 'and all after it', `a file is read up to ${MOST_OBJECTS} references`);
    const inIt = read.flatMap((id) => objects.get(id) ?? []).filter((one) => one !== story);
    for (const one of inIt) told.add(one.id);
    return { where: story.id, draft: draftOf(story, inIt, objects, report) };
  });
  const rest = [...objects.values()].filter((one) => !told.has(one.id));
  const draft = draftOf(undefined, rest, objects, report);
  const hasMore = ['indicators', 'network', 'routes', 'methods'].some((field) => field in draft);
  return {
    format: 'stix',
    lines: report.lines,
    alerts:
      hasMore || (alerts.length === 0 && objects.size > 0 && 'title' in draft)
        ? [...alerts, { where: 'bundle', draft }]
        : alerts,
  };
}

const isRevoked = ({ revoked }: StixObject): boolean => revoked === true || revoked === 'true';
const timeOf = (object: StixObject, field: string): number | undefined => {
  const time = Date.parse(textOf(object, field));
  return Number.isNaN(time) ? undefined : time;
};

function draftOf(
  story: StixObject | undefined,
  inIt: readonly StixObject[],
  objects: ReadonlyMap<string, StixObject>,
  report: Report,
): Record<string, unknown> {
  const labels = [...(story ? [story] : []), ...inIt].flatMap((one) => labelsOn(one, objects, report));
  const whole = story && wholeAlert(story);
  if (story && whole) {
    tellOfWhole(story, whole, inIt, report);
    const handling: Record<string, unknown> = { ...whole.handling };
    for (const { of, value } of labels) handling[of] = stricter(of, handling[of], value);
    return { ...whole, handling };
  }
  const builder = new DraftBuilder(report, languageOf(story ?? inIt[0]));
  if (story) {
    builder.title(nameOf(story));
    builder.summary(textOf(story, 'description'));
    for (const label of textsOf(story, 'labels')) if (!labelIn(label)) builder.topic(story.id, label);
    report.taken(story.id, nameOf(story), 'as title and summary');
    if (story.type === 'campaign') builder.network(story.id, nameOf(story), textsOf(story, 'aliases'));
  }
  for (const { of, value } of labels) builder.label(of, value);
  for (const one of inIt) take(one, builder, report);
  if (!story) {
    const named =
      inIt.find((one) => one.type === 'threat-actor' || one.type === 'intrusion-set') ??
      inIt.find((one) => one.type === 'indicator');
    if (named) {
      builder.title(nameOf(named));
      builder.summary(textOf(named, 'description') || nameOf(named));
    }
  }
  return builder.build();
}

/** @returns whether it was taken */
function take(object: StixObject, builder: DraftBuilder, report: Report): boolean {
  const { id, type } = object;
  switch (type) {
    case 'threat-actor':
    case 'intrusion-set':
      if (textOf(object, 'description')) builder.narrate(id, nameOf(object), textOf(object, 'description'));
      return builder.network(id, nameOf(object), textsOf(object, 'aliases'));
    case 'location':
      return builder.point(id, {
        place: nameOf(object),
        country: textOf(object, 'country') || undefined,
        latitude: numberOf(object, 'latitude'),
        longitude: numberOf(object, 'longitude'),
        precision: numberOf(object, 'precision'),
      });
    case 'attack-pattern':
      return takeMethod(object, builder, report);
    case 'note':
      return builder.narrate(id, nameOf(object), textOf(object, 'content'));
    case 'indicator':
      return takeIndicator(object, builder, report);
    case 'marking-definition':
      return tlpOf(id) || tlpsOf(object).length > 0
        ? report.taken(id, nameOf(object), 'as the handling label of what is marked with it')
        : report.left(id, nameOf(object), 'conditions of use: read them and write them into the handling');
    case 'phone-number':
    case 'user-account':
    case 'cryptocurrency-wallet':
    case 'bank-account':
    case 'email-addr':
      return takeObservable(object, builder);
    default:
      return report.left(id, nameOf(object), NO_PLACE[type] ?? `an alert has no place for the type "${type}"`);
  }
}

function takeMethod(object: StixObject, builder: DraftBuilder, report: Report): boolean {
  const references = Array.isArray(object.external_references) ? object.external_references : [];
  const ours = references.find(
    (one): one is { external_id: string } => one?.source_name === CODES && typeof one.external_id === 'string',
  );
  if (!ours)
    return builder.narrate(
      object.id,
      nameOf(object),
      [nameOf(object), textOf(object, 'description')].filter(Boolean).join(': '),
    );
  const [field, code] = ours.external_id.split(':');
  if (!field || !code) return report.left(object.id, nameOf(object), 'its code has another form');
  builder.code(field, code);
  return report.taken(object.id, nameOf(object), 'as a method');
}

function takeIndicator(object: StixObject, builder: DraftBuilder, report: Report): boolean {
  const pattern = textOf(object, 'pattern');
  if (textOf(object, 'pattern_type') !== 'stix')
    return report.left(object.id, nameOf(object), 'its pattern is not in STIX’s own language');
  const found = comparisonsOf(object, pattern);
  const of = (path: string) => found.find((one) => one.path === path)?.text;
  const dated = (field: string, name: string, dayOf: (time: string) => string) => {
    const time = textOf(object, name);
    if (DateTime.safeParse(time).success || Day.safeParse(time).success) return { [field]: dayOf(time) };
    if (time) report.left(object.id, name, 'no time that is known: the indicator is taken without it');
    return {};
  };
  const seen = {
    confidence: confidenceOf(numberOf(object, 'confidence')),
    ...dated('validFrom', 'valid_from', (time) => time.slice(0, 10)),
    ...dated('validUntil', 'valid_until', lastDayBefore),
  };
  const values = [
    ...found.filter((one) => one.path === 'phone-number:value').map(({ text }) => ({ type: 'telephone', value: text })),
    ...found
      .filter((one) => one.path === 'cryptocurrency-wallet:value')
      .map(({ text }) => ({ type: 'wallet', value: text })),
    ...found.filter((one) => one.path === 'bank-account:iban').map(({ text }) => ({ type: 'iban', value: text })),
    ...found
      .filter((one) => one.path === 'email-addr:value')
      .map(({ text }) => ({ type: 'account', service: 'e-mail', value: text })),
    ...(of('user-account:account_login')
      ? [
          {
            type: 'account',
            service: of('user-account:account_type') ?? 'unnamed',
            value: of('user-account:account_login')!,
          },
        ]
      : []),
    ...(of('x-liaison-identifier:value')
      ? [
          {
            type: of('x-liaison-identifier:kind'),
            value: of('x-liaison-identifier:value'),
            ...(of('x-liaison-identifier:country') && { country: of('x-liaison-identifier:country') }),
          },
        ]
      : []),
  ];
  if (values.length === 0) {
    const types = [...new Set(found.map((one) => one.path.split(':')[0]!))].join(', ') || 'nothing that it equals';
    return report.left(object.id, nameOf(object), `an alert has no indicator for ${types}`);
  }
  return values.map((value) => builder.indicator(object.id, nameOf(object), { ...value, ...seen })).includes(true);
}

function takeObservable(object: StixObject, builder: DraftBuilder): boolean {
  const value =
    object.type === 'phone-number'
      ? { type: 'telephone', value: textOf(object, 'value') }
      : object.type === 'cryptocurrency-wallet'
        ? { type: 'wallet', value: textOf(object, 'value') }
        : object.type === 'bank-account'
          ? { type: 'iban', value: textOf(object, 'iban') }
          : object.type === 'email-addr'
            ? { type: 'account', service: 'e-mail', value: textOf(object, 'value') }
            : {
                type: 'account',
                service: textOf(object, 'account_type') || 'unnamed',
                value: textOf(object, 'account_login') || textOf(object, 'user_id') || textOf(object, 'display_name'),
              };
  return builder.indicator(object.id, nameOf(object), { ...value, confidence: 'medium' });
}

/** An alert of another node, whole, where the extension holds one that its schema accepts. */
function wholeAlert(story: StixObject) {
  const extension = (story.extensions as Record<string, { alert?: unknown }> | undefined)?.[ALERT_EXTENSION];
  const parsed = AlertDraft.safeParse(extension?.alert);
  if (!parsed.success) return undefined;
  const { files: _, replaces: __, ...alert } = parsed.data;
  return alert;
}

/** What is the alert's own, by the ids that our export gives it, and what others added or changed since. */
function tellOfWhole(
  story: StixObject,
  alert: NonNullable<ReturnType<typeof wholeAlert>>,
  inIt: readonly StixObject[],
  report: Report,
): void {
  const [reference] = textsIn(story.external_references, 'external_id', (one) => one.source_name === 'liaison');
  const [id = '', sender = ''] = reference?.split('~') ?? [];
  const exported = { id, sender: sender.replace('.', '/'), createdAt: 0, body: { ...alert, files: [] } };
  const ours = new Set(stixObjects(exported).map((one) => one.id));
  const isChanged = (one: StixObject) => timeOf(one, 'modified') !== timeOf(one, 'created');
  report.taken(story.id, nameOf(story), 'the alert whole, from its extension');
  for (const one of [story, ...inIt]) {
    if (one !== story && !ours.has(one.id) && one.id !== story.created_by_ref)
      report.left(one.id, nameOf(one), 'added to the file since; its report carries an alert whole, and that was read');
    else if (isChanged(one))
      report.left(one.id, nameOf(one), 'changed since it was exported: what it says now was not read');
    else if (one !== story) report.taken(one.id, nameOf(one), 'is in the alert that its report carries whole');
  }
}

/** Every label of handling on an object or on a part of it, as a marking or among its words; one that cannot be known gets a line. */
function labelsOn(
  object: StixObject,
  objects: ReadonlyMap<string, StixObject>,
  report: Report,
): { of: Labelled; value: string }[] {
  const marks = [
    ...textsOf(object, 'object_marking_refs'),
    ...textsIn(object.granular_markings, 'marking_ref'),
    ...(object.type === 'marking-definition' ? [object.id] : []),
  ];
  const marked = [...new Set(marks)].flatMap((id) => {
    const known = tlpOf(id);
    const marking = objects.get(id);
    if (!known && !marking) {
      const why = `it is marked with ${id}, which the file does not hold: ask its author, and set the handling yourself`;
      report.left(object.id, nameOf(object), why);
    }
    const found = [...(known ? [known] : []), ...(marking ? tlpsOf(marking) : [])];
    return found.map((value) => ({ of: 'tlp' as const, value }));
  });
  const worded = textsOf(object, 'labels').flatMap((text) => {
    const label = labelIn(text);
    if (label && !label.value) report.left(object.id, text, 'no label of TLP 2.0 or PAP: set the handling yourself');
    return label?.value ? [{ of: label.of, value: label.value }] : [];
  });
  return [...marked, ...worded];
}

/** What a marking that is not OASIS's own says: by TLP 1.0's definition, by an extension for TLP 2.0, as a statement, by its name. */
function tlpsOf(marking: StixObject): Tlp[] {
  const { tlp, statement } = (marking.definition ?? {}) as { tlp?: unknown; statement?: unknown };
  const extensions = Object.values((marking.extensions ?? {}) as Record<string, { tlp_2_0?: unknown } | null>);
  const words = [tlp, marking.tlp_2_0, ...extensions.map((one) => one?.tlp_2_0), statement, marking.name];
  return words.flatMap((word) => {
    const found = typeof word === 'string' ? tlpNamed(word.replace(/^\s*tlp\s*[:=]/i, '')) : undefined;
    return found ? [found] : [];
  });
}

/** A field of each record of a list. */
function textsIn(
  list: unknown,
  field: string,
  isMeant: (one: Record<string, unknown>) => boolean = () => true,
): string[] {
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const value = typeof one === 'object' && one !== null && isMeant(one) ? one[field] : undefined;
    return typeof value === 'string' ? [value] : [];
  });
}

const confidenceOf = (confidence: number | undefined) =>
  confidence === undefined || (confidence >= 30 && confidence < 70) ? 'medium' : confidence < 30 ? 'low' : 'high';
const languageOf = (object: StixObject | undefined): string => {
  const tag = object ? textOf(object, 'lang').slice(0, 3).replace(/-.*/, '').toLowerCase() : '';
  return /^[a-z]{2,3}$/.test(tag) ? tag : 'en';
};
const textOf = (object: StixObject, field: string): string => (typeof object[field] === 'string' ? object[field] : '');
const textsOf = (object: StixObject, field: string): string[] =>
  Array.isArray(object[field]) ? object[field].filter((one): one is string => typeof one === 'string') : [];
const numberOf = (object: StixObject, field: string): number | undefined =>
  typeof object[field] === 'number' && Number.isFinite(object[field]) ? object[field] : undefined;
function nameOf(value: unknown): string {
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const name = [object.name, object.value, object.abstract, object.relationship_type, object.id, object.type].find(
    (one) => typeof one === 'string' && one !== '',
  );
  return plain(String(name ?? 'an object without a name'), 200);
}

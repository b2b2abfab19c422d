import { z } from 'zod';
import type { Body, Query } from '#libs/api/routes.js';
import { readJsonFile, readTextFile, refused } from './files.js';
import { type AsJson, bold, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { ledger, table } from './table.js';

type Saying = Body<'/api/v1/directory/drafts', 'post'>['saying'];
type Contact = Extract<Saying, { type: 'contact-published' }>['record'];
type Line = Extract<Saying, { type: 'subscription-set' }>['lines'][number];
type Area = NonNullable<Line['areas']>[number];
type Asked = Query<'/api/v1/contacts'>;
export type ContactOptions = AsJson & Pick<Asked, 'member' | 'language' | 'role'> & { readonly onDuty?: boolean };

/** `liaison contacts [TEXT]`: whom to call. */
export async function findContacts(text: string | undefined, options: ContactOptions): Promise<void> {
  const { api } = await loadSession();
  const { json, onDuty, ...others } = options;
  const query: Asked = { ...others, ...(text !== undefined && { text }), ...(onDuty && { onDuty: 'true' }) };
  const answer = await api.get('/api/v1/contacts', { params: { query } });
  if (json) return printJson(answer);
  if (answer.contacts.length === 0) {
    return say(
      Object.keys(query).length === 0
        ? 'No contacts yet. A liaison office publishes one with "liaison contact publish FILE"; examples/directory/contact.json shows how it looks.'
        : 'No contact is like that. Ask for less, or leave out --on-duty.',
    );
  }
  const rows = answer.contacts.map(({ member, onDuty, contact }) => [
    member,
    contact.name,
    contact.role,
    contact.languages.join(' '),
    onDuty ? 'there now' : contact.outOfHours ? 'away; duty' : 'away',
    onDuty || !contact.outOfHours ? (contact.telephones[0]?.number ?? '') : contact.outOfHours.telephone,
    contact.mails[0] ?? '',
  ]);
  print(table(['MEMBER', 'NAME', 'ROLE', 'LANGUAGES', 'NOW', 'TELEPHONE', 'MAIL'], rows, width(), 6));
  const { units } = await api.get('/api/v1/session');
  const own = answer.contacts.filter(({ office }) => units.some(({ unit }) => unit === office));
  for (const { id, contact } of own) say(`To change or erase ${contact.name}, say its id: ${id}`);
}

/** Drafts what a unit says, shows it, and signs it at once where that is asked; otherwise says how to. */
async function draft(author: string, saying: Saying, options: AsJson & { sign?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const drafted = await api.post('/api/v1/directory/drafts', { body: { author, saying } });
  if (options.sign) return signDraft(drafted.id, options);
  if (options.json) return printJson(drafted);
  print(drafted.says);
  print(`Drafted as ${bold(drafted.id)} for ${author}. Nothing holds yet: liaison directory sign ${drafted.id}`);
}

/** `liaison directory sign ID` */
export async function signDraft(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const signed = await api.post('/api/v1/directory/drafts/{id}/signature', { params: { path: { id } } });
  if (options.json) return printJson(signed);
  print(`At position ${bold(String(signed.position))}: ${signed.says}`);
  print(`  proved to be entry ${signed.proof.index} of ${signed.proof.size}, root ${signed.proof.root}`);
}

export async function listDrafts(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/directory/drafts');
  if (options.json) return printJson(answer);
  if (answer.drafts.length === 0) return say('No drafts.');
  print(
    table(
      ['ID', 'FOR', 'SAYS'],
      answer.drafts.map((one) => [one.id, one.author, one.says]),
      width(),
      2,
    ),
  );
}

export async function discardDraft(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete('/api/v1/directory/drafts/{id}', { params: { path: { id } } });
  print('Discarded.');
}

export interface SayOptions extends AsJson {
  readonly office?: string;
  readonly sign?: boolean;
}

/** `liaison contact publish FILE`, `change ID FILE`, `erase ID` */
export async function publishContact(file: string, options: SayOptions): Promise<void> {
  const record = await recordIn(file);
  await draft(await officeOf(options), { type: 'contact-published', record }, options);
}
export async function changeContact(contact: string, file: string, options: SayOptions): Promise<void> {
  const record = await recordIn(file);
  await draft(await officeOf(options), { type: 'contact-changed', contact, record }, options);
}
const recordIn = async (file: string) => (await readJsonFile(file, 'contact', z.json())) as Contact;
export async function eraseContact(contact: string, options: SayOptions): Promise<void> {
  await draft(await officeOf(options), { type: 'contact-erased', contact }, options);
}

/** `liaison directory say FILE`: a coordination body, an instrument, a subscription, as JSON. */
export async function sayFromFile(file: string, options: SayOptions): Promise<void> {
  await draft(await officeOf(options), (await readJsonFile(file, 'statement', z.json())) as Saying, options);
}

export interface SubscribeOptions extends SayOptions {
  readonly kind: Line['kinds'];
  readonly topic: string[];
  readonly country: string[];
  readonly border: string[];
  readonly region: Extract<Area, { type: 'region' }>['region'][];
  readonly area: string[];
  readonly language: string[];
  readonly urgent?: boolean;
  readonly digest?: boolean;
  readonly add?: boolean;
}

/** `liaison subscribe UNIT`: one line that replaces the unit's subscription, or with --add comes to it. */
export async function subscribe(unit: string, options: SubscribeOptions): Promise<void> {
  const line: Line = {
    kinds: options.kind.length > 0 ? options.kind : ['alert'],
    topics: options.topic,
    areas: [
      ...options.country.map((country) => ({ type: 'country', country }) as const),
      ...options.border.map((border) => ({ type: 'border', countries: border.split('-') }) as Area),
      ...options.region.map((region) => ({ type: 'region', region }) as const),
      ...(await Promise.all(options.area.map(drawnArea))),
    ],
    languages: options.language,
    urgentOnly: options.urgent ?? false,
    delivery: options.digest ? 'digest' : 'immediate',
  };
  const before = options.add ? await linesOf(unit) : [];
  await draft(options.office ?? unit, { type: 'subscription-set', unit, lines: [...before, line] }, options);
}

/** `liaison catch-up UNIT` */
export async function askForValid(unit: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.post('/api/v1/catch-up', { body: { unit } });
  if (options.json) return printJson(answer);
  print(
    `Asked ${answer.asked.length} units. What is still valid, and policy permits, comes in by itself: liaison inbox`,
  );
}

async function linesOf(unit: string): Promise<Line[]> {
  const { api } = await loadSession();
  const { subscriptions } = await api.get('/api/v1/directory/subscriptions');
  return subscriptions.find((one) => one.unit === unit)?.lines ?? [];
}

const GeoJsonPolygon = z.looseObject({
  type: z.literal('Feature'),
  properties: z.looseObject({ name: z.string() }),
  geometry: z.looseObject({
    type: z.literal('Polygon'),
    coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))).length(1),
  }),
});

/** A polygon drawn elsewhere, as a GeoJSON feature with a name (RFC 7946). */
async function drawnArea(file: string): Promise<Area> {
  const { properties, geometry } = await readJsonFile(file, 'GeoJSON polygon with a name', GeoJsonPolygon);
  const ring = geometry.coordinates[0]!.slice(0, -1);
  return {
    type: 'polygon',
    name: properties.name,
    corners: ring.map(([longitude, latitude]) => [Math.round(longitude * 100_000), Math.round(latitude * 100_000)]),
  };
}

/** `liaison directory members|bodies|instruments|subscriptions|policies` */
export async function showMembers(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/directory/members');
  if (options.json) return printJson(answer);
  const rows = answer.members.map((one) => [
    one.member,
    one.name,
    one.standing,
    one.units.map((unit) => unit.unit).join(' '),
    one.fingerprint,
  ]);
  print(table(['MEMBER', 'NAME', '', 'UNITS', 'KEY'], rows, width(), 3));
}

export async function showInstruments(options: AsJson & { member?: string; with?: string }): Promise<void> {
  const { api } = await loadSession();
  const query = { ...(options.member && { member: options.member }), ...(options.with && { with: options.with }) };
  const answer = await api.get('/api/v1/directory/instruments', { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.instruments.length === 0) {
    return say(
      'None recorded. A liaison office records one with "liaison directory say FILE"; examples/directory/instrument.json shows how it looks.',
    );
  }
  const rows = answer.instruments.map((one) => [
    one.member,
    one.id,
    one.titles[0]?.text ?? '',
    one.partners.join(' '),
    one.ratifiedOn ?? '',
    one.acceptedLanguages.join(' '),
  ]);
  print(table(['MEMBER', 'ID', 'TITLE', 'WITH', 'RATIFIED', 'ACCEPTS'], rows, width(), 2));
}

export async function showBodies(options: AsJson & { member?: string }): Promise<void> {
  const { api } = await loadSession();
  const query = options.member ? { member: options.member } : {};
  const answer = await api.get('/api/v1/directory/coordination-bodies', { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.bodies.length === 0) {
    return say(
      'None published. A liaison office publishes one with "liaison directory say FILE"; examples/directory/coordination-body.json shows how it looks.',
    );
  }
  const rows = answer.bodies.map((one) => [
    one.member,
    one.form,
    one.names[0]?.text ?? '',
    one.institutions.map(({ name }) => name).join(', '),
  ]);
  print(ledger(['MEMBER', 'FORM', 'NAME', 'INSTITUTIONS'], rows, width()));
}

export async function showPolicies(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/directory/policies');
  if (options.json) return printJson(answer);
  for (const policy of answer.policies) {
    print(`${bold(policy.title)} (${policy.member ?? 'network'}), in force from position ${policy.from}`);
    if (policy.unusable) print(`  PERMITS NOTHING: ${policy.unusable}`);
    const rows = policy.rules.map((rule) => [
      `  ${rule.id}`,
      rule.effect === 'permit' ? 'permits' : 'forbids',
      rule.reason,
    ]);
    if (rows.length > 0) print(ledger(['  RULE', '', 'BECAUSE'], rows, width()));
  }
}

/** `liaison policy try FILE` */
export async function tryPolicy(file: string, options: AsJson & { member?: string; messages: string }): Promise<void> {
  const policy = await readTextFile(file);
  const { api } = await loadSession();
  const body = { policy, member: options.member ?? null, messages: Number(options.messages) };
  const answer = await api.post('/api/v1/policy/trial', { body });
  if (options.json) return printJson(answer);
  print(`Tried on ${answer.messages} messages: ${answer.changed} decisions would change. Nothing was adopted.`);
  const rows = answer.changes.map((one) => [
    one.message,
    one.unit,
    one.after.allowed ? 'would receive' : 'would not',
    one.after.reason,
  ]);
  if (rows.length > 0) print(ledger(['MESSAGE', 'UNIT', '', 'BECAUSE'], rows, width()));
  if (answer.changed > rows.length) print(`These are the first ${rows.length} of them.`);
}

/** The liaison office that the officer speaks for, where there is only one. */
async function officeOf({ office }: SayOptions): Promise<string> {
  if (office) return office;
  const { api } = await loadSession();
  const { units } = await api.get('/api/v1/session');
  const offices = units.filter(({ roles }) => roles.includes('liaison-officer')).map(({ unit }) => unit);
  if (offices.length === 1) return offices[0]!;
  throw refused(
    offices.length === 0 ? 'You are no liaison officer.' : 'You speak for more than one liaison office.',
    offices.length === 0
      ? 'Ask the administrator of your node for the role.'
      : `Say which: --office ${offices.join(' or ')}`,
    'office-unnamed',
  );
}

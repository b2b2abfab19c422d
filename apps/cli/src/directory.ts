import { z } from 'zod';
import { CallFailed } from './api.js';
import { readJsonFile, readTextFile } from './files.js';
import { bold, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { ledger, table } from './table.js';

interface AsJson {
  readonly json?: boolean;
}
interface Contact {
  readonly name: string;
  readonly role: string;
  readonly function?: string;
  readonly languages: readonly string[];
  readonly telephones: readonly { number: string; use: string }[];
  readonly mails: readonly string[];
  readonly timeZone: string;
  readonly outOfHours?: { telephone: string };
}
interface Found {
  readonly id: string;
  readonly member: string;
  readonly office: string;
  readonly onDuty: boolean;
  readonly contact: Contact;
}

export interface ContactOptions extends AsJson {
  readonly member?: string;
  readonly language?: string;
  readonly role?: string;
  readonly onDuty?: boolean;
}

/** `liaison contacts [TEXT]`: whom to call. */
export async function findContacts(text: string | undefined, options: ContactOptions): Promise<void> {
  const { api } = await loadSession();
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ text, ...options, json: undefined })) {
    if (value !== undefined) query.set(name, String(value));
  }
  const answer = await api.get<{ contacts: Found[] }>(`/contacts?${query}`);
  if (options.json) return printJson(answer);
  if (answer.contacts.length === 0) {
    return say(
      query.size === 0
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
  const { units } = await api.get<{ units: { unit: string }[] }>('/session');
  const own = answer.contacts.filter(({ office }) => units.some(({ unit }) => unit === office));
  for (const { id, contact } of own) say(`To change or erase ${contact.name}, say its id: ${id}`);
}

interface Draft {
  readonly id: string;
  readonly author: string;
  readonly says: string;
}

/** Drafts what a unit says, shows it, and signs it at once where that is asked; otherwise says how to. */
async function draft(author: string, saying: unknown, options: AsJson & { sign?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const drafted = await api.post<Draft>('/directory/drafts', { author, saying });
  if (options.sign) return signDraft(drafted.id, options);
  if (options.json) return printJson(drafted);
  print(drafted.says);
  print(`Drafted as ${bold(drafted.id)} for ${author}. Nothing holds yet: liaison directory sign ${drafted.id}`);
}

/** `liaison directory sign ID` */
export async function signDraft(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const signed = await api.post<{
    position: number;
    says: string;
    proof: { index: number; size: number; root: string };
  }>(`/directory/drafts/${encodeURIComponent(id)}/signature`, {});
  if (options.json) return printJson(signed);
  print(`At position ${bold(String(signed.position))}: ${signed.says}`);
  print(`  proved to be entry ${signed.proof.index} of ${signed.proof.size}, root ${signed.proof.root}`);
}

export async function listDrafts(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get<{ drafts: Draft[] }>('/directory/drafts');
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
  await api.delete(`/directory/drafts/${encodeURIComponent(id)}`);
  print('Discarded.');
}

export interface SayOptions extends AsJson {
  readonly office?: string;
  readonly sign?: boolean;
}

/** `liaison contact publish FILE`, `change ID FILE`, `erase ID` */
export async function publishContact(file: string, options: SayOptions): Promise<void> {
  const record = await readJsonFile(file, 'contact', z.json());
  await draft(await officeOf(options), { type: 'contact-published', record }, options);
}
export async function changeContact(contact: string, file: string, options: SayOptions): Promise<void> {
  const record = await readJsonFile(file, 'contact', z.json());
  await draft(await officeOf(options), { type: 'contact-changed', contact, record }, options);
}
export async function eraseContact(contact: string, options: SayOptions): Promise<void> {
  await draft(await officeOf(options), { type: 'contact-erased', contact }, options);
}

/** `liaison directory say FILE`: a coordination body, an instrument, a subscription, as JSON. */
export async function sayFromFile(file: string, options: SayOptions): Promise<void> {
  await draft(await officeOf(options), await readJsonFile(file, 'statement', z.json()), options);
}

export interface SubscribeOptions extends SayOptions {
  readonly kind: string[];
  readonly topic: string[];
  readonly country: string[];
  readonly border: string[];
  readonly region: string[];
  readonly area: string[];
  readonly language: string[];
  readonly urgent?: boolean;
  readonly digest?: boolean;
  readonly add?: boolean;
}

/** `liaison subscribe UNIT`: one line that replaces the unit's subscription, or with --add comes to it. */
export async function subscribe(unit: string, options: SubscribeOptions): Promise<void> {
  const line = {
    kinds: options.kind.length > 0 ? options.kind : ['alert'],
    topics: options.topic,
    areas: [
      ...options.country.map((country) => ({ type: 'country', country })),
      ...options.border.map((border) => ({ type: 'border', countries: border.split('-') })),
      ...options.region.map((region) => ({ type: 'region', region })),
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
  const answer = await api.post<{ id: string; asked: string[] }>('/catch-up', { unit });
  if (options.json) return printJson(answer);
  print(
    `Asked ${answer.asked.length} units. What is still valid, and policy permits, comes in by itself: liaison inbox`,
  );
}

async function linesOf(unit: string): Promise<unknown[]> {
  const { api } = await loadSession();
  const { subscriptions } = await api.get<{ subscriptions: { unit: string; lines: unknown[] }[] }>(
    '/directory/subscriptions',
  );
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
async function drawnArea(file: string) {
  const { properties, geometry } = await readJsonFile(file, 'GeoJSON polygon with a name', GeoJsonPolygon);
  const ring = geometry.coordinates[0]!.slice(0, -1);
  return {
    type: 'polygon',
    name: properties.name,
    corners: ring.map((corner) => corner.map((degrees) => Math.round(degrees * 100_000))),
  };
}

/** `liaison directory members|bodies|instruments|subscriptions|policies` */
export async function showMembers(options: AsJson): Promise<void> {
  const answer = await fetched<{
    members: {
      member: string;
      name: string;
      standing: string;
      fingerprint: string;
      units: { unit: string; function: string }[];
    }[];
  }>('/directory/members');
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
  const query = new URLSearchParams();
  if (options.member) query.set('member', options.member);
  if (options.with) query.set('with', options.with);
  const answer = await fetched<{
    instruments: {
      member: string;
      id: string;
      titles: { text: string }[];
      partners: string[];
      ratifiedOn: string | null;
      acceptedLanguages: string[];
    }[];
  }>(`/directory/instruments?${query}`);
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
  const query = options.member ? `?member=${encodeURIComponent(options.member)}` : '';
  const answer = await fetched<{
    bodies: { member: string; id: string; form: string; names: { text: string }[]; institutions: { name: string }[] }[];
  }>(`/directory/coordination-bodies${query}`);
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
  const answer = await fetched<{
    policies: {
      member: string | null;
      title: string;
      from: number;
      unusable: string | null;
      rules: { id: string; effect: string; reason: string }[];
    }[];
  }>('/directory/policies');
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
  const answer = await api.post<{
    messages: number;
    changed: number;
    changes: {
      message: string;
      unit: string;
      before: { allowed: boolean };
      after: { allowed: boolean; reason: string };
    }[];
  }>('/policy/trial', { policy, member: options.member ?? null, messages: Number(options.messages) });
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

async function fetched<T>(path: string): Promise<T> {
  const { api } = await loadSession();
  return api.get<T>(path);
}

/** The liaison office that the officer speaks for, where there is only one. */
async function officeOf({ office }: SayOptions): Promise<string> {
  if (office) return office;
  const { units } = await fetched<{ units: { unit: string; roles: string[] }[] }>('/session');
  const offices = units.filter(({ roles }) => roles.includes('liaison-officer')).map(({ unit }) => unit);
  if (offices.length === 1) return offices[0]!;
  throw new CallFailed(
    'refused',
    offices.length === 0 ? 'You are no liaison officer.' : 'You speak for more than one liaison office.',
    offices.length === 0
      ? 'Ask the administrator of your node for the role.'
      : `Say which: --office ${offices.join(' or ')}`,
    'office-unnamed',
  );
}

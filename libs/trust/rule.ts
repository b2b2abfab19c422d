import type { z } from 'zod';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { Phrase } from '#libs/words/phrase.js';
import type { UnitAddress } from './address.js';
import { memberOf } from './address.js';
import type { Author } from './author.js';
import { type DirectoryState, isSuspended, type LogPosition, type Unit } from './directory.js';

export type FoldRefusal =
  | 'statement-malformed'
  | 'wrong-network'
  | 'out-of-order'
  | 'not-signed'
  | 'not-the-author'
  | 'already-there'
  | 'not-there'
  | 'unknown-member'
  | 'unknown-node'
  | 'too-many-nodes'
  | 'too-many-units'
  | 'too-many-contacts'
  | 'unknown-unit'
  | 'suspended'
  | 'retired'
  | 'area-malformed'
  | 'state-root-due'
  | 'state-root-wrong'
  | 'committee-malformed';

export type Fault = Extract<Outcome<never, FoldRefusal>, { ok: false }> | undefined;

/** Everything that the log knows of one type of statement. The fold does the rest: network, chain, signatures. */
export interface Rule<Body> {
  /** What it says, in one sentence for those who sign it. */
  readonly words: (body: Body) => Phrase;
  /** Whose statement it is. */
  readonly author: (body: Body) => Author;
  /** Who else may make it: a unit's liaison office, for the unit. */
  readonly orBy?: (state: DirectoryState, body: Body, author: Author) => boolean;
  /** New keys that have to sign too, which proves that somebody holds them. */
  readonly newKeys?: (body: Body) => readonly Uint8Array[];
  /** Why it makes no sense where the log stands: what it builds on is not there, or what it adds is. */
  readonly fault: (state: DirectoryState, body: Body) => Fault;
  /** @param position the log's size with this statement in it, from which it holds */
  readonly apply: (state: DirectoryState, body: Body, position: LogPosition) => void;
}

/** Types a rule by its own schema. */
export const rule = <Schema extends z.ZodObject>(
  body: Schema,
  of: Rule<z.infer<Schema>>,
): Rule<z.infer<Schema>> & { readonly body: Schema } => ({ body, ...of });

export const already = (what: string): Fault =>
  refuse('already-there', `${what} is in the directory already.`, 'Nothing needs to be done.');
export const absent = (what: string): Fault =>
  refuse('not-there', `${what} is not in the directory.`, 'Fetch the newest log and look at what it holds.');

/** The unit, registered and perhaps retired. */
export function knownUnit(state: DirectoryState, address: UnitAddress): Outcome<Unit, FoldRefusal> {
  const unit = state.units.get(address);
  return unit
    ? accept(unit)
    : refuse('unknown-unit', `${address} is not registered.`, 'Let its member register it first.');
}

/** The unit, registered and not retired. */
export function liveUnit(state: DirectoryState, address: UnitAddress): Outcome<Unit, FoldRefusal> {
  const unit = knownUnit(state, address);
  return unit.ok && unit.value.retiredAt !== undefined
    ? refuse('retired', `${address} is retired.`, 'Name the unit that does its work now.')
    : unit;
}

/** The fault in there being no such live unit. */
export const unitFault = (state: DirectoryState, address: UnitAddress): Fault => {
  const unit = liveUnit(state, address);
  return unit.ok ? undefined : unit;
};

/** Whether `author` is a live liaison office of the unit's member. */
export function isItsLiaisonOffice(state: DirectoryState, unit: UnitAddress, author: Author): boolean {
  if (!author.includes('/')) return false;
  const office = liveUnit(state, author as UnitAddress);
  return office.ok && office.value.function === 'liaison-office' && memberOf(office.value.address) === memberOf(unit);
}

/** The fault in an office that publishes not being a liaison office. */
export function officeFault(state: DirectoryState, office: UnitAddress): Fault {
  const unit = liveUnit(state, office);
  if (!unit.ok) return unit;
  return unit.value.function === 'liaison-office'
    ? undefined
    : refuse('not-the-author', `${office} is not a liaison office.`, 'Let a liaison office of the member publish it.');
}

/** The fault in a statement of somebody whose membership is suspended. */
export function suspensionFault(state: DirectoryState, author: Author): Fault {
  if (author === 'committee' || author === 'log') return undefined;
  const member = state.members.get((author.includes('/') ? memberOf(author as UnitAddress) : author) as never);
  return member && isSuspended(member, state.size)
    ? refuse('suspended', `${member.name} is suspended from the network.`, 'Ask the Steering Committee.')
    : undefined;
}

/** Changes what the state holds under a key that is known to be there. */
export function change<K, V>(map: Map<K, V>, key: K, changes: Partial<V>): void {
  map.set(key, { ...map.get(key)!, ...changes });
}

/** Ends the last of a row of periods at `position` and begins the next one. */
export const succeed = <P extends { from: number; until?: number }>(periods: readonly P[], next: P): P[] => [
  ...periods.map((period) => (period.until === undefined ? { ...period, until: next.from } : period)),
  next,
];

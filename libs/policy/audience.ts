import type { UnitAddress } from '#libs/trust/address.js';
import { memberOf } from '#libs/trust/address.js';
import { type DirectoryState, isSuspended, type Unit } from '#libs/trust/directory.js';
import type { UnitFunction } from '#libs/trust/vocabulary.js';
import { inEnglish, type Phrase, phrase } from '#libs/words/phrase.js';
import { type Decision, denied, type MessageTerms, type PolicyEngine } from './engine.js';
import { type Hearable, matchSubscription } from './subscriptions.js';

/** For one unit of the network: whether it receives a bulletin, and why or why not. */
export interface AudienceDecision {
  readonly unit: UnitAddress;
  readonly receives: boolean;
  /** In one English sentence, the subscription's part and the policy's. */
  readonly reason: string;
  /** The same, a clause each, for a side that says it in its reader's language. */
  readonly because: readonly Phrase[];
  /** The rules of the policy that decided. */
  readonly rules: readonly string[];
  readonly delivery: 'immediate' | 'digest';
}

/** What a bulletin says of itself to those who decide who receives it. */
export interface BulletinFacts {
  readonly terms: MessageTerms;
  readonly routes: Hearable['routes'];
  readonly languages: Hearable['languages'];
  /** For which units its author means it, by what they are; undefined or empty: for all who may have it. */
  readonly functions?: readonly UnitFunction[];
}

/**
 * Who receives a bulletin: those whose subscription asks for it, or whom it names, where the policy in force permits.
 * Every unit of the network is there with its reason.
 * @param stranger whether a unit may not be written to because the sender never has and the directory is stale
 */
export function audienceOf(
  directory: Readonly<DirectoryState>,
  engine: PolicyEngine,
  bulletin: BulletinFacts,
  stranger: (unit: UnitAddress) => boolean = () => false,
): AudienceDecision[] {
  return [...directory.units.values()]
    .filter((unit) => unit.address !== bulletin.terms.sender && unit.retiredAt === undefined)
    .map((unit) => decideFor(directory, engine, unit, bulletin, stranger));
}

/** The same for one unit. */
export function decideFor(
  directory: Readonly<DirectoryState>,
  engine: PolicyEngine,
  unit: Unit,
  { terms, routes, languages, functions = [] }: BulletinFacts,
  stranger: (unit: UnitAddress) => boolean = () => false,
): AudienceDecision {
  const match = matchSubscription(unit.subscription?.lines, { ...terms, routes, languages });
  const named = terms.namedUnits.includes(unit.address);
  const delivery = named || terms.urgent ? 'immediate' : (match.line?.delivery ?? 'immediate');
  const says = ({ allowed, rules, reason, because }: Decision, wanted?: Phrase): AudienceDecision => ({
    unit: unit.address,
    receives: allowed,
    reason: wanted ? `${inEnglish(wanted)}, ${allowed ? 'and' : 'but'} ${reason}` : reason,
    because: wanted ? [wanted, ...because] : because,
    rules,
    delivery,
  });
  const member = directory.members.get(memberOf(unit.address));
  if (!member || isSuspended(member, directory.size)) {
    return says(denied(phrase('its member is suspended from the network')));
  }
  const policy = engine.unitMay('receive', unit, terms);
  // What bars it for good matters more than what it did not ask for.
  if (!named && !match.matches) return says(policy.allowed ? denied(match.reason) : policy);
  if (!named && functions.length > 0 && !functions.includes(unit.function))
    return says(denied(phrase('it is for units of another function')));
  const wanted = named ? phrase('the sender names it') : match.reason;
  if (!policy.allowed) return says(policy, wanted);
  if (unit.epochKeys.size === 0) return says(denied(phrase('it has no encryption key that may be used')), wanted);
  if (stranger(unit.address)) {
    const why = phrase('it was never written to before and the directory is too stale to begin now');
    return says(denied(why), wanted);
  }
  return says(policy, wanted);
}

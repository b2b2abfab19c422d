import type { UnitAddress } from '#libs/trust/address.js';
import { memberOf } from '#libs/trust/address.js';
import { type DirectoryState, isSuspended, type Unit } from '#libs/trust/directory.js';
import type { MessageTerms, PolicyEngine } from './engine.js';
import { type Hearable, matchSubscription } from './subscriptions.js';

/** For one unit of the network: whether it receives a bulletin, and why or why not. */
export interface AudienceDecision {
  readonly unit: UnitAddress;
  readonly receives: boolean;
  /** In one sentence, the subscription's part and the policy's. */
  readonly reason: string;
  /** The rules of the policy that decided. */
  readonly rules: readonly string[];
  readonly delivery: 'immediate' | 'digest';
}

/** What a bulletin says of itself to those who decide who receives it. */
export interface BulletinFacts {
  readonly terms: MessageTerms;
  readonly routes: Hearable['routes'];
  readonly languages: Hearable['languages'];
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
  { terms, routes, languages }: BulletinFacts,
  stranger: (unit: UnitAddress) => boolean = () => false,
): AudienceDecision {
  const match = matchSubscription(unit.subscription?.lines, { ...terms, routes, languages });
  const named = terms.namedUnits.includes(unit.address);
  const says = (receives: boolean, reason: string, rules: readonly string[] = []): AudienceDecision => ({
    unit: unit.address,
    receives,
    reason,
    rules,
    delivery: named || terms.urgent ? 'immediate' : (match.line?.delivery ?? 'immediate'),
  });
  const member = directory.members.get(memberOf(unit.address));
  if (!member || isSuspended(member, directory.size)) return says(false, 'its member is suspended from the network');
  const policy = engine.unitMay('receive', unit, terms);
  if (!named && !match.matches) {
    // What bars it for good matters more than what it did not ask for.
    return policy.allowed ? says(false, match.reason) : says(false, policy.reason, policy.rules);
  }
  const wanted = named ? 'the sender names it' : match.reason;
  if (!policy.allowed) return says(false, `${wanted}, but ${policy.reason}`, policy.rules);
  if (unit.epochKeys.size === 0) return says(false, `${wanted}, but it has no encryption key that may be used`);
  if (stranger(unit.address)) {
    return says(false, `${wanted}, but it was never written to before and the directory is too stale to begin now`);
  }
  return says(true, `${wanted}, and ${policy.reason}`, policy.rules);
}

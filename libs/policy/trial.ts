import type { MemberCode, UnitAddress } from '#libs/trust/address.js';
import { type Decision, type MessageTerms, PolicyEngine, type PolicyState } from './engine.js';

/** A policy that is not adopted yet: the network's next, or a member's. */
export interface DraftPolicy {
  readonly text: string;
  readonly member: MemberCode | null;
}

/** A message as it is named where a decision about it changes. */
export interface NamedMessage {
  readonly message: string;
  readonly kind: string;
  readonly sender: string;
}

export interface TriedMessage extends NamedMessage {
  readonly terms: MessageTerms;
  /** Whose right to receive it is asked; every unit's where it is left out. */
  readonly recipients?: readonly UnitAddress[] | undefined;
}

/** A draft and what it is tried on: nothing but data, since a trial runs in a thread of its own. */
export interface Trial {
  readonly state: PolicyState;
  readonly draft: DraftPolicy;
  readonly messages: readonly TriedMessage[];
}

export interface ChangedDecision extends NamedMessage {
  readonly unit: UnitAddress;
  readonly before: Decision;
  readonly after: Decision;
}

export interface TrialResult {
  /** How many decisions would change. */
  readonly changed: number;
  /** The first of them. */
  readonly changes: readonly ChangedDecision[];
}

const MOST_TOLD = 1000;

/** Decides as the policies in force do, and as they would with the draft, and tells where the two differ. */
export function tried({ state, draft, messages }: Trial): TrialResult {
  const next = withDraft(state, draft);
  const inForce = new PolicyEngine(() => state);
  const drafted = new PolicyEngine(() => next);
  const changes: ChangedDecision[] = [];
  let changed = 0;
  for (const { terms, recipients = state.units.keys(), ...named } of messages) {
    for (const address of recipients) {
      const unit = state.units.get(address);
      if (!unit || address === terms.sender || unit.retiredAt !== undefined) continue;
      const before = inForce.unitMay('receive', unit, terms);
      const after = drafted.unitMay('receive', unit, terms);
      if (before.allowed === after.allowed) continue;
      changed++;
      if (changes.length < MOST_TOLD) changes.push({ ...named, unit: address, before, after });
    }
  }
  return { changed, changes };
}

function withDraft(state: PolicyState, { text, member }: DraftPolicy): PolicyState {
  const version = { title: 'draft', text, from: state.size };
  if (member === null) return { ...state, networkPolicies: [...state.networkPolicies, version] };
  const earlier = state.nationalPolicies.get(member) ?? [];
  return { ...state, nationalPolicies: new Map([...state.nationalPolicies, [member, [...earlier, version]]]) };
}

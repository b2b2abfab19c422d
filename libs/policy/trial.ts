import type { MemberCode, UnitAddress } from '#libs/trust/address.js';
import type { DirectoryState, Unit } from '#libs/trust/directory.js';
import { type Decision, type MessageTerms, PolicyEngine } from './engine.js';

/** A policy that is not adopted yet: the network's next, or a member's. */
export interface DraftPolicy {
  readonly text: string;
  readonly member: MemberCode | null;
}

export interface ChangedDecision {
  readonly unit: UnitAddress;
  readonly before: Decision;
  readonly after: Decision;
}

/** Decides as the policies in force do, and as they would with the draft, and tells where the two differ. */
export class PolicyTrial {
  private readonly inForce: PolicyEngine;
  private readonly drafted: PolicyEngine;

  constructor(
    private readonly state: Readonly<DirectoryState>,
    draft: DraftPolicy,
  ) {
    const next = withDraft(state, draft);
    this.inForce = new PolicyEngine(() => state);
    this.drafted = new PolicyEngine(() => next);
  }

  /** For each of these units whose right to receive the message would change. */
  changes(message: MessageTerms, units: Iterable<Unit> = this.state.units.values()): ChangedDecision[] {
    return [...units].flatMap((unit) => {
      if (unit.address === message.sender || unit.retiredAt !== undefined) return [];
      const before = this.inForce.unitMay('receive', unit, message);
      const after = this.drafted.unitMay('receive', unit, message);
      return before.allowed === after.allowed ? [] : [{ unit: unit.address, before, after }];
    });
  }
}

function withDraft(state: Readonly<DirectoryState>, { text, member }: DraftPolicy): DirectoryState {
  const version = { title: 'draft', text, from: state.size };
  if (member === null) return { ...state, networkPolicies: [...state.networkPolicies, version] };
  const earlier = state.nationalPolicies.get(member) ?? [];
  return { ...state, nationalPolicies: new Map([...state.nationalPolicies, [member, [...earlier, version]]]) };
}

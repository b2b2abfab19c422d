import { Injectable } from '@nestjs/common';
import { equalBytes } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import type { Decision, MessageTerms, OfficerAction } from '#libs/policy/engine.js';
import type { Role } from '#libs/policy/roles.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { isSuspended, signingKeyAt } from '#libs/trust/directory.js';
import { problem } from '../../http/problem.js';
import { mustHold } from '../../people/officers/must-hold.js';
import type { Officer } from '../../people/officers/roles.js';
import { DirectoryService } from '../directory/directory.service.js';
import { KeysService } from '../keys/keys.service.js';
import { PolicyService } from '../policy/policy.service.js';

/** What officers of this node may do in the name of its units: by their roles, the policy in force, and whether anybody would believe the unit. */
@Injectable()
export class Authority {
  constructor(
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly policy: PolicyService,
  ) {}

  /** The first of the wanted roles that the officer holds in a unit of this node. @throws Problem where there is none */
  mustHold = (officer: Officer, unit: UnitAddress, wanted: readonly Role[]): Role =>
    mustHold(this.keys, officer, unit, wanted);

  /**
   * Nobody would open what the unit signs with a key that the directory does not have, or has no more.
   * @returns the key by which it is believed
   * @throws Problem
   */
  mustBeBelieved(unit: UnitAddress): SigningKey {
    const { state } = this.directory;
    const member = state.members.get(memberOf(unit));
    if (member && isSuspended(member, state.size)) {
      throw problem(
        409,
        'member-suspended',
        `${member.name} is suspended from the network: nobody would take what ${unit} sends.`,
        'Nothing was sent. Keep what you wrote, and ask the Steering Committee.',
      );
    }
    const known = state.units.get(unit);
    const live = known && signingKeyAt(known, state.size);
    const key = live && this.keys.signingKey(unit);
    if (key && equalBytes(live, key.publicKey)) return key;
    throw problem(
      409,
      'unit-key-not-live',
      `The key that this node signs with is not ${unit}'s key in the directory: revoked, rotated, or not registered yet.`,
      'Nothing was sent. Ask your administrator to give the node the unit’s new key.',
    );
  }

  /** @throws Problem with the policy's reason where the officer may not do this with the message in their unit */
  mustAllow(action: OfficerAction, officer: Officer, unit: string, message: MessageTerms, officers = 1): void {
    const decision = this.may(action, officer, unit, message, officers);
    if (decision.allowed) return;
    throw problem(
      403,
      'policy-forbids',
      `The policy in force does not let you ${action} this: ${decision.reason}.`,
      'Ask your liaison office which rule applies, and why.',
    );
  }

  /**
   * @param officers how many have said yes
   * @param remedy what to do where one more would be enough
   * @throws Problem where they may not release it, or not without a second officer
   */
  mustRelease(officer: Officer, unit: string, message: MessageTerms, officers: number, remedy: string): void {
    const alone = this.may('release', officer, unit, message, officers);
    if (!alone.allowed && officers < 2 && this.may('release', officer, unit, message, 2).allowed) {
      throw problem(
        409,
        'second-officer-needed',
        `The policy in force asks for a second officer to release this: ${alone.reason}.`,
        remedy,
      );
    }
    this.mustAllow('release', officer, unit, message, officers);
  }

  /** Whether the policy in force lets an officer do this with the message in their unit, with its reasons. */
  may(
    action: OfficerAction,
    officer: Officer,
    unit: string,
    message: MessageTerms,
    officers = 1,
    consented = false,
  ): Decision {
    const who = { name: officer.name, unit: unit as UnitAddress, roles: officer.units.get(unit) ?? [] };
    return this.policy.engine.officerMay(action, who, message, officers, consented);
  }
}

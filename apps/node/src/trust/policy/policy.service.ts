import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AudienceDecision, audienceOf, type BulletinFacts } from '#libs/policy/audience.js';
import { type Decision, denied, type MessageTerms, type OfficerAction, PolicyEngine } from '#libs/policy/engine.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { problem } from '../../http/problem.js';
import type { Officer } from '../../people/officers/roles.js';
import { DirectoryService } from '../directory/directory.service.js';

/** The policies in force, asked by this node: of those who send from here, those who receive here, and its officers. */
@Injectable()
export class PolicyService {
  readonly engine: PolicyEngine;

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
  ) {
    this.engine = new PolicyEngine(() => directory.state);
  }

  /** Every unit with whether it would receive the bulletin and why; first contact waits while the directory is stale. */
  async audience(bulletin: BulletinFacts): Promise<AudienceDecision[]> {
    if (!this.directory.stale) return audienceOf(this.directory.state, this.engine, bulletin);
    const rows: { recipient: string }[] = await this.database.query(
      'SELECT recipient FROM channel_out WHERE sender = $1',
      [bulletin.terms.sender],
    );
    const known = new Set(rows.map((row) => row.recipient));
    return audienceOf(this.directory.state, this.engine, bulletin, (unit) => !known.has(unit));
  }

  /** Whether a unit of the network may receive a message, now. */
  mayReceive(unit: UnitAddress, message: MessageTerms): Decision {
    const known = this.directory.state.units.get(unit);
    return known ? this.engine.unitMay('receive', known, message) : denied(phrase('it is not in the directory'));
  }

  /** @throws Problem with the policy's reason where the officer may not do this with the message in their unit */
  mustAllow(action: OfficerAction, officer: Officer, unit: string, message: MessageTerms, officers = 1): void {
    const decision = this.officerMay(action, officer, unit, message, officers);
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
    const alone = this.officerMay('release', officer, unit, message, officers);
    if (!alone.allowed && officers < 2 && this.officerMay('release', officer, unit, message, 2).allowed) {
      throw problem(
        409,
        'second-officer-needed',
        `The policy in force asks for a second officer to release this: ${alone.reason}.`,
        remedy,
      );
    }
    this.mustAllow('release', officer, unit, message, officers);
  }

  officerMay(
    action: OfficerAction,
    officer: Officer,
    unit: string,
    message: MessageTerms,
    officers = 1,
    consented = false,
  ) {
    const who = { name: officer.name, unit: unit as never, roles: officer.units.get(unit) ?? [] };
    return this.engine.officerMay(action, who, message, officers, consented);
  }
}

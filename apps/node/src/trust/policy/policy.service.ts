import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AudienceDecision, audienceOf, type BulletinFacts } from '#libs/policy/audience.js';
import { type Decision, denied, type MessageTerms, PolicyEngine } from '#libs/policy/engine.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { DirectoryService } from '../directory/directory.service.js';

/** The policies in force, asked by this node of units: of those who send from here, and those who receive here. Of its officers `Authority` asks. */
@Injectable()
export class PolicyService implements OnModuleInit {
  readonly engine: PolicyEngine;
  private making: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
  ) {
    this.engine = new PolicyEngine(() => directory.state);
  }

  /** A new policy is made ready before mail asks for it, with other work in between: a long one takes some tenths of a second. */
  onModuleInit(): void {
    this.directory.whenChanged(() => {
      this.making = this.making.then(() => this.makeReady()).catch(() => undefined);
    });
  }

  private async makeReady(): Promise<void> {
    for (const _ of this.engine.makingReady()) await setImmediate();
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
}

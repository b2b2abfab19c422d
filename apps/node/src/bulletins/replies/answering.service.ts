import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { referenceOf } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, WRITING } from '../../people/officers/roles.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { ReadingService, type Which } from '../reading/reading.service.js';
import { RepliesService, type ReplyContent } from './replies.service.js';

/** Answers that officers give to bulletins. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly reading: ReadingService,
    private readonly replies: RepliesService,
    private readonly audit: Audit,
  ) {}

  /** Answers a bulletin that one of the officer's units received; the answer goes to its author alone. */
  async answer(officer: Officer, kind: BulletinName, which: Which, content: ReplyContent): Promise<void> {
    const received = { ...which, direction: 'in' as const };
    const { row, role, bulletin } = await this.reading.whole(officer, kind, received, 'open', WRITING);
    const unit = this.directory.state.units.get(row.unit as UnitAddress);
    const decision = unit && this.policy.engine.unitMay('respond', unit, bulletin.facts.terms);
    if (!decision?.allowed) {
      throw problem(
        403,
        'policy-forbids',
        `The policy in force does not let ${row.unit} answer: ${decision?.reason}.`,
        'Call the author.',
      );
    }
    await this.database.transaction(async (manager) => {
      await this.replies.put(manager, row, bulletin, content);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-replied`,
        subject: referenceOf(row),
        why: content.type,
      });
    });
    this.replies.send();
  }
}

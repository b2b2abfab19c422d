import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ulid } from 'ulid';
import { CatchUp, catchUpFacts } from '#libs/kinds/catch-up/catch-up.js';
import type { Role } from '#libs/policy/roles.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import type { Officer } from '../../people/officers/roles.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

/** For a unit that subscribed late: asks authors for what is still valid. */
@Injectable()
export class CatchUpService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** Asks every unit that may be asked. @returns whom */
  async ask(officer: Officer, role: Role, unit: UnitAddress): Promise<{ id: string; asked: UnitAddress[] }> {
    const { state } = this.directory;
    const kinds = [...new Set(state.units.get(unit)?.subscription?.lines.flatMap((line) => line.kinds))];
    const body = CatchUp.safeParse({ kinds });
    if (!body.success)
      throw problem(
        409,
        'not-subscribed',
        `${unit} subscribes to nothing.`,
        'Subscribe it first: "liaison subscribe".',
      );
    const audience = await this.policy.audience(catchUpFacts(body.data, unit, [...state.units.keys()]));
    const asked = audience.filter((one) => one.receives);
    if (asked.length === 0) throw problem(409, 'no-recipient', 'There is no unit to ask.', 'See "liaison units".');
    const id = ulid();
    await this.database.transaction(async (manager) => {
      const message = notice(unit, 'catch-up', body.data, {
        handling: 'GREEN',
        urgent: false,
        messageId: id,
      });
      await this.outbox.put(manager, message, asked);
      await this.audit.add(manager, { officer: officer.name, unit, role, action: 'catch-up-asked', subject: id });
    });
    this.outbox.wake();
    return { id, asked: asked.map((one) => one.unit) };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { CatchUp, catchUpFacts } from '#libs/kinds/catch-up/catch-up.js';
import { decideFor } from '#libs/policy/audience.js';
import { MessageRow, OutboxRow, RecallRow } from '#libs/store/node-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { openAlert } from '../alerts/stored-alert.js';
import { Audit } from '../audit/audit.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { notice, putInOutbox } from '../courier/outbox.js';
import { DirectoryService } from '../directory/directory.service.js';
import { problem } from '../http/problem.js';
import type { Officer, Role } from '../officers/roles.js';
import { PolicyService } from '../policy/policy.service.js';

/** So many of its newest alerts an author looks through for one question. */
const LOOKED_THROUGH = 1000;

/** For a unit that subscribed late: asks authors for what is still valid, and answers those who ask. */
@Injectable()
export class CatchUpService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: NodeConfig,
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
        logPosition: state.size,
        messageId: id,
      });
      await putInOutbox(manager, this.config.storageKey, message, asked);
      await this.audit.add(manager, { officer: officer.name, unit, role, action: 'catch-up-asked', subject: id });
    });
    return { id, asked: asked.map((one) => one.unit) };
  }

  /**
   * Adds the asking unit to the recipients of what this author published, is still valid, and would go to that unit if
   * it were published now. In the transaction that stores the question, so that it is answered once.
   */
  async answer(manager: EntityManager, author: UnitAddress, asker: UnitAddress, content: unknown): Promise<void> {
    const { kinds } = CatchUp.parse(content);
    const unit = this.directory.state.units.get(asker);
    if (!unit || !kinds.includes('alert')) return;
    const rows = await manager.find(MessageRow, {
      where: { unit: author, direction: 'out', kind: 'alert' },
      order: { storedAt: 'DESC' },
      take: LOOKED_THROUGH,
    });
    for (const row of rows) {
      const alert = openAlert(this.config.storageKey, row);
      if (!alert) continue;
      const recalled = await manager.existsBy(RecallRow, { unit: author, sender: author, messageId: row.messageId });
      if (recalled || Date.parse(alert.validUntil) <= Date.now()) continue;
      const decision = decideFor(this.directory.state, this.policy.engine, unit, alertFacts(alert, author));
      if (decision.receives) await this.addRecipient(manager, row.messageId, asker, decision.reason);
    }
  }

  private async addRecipient(
    manager: EntityManager,
    messageId: string,
    recipient: string,
    reason: string,
  ): Promise<void> {
    const added: unknown[] = await manager.query(
      `INSERT INTO outbox_recipient (message_id, recipient, reason) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [messageId, recipient, `it asked for what is still valid: ${reason}`],
    );
    if (added.length > 0) await manager.update(OutboxRow, { messageId }, { done: false, nextAttemptAt: Date.now() });
  }
}

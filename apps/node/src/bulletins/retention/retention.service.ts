import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { DEFAULT_DAYS, Purpose } from '#libs/kinds/alert/retention.js';
import { RetentionRow, ShareRequestRow } from '#libs/store/bulletins-entities.js';
import { MessageRow } from '#libs/store/post-entities.js';
import { ERASED } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { mustHold } from '../../people/officers/must-hold.js';
import type { Officer } from '../../people/officers/roles.js';
import { FilesService } from '../../post/files/files.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { mustBeOneSenders } from '../alerts/reading.service.js';
import { AlertIndexService } from '../index/alert-index.service.js';
import { RepliesService } from '../replies/replies.service.js';

const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 5000;

export interface DueAlert {
  readonly id: string;
  readonly sender: string;
  readonly purpose: Purpose;
  readonly validUntil: number;
  /** Since when it need not be kept. */
  readonly dueAt: number;
}

/** How long a unit keeps alerts, by purpose; and weeding, which shows what it will erase before it does. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly database: DataSource,
    private readonly keys: KeysService,
    private readonly index: AlertIndexService,
    private readonly files: FilesService,
    private readonly replies: RepliesService,
    private readonly audit: Audit,
  ) {}

  async rules(unit: string): Promise<Record<Purpose, number>> {
    const rows = await this.database.getRepository(RetentionRow).findBy({ unit });
    return { ...DEFAULT_DAYS, ...Object.fromEntries(rows.map((row) => [row.purpose, row.days])) };
  }

  async change(officer: Officer, unit: UnitAddress, purpose: Purpose, days: number): Promise<void> {
    const role = mustHold(this.keys, officer, unit, ['administrator', 'liaison-officer', 'releaser']);
    await this.database.transaction(async (manager) => {
      await manager.upsert(RetentionRow, { unit, purpose, days }, ['unit', 'purpose']);
      const line = { officer: officer.name, unit, role, subject: purpose, why: `${days} days after validity` };
      await this.audit.add(manager, { ...line, action: 'retention-changed' });
    });
  }

  /** What weeding would erase now, the longest due first. */
  async due(unit: string, now: number, manager: EntityManager = this.database.manager): Promise<DueAlert[]> {
    const days = await this.rules(unit);
    const rows: { message_id: string; sender: string; valid_until: string; purpose: Purpose; due_at: string }[] =
      await manager.query(
        `SELECT *, valid_until + CASE purpose WHEN 'own' THEN $2 WHEN 'investigation' THEN $3 ELSE $4 END::bigint AS due_at FROM (
           SELECT i.message_id, i.sender, i.valid_until, CASE
             WHEN i.unit = i.sender THEN 'own'
             WHEN i.assigned_to IS NOT NULL OR EXISTS (SELECT 1 FROM network_alert n WHERE n.alert = i.number AND n.confirmed)
               THEN 'investigation' ELSE 'information' END AS purpose
           FROM alert_index i WHERE i.unit = $1) AS kept
         WHERE valid_until + CASE purpose WHEN 'own' THEN $2 WHEN 'investigation' THEN $3 ELSE $4 END::bigint <= $5
         ORDER BY due_at LIMIT $6`,
        [unit, days.own * DAY_MS, days.investigation * DAY_MS, days.information * DAY_MS, now, MOST_AT_ONCE],
      );
    return rows.map((row) => ({
      id: row.message_id,
      sender: row.sender,
      purpose: row.purpose,
      validUntil: Number(row.valid_until),
      dueAt: Number(row.due_at),
    }));
  }

  /** Erases exactly what was shown: record keys and bodies, files, and everything made from them. @returns how many */
  async weed(officer: Officer, unit: UnitAddress, alerts: readonly MessageReference[]): Promise<number> {
    const role = mustHold(this.keys, officer, unit, ['administrator', 'liaison-officer', 'releaser']);
    const due = await this.due(unit, Date.now());
    const chosen = new Set<DueAlert>();
    for (const { id, sender } of alerts) {
      const meant = due.filter((alert) => alert.id === id && (sender === undefined || alert.sender === sender));
      mustBeOneSenders(id, meant);
      if (!meant[0]) {
        throw problem(409, 'not-due', `The alert ${id} is not due, or no more there.`, 'Look at the preview again.');
      }
      chosen.add(meant[0]);
    }
    await this.database.transaction(async (manager) => {
      for (const { id, sender, purpose } of chosen) {
        await this.index.erase(manager, unit, sender, id);
        await manager.update(MessageRow, { unit, sender, messageId: id }, { ...ERASED, postedHash: null });
        await this.files.erase(manager, unit, sender, id);
        await this.replies.erase(manager, unit, sender, id);
        await manager.delete(ShareRequestRow, { unit, author: sender, alert: id });
        await this.audit.add(manager, {
          officer: officer.name,
          unit,
          role,
          action: 'alerts-weeded',
          subject: referenceTo({ id, sender }),
          why: purpose,
        });
      }
    });
    return chosen.size;
  }
}

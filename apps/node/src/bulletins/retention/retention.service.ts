import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Purpose, type RetentionDays } from '#libs/kinds/bulletin-retention.js';
import { RetentionRow, ShareRequestRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, WEEDING } from '../../people/officers/roles.js';
import { Authority } from '../../trust/authority/authority.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { mustBeOneSenders } from '../reading/reading.service.js';
import { RepliesService } from '../replies/replies.service.js';
import { BulletinErasure } from './bulletin-erasure.js';

const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 5000;

export interface DueBulletin {
  readonly id: string;
  readonly kind: BulletinName;
  readonly sender: string;
  readonly purpose: Purpose;
  readonly validUntil: number;
  /** Since when it need not be kept. */
  readonly dueAt: number;
}

/** How long a unit keeps bulletins, by kind and purpose; and weeding, which shows what it will erase before it does. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly database: DataSource,
    private readonly authority: Authority,
    private readonly index: BulletinIndex,
    private readonly erasure: BulletinErasure,
    private readonly replies: RepliesService,
    private readonly audit: Audit,
  ) {}

  /** By kind and purpose: days after a bulletin's validity ended. */
  async rules(unit: string): Promise<Record<BulletinName, RetentionDays>> {
    const rows = await this.database.getRepository(RetentionRow).findBy({ unit });
    const daysOf = (name: BulletinName): RetentionDays => ({
      ...bulletinKind(name).retention,
      ...Object.fromEntries(rows.filter(({ kind }) => kind === name).map(({ purpose, days }) => [purpose, days])),
    });
    return Object.fromEntries(BULLETIN_NAMES.map((name) => [name, daysOf(name)])) as Record<
      BulletinName,
      RetentionDays
    >;
  }

  async change(officer: Officer, unit: UnitAddress, kind: BulletinName, purpose: Purpose, days: number): Promise<void> {
    const role = this.authority.mustHold(officer, unit, WEEDING);
    await this.database.transaction(async (manager) => {
      await manager.upsert(RetentionRow, { unit, kind, purpose, days }, ['unit', 'kind', 'purpose']);
      const line = {
        officer: officer.name,
        unit,
        role,
        subject: `${kind} ${purpose}`,
        why: `${days} days after validity`,
      };
      await this.audit.add(manager, { ...line, action: 'retention-changed' });
    });
  }

  /** What weeding would erase now, the longest due first. */
  async due(unit: string, now: number, manager: EntityManager = this.database.manager): Promise<DueBulletin[]> {
    const rules = Object.entries(await this.rules(unit)).flatMap(([kind, days]) =>
      Object.entries(days).map(([purpose, keptDays]) => ({ kind, purpose, ms: keptDays * DAY_MS })),
    );
    const rows: {
      message_id: string;
      sender: string;
      kind: BulletinName;
      valid_until: string;
      purpose: Purpose;
      due_at: string;
    }[] = await manager.query(
      `SELECT kept.*, valid_until + ms AS due_at FROM (
         SELECT i.message_id, i.sender, i.kind, i.valid_until, CASE
           WHEN i.unit = i.sender THEN 'own'
           WHEN i.assigned_to IS NOT NULL OR EXISTS (SELECT 1 FROM network_alert n WHERE n.alert = i.number AND n.confirmed)
             THEN 'investigation' ELSE 'information' END AS purpose
         FROM bulletin_index i WHERE i.unit = $1) AS kept
       JOIN unnest($2::text[], $3::text[], $4::bigint[]) AS rule(kind, purpose, ms) USING (kind, purpose)
       WHERE valid_until + ms <= $5 ORDER BY due_at LIMIT $6`,
      [
        unit,
        rules.map(({ kind }) => kind),
        rules.map(({ purpose }) => purpose),
        rules.map(({ ms }) => ms),
        now,
        MOST_AT_ONCE,
      ],
    );
    return rows.map((row) => ({
      id: row.message_id,
      kind: row.kind,
      sender: row.sender,
      purpose: row.purpose,
      validUntil: Number(row.valid_until),
      dueAt: Number(row.due_at),
    }));
  }

  /** Erases exactly what was shown: record keys and bodies, files, and everything made from them. @returns how many */
  async weed(officer: Officer, unit: UnitAddress, bulletins: readonly MessageReference[]): Promise<number> {
    const role = this.authority.mustHold(officer, unit, WEEDING);
    return this.database.transaction(async (manager) => {
      await this.index.hold(manager, unit);
      // Who assigns one of them meanwhile comes before this or after it.
      const ids = bulletins.map(({ id }) => id);
      await manager.query('SELECT 1 FROM bulletin_index WHERE unit = $1 AND message_id = ANY($2) FOR UPDATE', [
        unit,
        ids,
      ]);
      const chosen = chosenOf(await this.due(unit, Date.now(), manager), bulletins);
      for (const { id, kind, sender, purpose } of chosen) {
        await this.erasure.erase(manager, { unit, sender, messageId: id });
        await this.replies.erase(manager, unit, sender, id);
        await manager.delete(ShareRequestRow, { unit, author: sender, alert: id });
        await this.audit.add(manager, {
          officer: officer.name,
          unit,
          role,
          action: `${kind}-weeded`,
          subject: referenceTo({ id, sender }),
          why: purpose,
        });
      }
      return chosen.size;
    });
  }
}

/** @throws Problem where one of them is not due */
function chosenOf(due: readonly DueBulletin[], bulletins: readonly MessageReference[]): Set<DueBulletin> {
  return new Set(
    bulletins.map(({ id, sender }) => {
      const meant = due.filter((one) => one.id === id && (sender === undefined || one.sender === sender));
      mustBeOneSenders(id, meant);
      if (meant[0]) return meant[0];
      throw problem(409, 'not-due', `${id} is not due, or no more there.`, 'Look at the preview again.');
    }),
  );
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { type CaseDays, dueCases, type StandingCase } from '#libs/kinds/case-retention.js';
import type { Role } from '#libs/policy/roles.js';
import { CaseRetentionRow, CaseRow } from '#libs/store/cases-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { mustHold } from '../../people/officers/must-hold.js';
import { type Officer, WEEDING } from '../../people/officers/roles.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { CaseStore } from '../case-store.js';

/** Cases that are shown and erased at once, the longest due first. */
export const MOST_CASES_AT_ONCE = 1000;
/** As for bulletins. */

interface KeptCase extends StandingCase {
  readonly id: string;
  readonly endedAt: number;
}

/** A case whose words may be erased, as a list shows it. */
export interface DueCase {
  readonly id: string;
  readonly kind: string;
  readonly reference: string | null;
  readonly endedAt: number;
  /** Since when it need not be kept. */
  readonly dueAt: number;
}

/** How long a unit keeps what was said in cases, by kind; and weeding, which shows what it will erase before it does. */
@Injectable()
export class CaseRetention {
  constructor(
    private readonly database: DataSource,
    private readonly keys: KeysService,
    private readonly store: CaseStore,
    private readonly audit: Audit,
  ) {}

  /** By kind; of a kind that is not named nothing is erased. */
  async days(unit: string, manager: EntityManager = this.database.manager): Promise<CaseDays> {
    const rows = await manager.findBy(CaseRetentionRow, { unit });
    return Object.fromEntries(rows.map(({ kind, days }) => [kind, days]));
  }

  /** @param days null: without end */
  async change(officer: Officer, unit: UnitAddress, kind: string, days: number | null): Promise<void> {
    const role = mustHold(this.keys, officer, unit, WEEDING);
    await this.database.transaction(async (manager) => {
      if (days === null) await manager.delete(CaseRetentionRow, { unit, kind });
      else await manager.upsert(CaseRetentionRow, { unit, kind, days }, ['unit', 'kind']);
      const why = days === null ? 'kept without end' : `${days} days after it ended`;
      const line = { officer: officer.name, unit, role, subject: kind, why };
      await this.audit.add(manager, { ...line, action: 'retention-changed' });
    });
  }

  /** What weeding would erase by these days: how many cases in all, and the longest due of them. */
  async due(unit: string, now: number, days: CaseDays): Promise<{ inAll: number; cases: DueCase[] }> {
    const due = dueCases(await this.ended(unit), days, now);
    const shown = due.slice(0, MOST_CASES_AT_ONCE);
    const rows = await this.database.getRepository(CaseRow).findBy({ unit, caseId: In(shown.map((one) => one.id)) });
    const referenceOf = new Map(rows.map((row) => [row.caseId, this.store.summaryOf(row)?.reference ?? null]));
    return {
      inAll: due.length,
      cases: shown.map(({ id, kind, endedAt, dueAt }) => ({
        id,
        kind,
        endedAt,
        dueAt,
        reference: referenceOf.get(id) ?? null,
      })),
    };
  }

  /** A list of cases is one, wherever it stands. */
  noteLook = (officer: Officer, unit: string, role: Role, shown: number): Promise<void> =>
    this.audit.noteListing({ officer: officer.name, unit, role, action: 'cases-listed', subject: String(shown) });

  /** Erases what was said in exactly the cases that were shown, each in a transaction of its own. @returns how many */
  async weed(officer: Officer, unit: UnitAddress, cases: readonly string[]): Promise<number> {
    const role = mustHold(this.keys, officer, unit, WEEDING);
    const due = new Set(dueCases(await this.ended(unit), await this.days(unit), Date.now()).map((one) => one.id));
    const odd = cases.find((id) => !due.has(id));
    if (odd !== undefined) throw notDue(odd);
    let weeded = 0;
    for (const caseId of new Set(cases)) {
      await this.database.transaction(async (manager) => {
        // Locked as mail and moves lock it: what they change meanwhile is seen here, and what they add later finds it erased.
        const where = { unit, caseId };
        const row = await manager.findOneOrFail(CaseRow, { where, lock: { mode: 'pessimistic_write' } });
        const now = Date.now();
        const days = await this.days(unit, manager);
        const [still] = dueCases(await this.ended(unit, caseId, manager), days, now);
        if (!still) return;
        await this.store.erase(manager, row);
        const why = `${row.kind}: ${new Date(still.endedAt).toISOString().slice(0, 10)} + ${days[row.kind]} days`;
        await this.audit.add(manager, {
          officer: officer.name,
          unit,
          role,
          action: 'case-weeded',
          subject: caseId,
          why,
        });
        weeded++;
      });
    }
    return weeded;
  }

  private async ended(
    unit: string,
    caseId: string | null = null,
    manager: EntityManager = this.database.manager,
  ): Promise<KeptCase[]> {
    const rows: (Omit<KeptCase, 'endedAt'> & { readonly endedAt: string })[] = await manager.query(
      `SELECT t.case_id AS id, t.kind, t.ended_at AS "endedAt",
         EXISTS (SELECT 1 FROM case_hold h WHERE h.unit = t.unit AND h.case_id = t.case_id) AS "isOnHold",
         EXISTS (SELECT 1 FROM case_message m JOIN outbox o ON o.message_id = m.message_id AND NOT o.done
                 WHERE m.unit = t.unit AND m.case_id = t.case_id AND m.sender = t.unit) AS "isUnderWay",
         EXISTS (SELECT 1 FROM case_message m
                 WHERE m.unit = t.unit AND m.case_id = t.case_id AND NOT m.erased) AS "hasWords"
       FROM case_thread t WHERE t.unit = $1 AND t.ended_at IS NOT NULL AND ($2::text IS NULL OR t.case_id = $2)`,
      [unit, caseId],
    );
    return rows.map((row) => ({ ...row, endedAt: Number(row.endedAt) }));
  }
}

const notDue = (id: string) =>
  problem(
    409,
    'case-not-due',
    `The case ${id} is not due: by the rule, on hold, or erased already.`,
    'Look at the preview again; nothing was erased.',
  );

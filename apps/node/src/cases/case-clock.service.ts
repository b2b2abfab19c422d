import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseRow } from '#libs/store/cases-entities.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { type News, NotificationsService } from '../people/notifications/notifications.service.js';
import { Clock } from '../process/clock.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { KeysService } from '../trust/keys/keys.service.js';
import { CaseStore } from './case-store.js';
import { nextTelling, tellingsOf } from './tellings.js';

const PAGE = 500;

/** What comes with time in cases: reminders on both sides, and at last the liaison offices. */
@Injectable()
export class CaseClock {
  constructor(
    private readonly store: CaseStore,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    database: DataSource,
    notifications: NotificationsService,
    clock: Clock,
  ) {
    clock.on((now) =>
      database.transaction(async (manager) => notifications.tell(manager, ...(await this.due(manager, now)))),
    );
  }

  /** Everything that has become due and that nobody was told of. Each is told once. */
  private async due(manager: EntityManager, now: number): Promise<News[]> {
    const rows: { unit: string; caseId: string }[] = await manager.query(
      `SELECT unit, case_id AS "caseId" FROM case_thread WHERE tell_at <= $1
       ORDER BY tell_at LIMIT ${PAGE} FOR UPDATE SKIP LOCKED`,
      [now],
    );
    const news: News[] = [];
    for (const place of rows) {
      const row = await manager.findOneByOrFail(CaseRow, place);
      const told = new Set(row.told);
      const tellings = tellingsOf(row.unit, this.store.summaryOf(row)?.owed ?? []);
      for (const { key, at, until, type, offices } of tellings) {
        if (told.has(key) || at > now) continue;
        told.add(key);
        if (now >= until) continue;
        const units = [row.unit, ...(offices ? this.officesOf(row.unit) : [])];
        news.push(...units.map((unit) => ({ unit, type, kind: row.kind, subject: row.caseId })));
      }
      await manager.update(CaseRow, place, { told: [...told], tellAt: nextTelling(tellings, told) });
    }
    return news;
  }

  /** The liaison offices of the unit's member that this node serves: they hear that a case is late, and nothing of what it is about. */
  private officesOf(unit: string): UnitAddress[] {
    return [...this.directory.state.units.values()]
      .filter((one) => one.function === 'liaison-office' && memberOf(one.address) === memberOf(unit as UnitAddress))
      .map((one) => one.address)
      .filter((office) => this.keys.owns(office));
  }
}

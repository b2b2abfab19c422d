import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Owed } from '#libs/kinds/case-kind.js';
import { CaseRow } from '#libs/store/case-entities.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { DirectoryService } from '../directory/directory.service.js';
import { KeysService } from '../keys/keys.service.js';
import type { News } from '../notifications/notifications.service.js';
import { CaseStore } from './case-store.js';

const DAY_MS = 86_400_000;
/** So long before something is due, who owes it is reminded. */
const SOON_MS = 3 * DAY_MS;
/** What is late for so long is for the liaison offices. */
const ESCALATE_MS = 7 * DAY_MS;
const PAGE = 500;

/** What comes with time in cases: reminders on both sides, and at last the liaison offices. */
@Injectable()
export class CaseClock {
  constructor(
    private readonly store: CaseStore,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
  ) {}

  /** Everything that has become due and that nobody was told of. Each is told once. */
  async due(manager: EntityManager, now: number): Promise<News[]> {
    const rows: { unit: string; caseId: string }[] = await manager.query(
      `SELECT unit, case_id AS "caseId" FROM case_thread WHERE next_due_at <= $1 AND status NOT IN ('closed', 'withdrawn')
       ORDER BY next_due_at LIMIT ${PAGE} FOR UPDATE SKIP LOCKED`,
      [now + SOON_MS],
    );
    const news: News[] = [];
    for (const place of rows) {
      const row = await manager.findOneByOrFail(CaseRow, place);
      const told = new Set(row.told);
      for (const one of this.store.summaryOf(row)?.owed ?? []) {
        for (const [step, what] of this.newsOf(row, one, now)) {
          const key = `${step} ${one.duty} ${one.about.join(',')} ${one.day}`;
          if (told.has(key)) continue;
          told.add(key);
          news.push(...what);
        }
      }
      if (told.size > row.told.length) await manager.update(CaseRow, place, { told: [...told] });
    }
    return news;
  }

  private newsOf({ unit, caseId }: CaseRow, { who, dueAt }: Owed, now: number): [string, News[]][] {
    const tell = (type: News['type'], to: string = unit): News => ({ unit: to, type, subject: caseId });
    const steps: [string, News[]][] = [];
    if (who === unit && dueAt - SOON_MS <= now && now < dueAt) steps.push(['soon', [tell('case-due-soon')]]);
    if (dueAt <= now) steps.push(['over', [tell(who === unit ? 'case-overdue' : 'case-late')]]);
    if (dueAt + ESCALATE_MS <= now) {
      const offices = this.officesOf(unit).map((office) => tell('case-to-escalate', office));
      steps.push(['escalate', [tell('case-to-escalate'), ...offices]]);
    }
    return steps;
  }

  /** The liaison offices of the unit's member that this node serves: they hear that a case is late, and nothing of what it is about. */
  private officesOf(unit: string): UnitAddress[] {
    return [...this.directory.state.units.values()]
      .filter((one) => one.function === 'liaison-office' && memberOf(one.address) === memberOf(unit as UnitAddress))
      .map((one) => one.address)
      .filter((office) => this.keys.owns(office));
  }
}

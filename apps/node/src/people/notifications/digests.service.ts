import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../process/clock.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { type News, NotificationsService } from './notifications.service.js';

/** What a unit asked to have together: told at once when the first of it has waited for long enough. */
@Injectable()
export class Digests {
  constructor(
    database: DataSource,
    notifications: NotificationsService,
    clock: Clock,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    clock.on((now) =>
      database.transaction(async (manager) => notifications.tell(manager, ...(await this.due(manager, now)))),
    );
  }

  private async due(manager: EntityManager, now: number): Promise<News[]> {
    const [rows]: [{ unit: string }[], number] = await manager.query(
      `UPDATE notification n SET for_digest = false WHERE for_digest AND unit IN (
         SELECT unit FROM notification WHERE for_digest GROUP BY unit HAVING min(told_at) <= $1)
       RETURNING unit`,
      [now - this.config.digestMs],
    );
    const counts = new Map<string, number>();
    for (const { unit } of rows) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    return [...counts].map(([unit, messages]) => ({ unit, type: 'digest', subject: String(messages) }));
  }
}

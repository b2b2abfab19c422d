import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import { CaseClock } from '../cases/case-clock.service.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { Wakeable } from '../courier/wakeable.js';
import { UploadsService } from '../files/uploads.service.js';
import { type News, NotificationsService } from '../notifications/notifications.service.js';

const HOUR_MS = 3_600_000;
/** So long before its validity ends an alert's author is told. */
const SOON_MS = 7 * 24 * HOUR_MS;
/** An urgent alert that nobody of the unit has opened for so long is told again. */
const UNOPENED_MS = 4 * HOUR_MS;
/** Recipients have so long to confirm an erasure before the author is told who has not. */
const ERASURE_MS = 24 * HOUR_MS;
/** What an alert's unit was told of its validity. */
const TOLD = { soon: 1, over: 2 } as const;

type About = { readonly sender: string; readonly message_id: string };
type Alerts = (About & { readonly unit: string })[];
/** What a notification names: an id alone is anybody's. */
const about = ({ sender, message_id: id }: About): string => referenceTo({ id, sender });

/** What comes with time: validity that ends, reminders, digests, uploads that nobody uses. Each is done once, whichever process does it. */
@Injectable()
export class LifecycleService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LifecycleService.name);
  private readonly loop: Wakeable;

  constructor(
    private readonly database: DataSource,
    private readonly notifications: NotificationsService,
    private readonly cases: CaseClock,
    private readonly uploads: UploadsService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    this.loop = new Wakeable(
      { idleMs: config.clockMs, apartMs: 1000 },
      () => this.tick(Date.now()).then(() => false),
      this.logger,
      'what is due waits',
    );
  }

  onApplicationBootstrap = (): void => this.loop.start();
  onApplicationShutdown = (): Promise<void> => this.loop.stop();

  /** Everything that is due at a time, milliseconds since 1970-01-01T00:00Z. */
  async tick(now: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.notifications.tell(
        manager,
        ...(await this.expiring(manager, now)),
        ...(await this.expired(manager, now)),
        ...(await this.unopened(manager, now)),
        ...(await this.unconfirmed(manager, now)),
        ...(await this.digests(manager, now)),
        ...(await this.cases.due(manager, now)),
      );
    });
    await this.uploads.tidy(now);
  }

  /** The author's own alerts whose validity ends soon: to be extended, or left to end. */
  private async expiring(manager: EntityManager, now: number): Promise<News[]> {
    const [rows]: [Alerts, number] = await manager.query(
      `UPDATE alert_index i SET expiry_told = $3 WHERE expiry_told < $3 AND valid_until > $1 AND valid_until <= $2
         AND unit = sender AND NOT EXISTS (SELECT 1 FROM replacement r WHERE r.unit = i.unit AND r.sender = i.sender AND r.alert = i.message_id)
       RETURNING unit, sender, message_id`,
      [now, now + SOON_MS, TOLD.soon],
    );
    return rows.map((row) => ({ unit: row.unit, type: 'alert-expiring', subject: about(row) }));
  }

  /** An alert that is over is not sent to anybody any more, and who deals with it is told. */
  private async expired(manager: EntityManager, now: number): Promise<News[]> {
    const [rows]: [(About & { unit: string; assigned_to: string | null; own: boolean })[], number] =
      await manager.query(
        `UPDATE alert_index SET expiry_told = $2 WHERE expiry_told < $2 AND valid_until <= $1
         RETURNING unit, sender, message_id, assigned_to, unit = sender AS own`,
        [now, TOLD.over],
      );
    await manager.query(
      `UPDATE outbox SET done = true, sealed = NULL, sealed_content_key = NULL WHERE NOT done AND message_id = ANY($1)`,
      [rows.filter((row) => row.own).map((row) => row.message_id)],
    );
    return rows
      .filter((row) => row.own || row.assigned_to !== null)
      .map((row) => ({
        unit: row.unit,
        officer: row.own ? undefined : row.assigned_to!,
        type: 'alert-expired',
        subject: about(row),
      }));
  }

  private async unopened(manager: EntityManager, now: number): Promise<News[]> {
    const rows: Alerts = await manager.query(
      `SELECT m.unit, m.sender, m.message_id FROM message m JOIN alert_index i USING (unit, sender, message_id)
       WHERE m.direction = 'in' AND m.urgent AND m.stored_at <= $1 AND i.valid_until > $2
         AND NOT EXISTS (SELECT 1 FROM alert_reply r WHERE r.unit = m.unit AND r.author = m.sender AND r.alert = m.message_id AND r.sender = m.unit)
         AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.unit = m.unit AND n.subject = m.message_id || '~' || replace(m.sender, '/', '.') AND n.type = 'alert-reminder')
       LIMIT 200`,
      [now - UNOPENED_MS, now],
    );
    return rows.map((row) => ({ unit: row.unit, type: 'alert-reminder', subject: about(row) }));
  }

  private async unconfirmed(manager: EntityManager, now: number): Promise<News[]> {
    const rows: Alerts = await manager.query(
      `SELECT r.unit, r.sender, r.message_id FROM recall r
       WHERE r.unit = r.sender AND r.recalled_at <= $1
         AND EXISTS (SELECT 1 FROM outbox_recipient o WHERE o.message_id = r.message_id AND o.erased_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.unit = r.unit AND n.subject = r.message_id || '~' || replace(r.sender, '/', '.') AND n.type = 'erasure-missing')
       LIMIT 200`,
      [now - ERASURE_MS],
    );
    return rows.map((row) => ({ unit: row.unit, type: 'erasure-missing', subject: about(row) }));
  }

  /** What a unit asked to have together: told at once when the first of it has waited for long enough. */
  private async digests(manager: EntityManager, now: number): Promise<News[]> {
    const [rows]: [{ unit: string }[], number] = await manager.query(
      `UPDATE notification n SET for_digest = false WHERE for_digest AND unit IN (
         SELECT unit FROM notification WHERE for_digest GROUP BY unit HAVING min(told_at) <= $1)
       RETURNING unit`,
      [now - this.config.digestMs],
    );
    const counts = new Map<string, number>();
    for (const { unit } of rows) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    return [...counts].map(([unit, alerts]) => ({ unit, type: 'digest', subject: String(alerts) }));
  }
}

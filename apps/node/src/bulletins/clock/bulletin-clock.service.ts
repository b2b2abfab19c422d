import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { type News, NotificationsService } from '../../people/notifications/notifications.service.js';
import { Outbox } from '../../post/courier/outbox.js';
import { Clock } from '../../process/clock.js';

const HOUR_MS = 3_600_000;
/** So long before its validity ends a bulletin's author is told. */
const SOON_MS = 7 * 24 * HOUR_MS;
/** An urgent bulletin that nobody of the unit has opened for so long is told again. */
const UNOPENED_MS = 4 * HOUR_MS;
/** Recipients have so long to confirm an erasure before the author is told who has not. */
const ERASURE_MS = 24 * HOUR_MS;
/** What a bulletin's unit was told of its validity. */
const TOLD = { soon: 1, over: 2 } as const;

type About = { readonly sender: string; readonly message_id: string };
type Bulletins = (About & { readonly unit: string; readonly kind: BulletinName })[];
/** What a notification names: an id alone is anybody's. */
const about = ({ sender, message_id: id }: About): string => referenceTo({ id, sender });

/** What comes with time to bulletins: validity that ends, reminders, recalls that nobody has confirmed. */
@Injectable()
export class BulletinClock {
  constructor(
    database: DataSource,
    notifications: NotificationsService,
    private readonly outbox: Outbox,
    clock: Clock,
  ) {
    clock.on((now) =>
      database.transaction(async (manager) =>
        notifications.tell(
          manager,
          ...(await this.expiring(manager, now)),
          ...(await this.expired(manager, now)),
          ...(await this.unopened(manager, now)),
          ...(await this.unconfirmed(manager, now)),
        ),
      ),
    );
  }

  /** The author's own bulletins whose validity ends soon: to be extended, or left to end. */
  private async expiring(manager: EntityManager, now: number): Promise<News[]> {
    const [rows]: [Bulletins, number] = await manager.query(
      `UPDATE bulletin_index i SET expiry_told = $3 WHERE expiry_told < $3 AND valid_until > $1 AND valid_until <= $2
         AND unit = sender AND NOT EXISTS (SELECT 1 FROM replacement r WHERE r.unit = i.unit AND r.sender = i.sender AND r.bulletin = i.message_id)
       RETURNING unit, sender, message_id, kind`,
      [now, now + SOON_MS, TOLD.soon],
    );
    return rows.map((row) => ({ unit: row.unit, type: `${row.kind}-expiring`, subject: about(row) }));
  }

  /** A bulletin that is over is not sent to anybody any more, and who deals with it is told. */
  private async expired(manager: EntityManager, now: number): Promise<News[]> {
    const [rows]: [(Bulletins[number] & { readonly assigned_to: string | null; readonly own: boolean })[], number] =
      await manager.query(
        `UPDATE bulletin_index SET expiry_told = $2 WHERE expiry_told < $2 AND valid_until <= $1
         RETURNING unit, sender, message_id, kind, assigned_to, unit = sender AS own`,
        [now, TOLD.over],
      );
    const own = rows.filter((row) => row.own).map((row) => row.message_id);
    await this.outbox.stop(manager, own);
    return rows
      .filter((row) => row.own || row.assigned_to !== null)
      .map((row) => ({
        unit: row.unit,
        officer: row.own ? undefined : row.assigned_to!,
        type: `${row.kind}-expired`,
        subject: about(row),
      }));
  }

  private async unopened(manager: EntityManager, now: number): Promise<News[]> {
    const rows: Bulletins = await manager.query(
      `SELECT m.unit, m.sender, m.message_id, m.kind FROM message m JOIN bulletin_index i USING (unit, sender, message_id)
       WHERE m.direction = 'in' AND m.urgent AND m.stored_at <= $1 AND i.valid_until > $2
         AND NOT EXISTS (SELECT 1 FROM bulletin_reply r WHERE r.unit = m.unit AND r.author = m.sender AND r.bulletin = m.message_id AND r.sender = m.unit)
         AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.unit = m.unit AND n.subject = m.message_id || '~' || replace(m.sender, '/', '.') AND n.type = m.kind || '-reminder')
       LIMIT 200`,
      [now - UNOPENED_MS, now],
    );
    return rows.map((row) => ({ unit: row.unit, type: `${row.kind}-reminder`, subject: about(row) }));
  }

  private async unconfirmed(manager: EntityManager, now: number): Promise<News[]> {
    const rows: Bulletins = await manager.query(
      `SELECT r.unit, r.sender, r.message_id, r.kind FROM recall r
       WHERE r.unit = r.sender AND r.recalled_at <= $1
         AND EXISTS (SELECT 1 FROM outbox_recipient o WHERE o.message_id = r.message_id AND o.erased_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.unit = r.unit AND n.subject = r.message_id || '~' || replace(r.sender, '/', '.') AND n.type = r.kind || '-unconfirmed')
       LIMIT 200`,
      [now - ERASURE_MS],
    );
    return rows.map((row) => ({ unit: row.unit, type: `${row.kind}-unconfirmed`, subject: about(row) }));
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { referenceOf, referenceTo } from '#libs/envelope/reference.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Reminder } from '#libs/kinds/bulletin-reminder.js';
import { MessageRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import type { Officer } from '../../people/officers/roles.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { ReadingService, type Which } from '../reading/reading.service.js';

/** A reminder of the same bulletin is told again after so long. */
const TOLD_AGAIN_MS = 3_600_000;

/** An author's reminders to recipients who have not opened its bulletin. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly database: DataSource,
    private readonly reading: ReadingService,
    private readonly outbox: Outbox,
    private readonly notifications: NotificationsService,
    private readonly audit: Audit,
    arrivals: Arrivals,
  ) {
    for (const kind of BULLETIN_NAMES)
      arrivals.on(`${kind}/reminder`, { take: (manager, arrived) => this.take(manager, kind, arrived) });
  }

  /** @returns whom */
  async remind(officer: Officer, kind: BulletinName, which: Which): Promise<string[]> {
    const { row, role } = await this.reading.whole(officer, kind, which, 'open', ['releaser']);
    const id = row.messageId;
    if (row.direction !== 'out')
      throw problem(409, 'not-yours', 'Only its author reminds of it.', 'Answer it instead.');
    const rows: { recipient: string }[] = await this.database.query(
      `SELECT recipient FROM outbox_recipient o WHERE message_id = $1 AND erased_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM bulletin_reply r WHERE r.unit = $2 AND r.author = $2 AND r.bulletin = $1 AND r.sender = o.recipient)`,
      [id, row.unit],
    );
    const recipients = rows.map((one) => one.recipient);
    if (recipients.length === 0)
      throw problem(409, 'all-opened', 'Everyone who has it has opened it.', 'See "liaison show".');
    const body = Reminder.parse({ bulletin: id });
    await this.database.transaction(async (manager) => {
      const message = notice(row.unit as UnitAddress, `${kind}/reminder`, body, {
        handling: 'GREEN',
        urgent: true,
      });
      const to = recipients.map((unit) => ({ unit, reason: `it has not opened the ${kind}` }));
      await this.outbox.put(manager, message, to);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-reminded`,
        subject: referenceOf(row),
      });
    });
    this.outbox.wake();
    return recipients;
  }

  /** At a recipient, in the transaction that stores the reminder: only of the sender's own bulletin, and once in an hour. */
  private async take(
    manager: EntityManager,
    kind: BulletinName,
    { unit, sender, body: { bulletin } }: Arrived<Reminder>,
  ): Promise<void> {
    if (!(await manager.existsBy(MessageRow, { unit, sender, messageId: bulletin, kind, direction: 'in' }))) return;
    const news = { unit, type: `${kind}-reminder`, subject: referenceTo({ id: bulletin, sender }) } as const;
    if (await this.notifications.wasTold(manager, news, Date.now() - TOLD_AGAIN_MS)) return;
    await this.notifications.tell(manager, news);
  }
}

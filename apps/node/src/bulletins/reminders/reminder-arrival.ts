import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Reminder } from '#libs/kinds/bulletin-reminder.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { StoredMessages } from '../../post/stored-messages.js';

/** A reminder of the same bulletin is told again after so long. */
const TOLD_AGAIN_MS = 3_600_000;

/** Reminders as they come in at a recipient. */
@Injectable()
export class ReminderArrival {
  constructor(
    private readonly stored: StoredMessages,
    private readonly notifications: NotificationsService,
    arrivals: Arrivals,
  ) {
    for (const kind of BULLETIN_NAMES)
      arrivals.on(`${kind}/reminder`, { take: (manager, arrived) => this.take(manager, kind, arrived) });
  }

  /** In the transaction that stores the reminder: only of the sender's own bulletin, and once in an hour. */
  private async take(
    manager: EntityManager,
    kind: BulletinName,
    { unit, sender, body: { bulletin } }: Arrived<Reminder>,
  ): Promise<void> {
    if (!(await this.stored.has({ unit, sender, messageId: bulletin, kind, direction: 'in' }, manager))) return;
    const news = { unit, type: `${kind}-reminder`, subject: referenceTo({ id: bulletin, sender }) } as const;
    if (await this.notifications.wasTold(manager, news, Date.now() - TOLD_AGAIN_MS)) return;
    await this.notifications.tell(manager, news);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PassedOn } from '#libs/kinds/alert/schema.js';
import type { ShareDecision, ShareRequest } from '#libs/kinds/alert/sharing.js';
import { SharedAlertRow, ShareRequestRow } from '#libs/store/bulletins-entities.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { Outbox } from '../../post/courier/outbox.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { MOST_UNDECIDED, ShareRequests } from './share-requests.js';

/** What comes in about passing alerts on: a question, a decision, and an alert that was passed on. */
@Injectable()
export class ShareArrival {
  constructor(
    private readonly requests: ShareRequests,
    private readonly stored: StoredMessages,
    private readonly outbox: Outbox,
    private readonly notifications: NotificationsService,
    arrivals: Arrivals,
  ) {
    arrivals.on('alert/share-request', { take: (manager, arrived) => this.asked(manager, arrived) });
    arrivals.on('alert/share-decision', { take: (manager, arrived) => this.decided(manager, arrived) });
  }

  /** At the author, in the transaction that stores the request. */
  private async asked(
    manager: EntityManager,
    { unit: author, sender: requester, messageId: id, body: request }: Arrived<ShareRequest>,
  ): Promise<void> {
    const own = { unit: author, sender: author, messageId: request.alert, kind: 'alert', direction: 'out' as const };
    // Who was never sent it has learnt its id elsewhere.
    const wasSent = await this.outbox.wasSent(manager, request.alert, requester);
    if (!wasSent || !(await this.stored.has(own, manager))) return;
    if ((await this.requests.undecidedOf(manager, author, requester)) >= MOST_UNDECIDED) return;
    await this.requests.note(manager, author, id, { ...request, author, requester });
    await this.notifications.tell(manager, { unit: author, type: 'share-asked', subject: id });
  }

  /** At the requester, in the transaction that stores the decision. */
  private async decided(
    manager: EntityManager,
    { unit: requester, sender: author, body: { request, grant } }: Arrived<ShareDecision>,
  ): Promise<void> {
    const decided = await manager.update(
      ShareRequestRow,
      { unit: requester, requester, id: request, author },
      { decidedAt: Date.now(), grant: grant === null ? null : Buffer.from(grant, 'base64') },
    );
    if (decided.affected) {
      await this.notifications.tell(manager, { unit: requester, type: 'share-decided', subject: request });
    }
  }

  /** In the transaction that stores a passed-on alert: what its author recalls goes, too. */
  async received(
    manager: EntityManager,
    unit: string,
    sender: string,
    messageId: string,
    { author, alert }: Pick<PassedOn, 'author' | 'alert'>,
  ): Promise<void> {
    await manager.insert(SharedAlertRow, { unit, sender, messageId, author, alert });
  }
}

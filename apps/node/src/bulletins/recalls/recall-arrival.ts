import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Erasure, type Recall } from '#libs/kinds/bulletin-recall.js';
import { SharedAlertRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { mayAnswer, notice, Outbox } from '../../post/courier/outbox.js';
import { Recalled } from './recalled.js';

/** Recalls are confirmed while fewer messages than these wait for their author's receipt: of what was here, of anything else. */
const MOST_CONFIRMED = { here: 2000, unseen: 200 } as const;

/** Recalls that come in: what they take back is erased, and that is confirmed. */
@Injectable()
export class RecallArrival {
  constructor(
    private readonly recalled: Recalled,
    private readonly outbox: Outbox,
    private readonly notifications: NotificationsService,
    arrivals: Arrivals,
  ) {
    for (const kind of BULLETIN_NAMES)
      arrivals.on(`${kind}/recall`, { take: (manager, arrived) => this.take(manager, kind, arrived) });
  }

  /**
   * In the transaction that stores the recall: erases the bulletin and confirms it. Only the sender's own
   * bulletins are meant, whatever id it names; one that comes later than its recall is erased as it comes.
   */
  private async take(
    manager: EntityManager,
    kind: BulletinName,
    { unit, sender, body: recall }: Arrived<Recall>,
  ): Promise<void> {
    const { bulletin } = recall;
    const isFirst = await this.recalled.note(manager, unit, sender, kind, recall);
    const here = await this.recalled.erase(manager, unit, sender, kind, bulletin);
    const copies = await manager.findBy(SharedAlertRow, { unit, author: sender, alert: bulletin });
    for (const copy of copies) {
      await this.recalled.note(manager, unit, copy.sender, kind, {
        ...recall,
        bulletin: copy.messageId as Recall['bulletin'],
      });
      await this.recalled.erase(manager, unit, copy.sender as UnitAddress, kind, copy.messageId);
    }
    // What is taken back again says nothing new, and could be said without end.
    const isNews = isFirst && (here || copies.length > 0);
    if (isNews) {
      const subject = referenceTo({ id: bulletin, sender });
      await this.notifications.tell(manager, { unit, type: `${kind}-recalled`, subject });
    }
    // Its word that it has none is wanted, too, as far as there is an end to what it is asked.
    if (!(await mayAnswer(manager, unit, sender, MOST_CONFIRMED[isNews ? 'here' : 'unseen']))) return;
    const erased = Erasure.parse({ bulletin, erasedAt: new Date().toISOString() });
    const confirmation = notice(unit, `${kind}/erasure`, erased, { handling: 'GREEN', urgent: false });
    await this.outbox.put(manager, confirmation, [{ unit: sender, reason: 'it recalled it' }]);
  }
}

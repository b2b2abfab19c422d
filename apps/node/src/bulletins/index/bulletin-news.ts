import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { referenceOf } from '#libs/envelope/reference.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { decideFor } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { type News, NotificationsService } from '../../people/notifications/notifications.service.js';
import type { StoredMessage } from '../../post/stored-messages.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

/** Tells officers of bulletins: that one came in, that a saved search found it, that it is like another. */
@Injectable()
export class BulletinNews {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
  ) {}

  /** In the transaction that indexes it. @param similar whether others of the unit are like it */
  async tell(
    manager: EntityManager,
    row: StoredMessage,
    { name, facts }: Bulletin,
    number: string,
    similar: boolean,
  ): Promise<void> {
    const { unit } = row;
    const subject = referenceOf(row);
    const news: News[] = [];
    if (row.direction === 'in') {
      const known = this.directory.state.units.get(unit as UnitAddress);
      const delivery = known && decideFor(this.directory.state, this.policy.engine, known, facts).delivery;
      news.push({ unit, type: `${name}-received`, subject, forDigest: delivery === 'digest' });
      const found: { officer: string }[] = await manager.query(
        `SELECT DISTINCT s.officer FROM saved_search s JOIN bulletin_index i ON i.number = $1
         WHERE s.unit = $2 AND s.kind = i.kind AND s.notify AND i.words @@ s.query::tsquery`,
        [number, unit],
      );
      news.push(...found.map(({ officer }) => ({ unit, officer, type: 'search-found' as const, subject })));
    }
    if (similar) news.push({ unit, type: 'similar-found', subject });
    await this.notifications.tell(manager, ...news);
  }

  /** The same of one that could not be indexed: that it came in is all there is to tell. */
  async tellArrival(manager: EntityManager, row: StoredMessage): Promise<void> {
    if (row.direction !== 'in') return;
    await this.notifications.tell(manager, {
      unit: row.unit,
      type: `${row.kind as BulletinName}-received`,
      subject: referenceOf(row),
    });
  }
}

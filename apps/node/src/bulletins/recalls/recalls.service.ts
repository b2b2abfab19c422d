import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { type Erasure, Recall } from '#libs/kinds/bulletin-recall.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, RELEASING, roleIn } from '../../people/officers/roles.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { Recalled } from './recalled.js';

/** An author's recalls of its bulletins, and who has confirmed that they are erased. */
@Injectable()
export class RecallsService {
  constructor(
    private readonly database: DataSource,
    private readonly recalled: Recalled,
    private readonly index: BulletinIndex,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    arrivals: Arrivals,
  ) {
    for (const kind of BULLETIN_NAMES)
      arrivals.on(`${kind}/erasure`, { take: (manager, arrived) => this.confirm(manager, arrived) });
  }

  /** Recalls a bulletin of one of the officer's units from everyone that it was sent to. @returns whom */
  async recall(
    officer: Officer,
    kind: BulletinName,
    { id: bulletin, sender }: MessageReference,
    reason: Recall['reason'],
  ): Promise<string[]> {
    const row = await this.outbox.sent({ messageId: bulletin, kind, ...(sender && { sender }) });
    const role = row && roleIn(officer, row.unit, RELEASING);
    if (!row || !role || !bulletinKind(kind).recallable) {
      throw problem(404, 'bulletin-unknown', 'None of your units has posted this.', 'Only its author recalls it.');
    }
    const author = row.unit as UnitAddress;
    await this.addPassedOn(author, bulletin);
    const body = Recall.parse({ bulletin, reason });
    const recipients = await this.database.transaction(async (manager) => {
      if (!(await this.recalled.note(manager, author, author, kind, body))) {
        throw problem(
          409,
          'recalled-already',
          'It is recalled already.',
          '"liaison bulletin show" says who has confirmed.',
        );
      }
      await this.index.erase(manager, author, author, bulletin);
      // Who does not have it yet does not get it any more.
      await this.outbox.stop(manager, [bulletin]);
      const recipients = await this.outbox.recipientsOf(bulletin, manager);
      const message = notice(author, `${kind}/recall`, body, { handling: 'GREEN', urgent: true });
      const to = recipients.map((unit) => ({ unit, reason: 'it was sent what is recalled' }));
      await this.outbox.put(manager, message, to);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: author,
        role,
        action: `${kind}-recalled`,
        subject: referenceTo({ id: bulletin, sender: author }),
        why: reason.text,
      });
      return recipients;
    });
    this.outbox.wake();
    return recipients;
  }

  /** Whom the author let others pass the alert on to erases it, too, and is asked for its word. */
  private async addPassedOn(author: UnitAddress, alert: string): Promise<void> {
    const holders: { holder: string; requester: string }[] = await this.database.query(
      `SELECT r AS holder, requester FROM share_request, unnest(recipients) AS r
       WHERE unit = $1 AND author = $1 AND alert = $2 AND "grant" IS NOT NULL`,
      [author, alert],
    );
    for (const { holder, requester } of holders) {
      await this.outbox.addHolder(alert, holder, `${requester} may have passed it on with consent`);
    }
  }

  /** In the transaction that stores it: notes that a recipient has erased it. */
  private async confirm(manager: EntityManager, { sender, body: { bulletin } }: Arrived<Erasure>): Promise<void> {
    await this.outbox.noteErased(manager, bulletin, sender);
  }
}

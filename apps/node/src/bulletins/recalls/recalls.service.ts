import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { Erasure, Recall } from '#libs/kinds/alert/recall.js';
import type { PassedOn } from '#libs/kinds/alert/schema.js';
import { RecallRow, SharedAlertRow } from '#libs/store/bulletins-entities.js';
import { MessageRow, OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import { ERASED, openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { type Officer, roleIn } from '../../people/officers/roles.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { mayAnswer, notice, putInOutbox } from '../../post/courier/outbox.js';
import { FilesService } from '../../post/files/files.service.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { AlertIndexService } from '../index/alert-index.service.js';

const PURPOSE = 'recall';
/** Recalls of what never came here are confirmed while fewer messages than these wait for their author's receipt. */
const MOST_CONFIRMED_UNSEEN = 200;

/** A recall as people read it. */
export interface RecallNote {
  readonly at: number;
  readonly reason: Recall['reason'];
}

/** Alerts that are taken back: asked for by their author, erased and confirmed by everyone who has them. */
@Injectable()
export class RecallsService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly files: FilesService,
    private readonly index: AlertIndexService,
    private readonly notifications: NotificationsService,
    private readonly audit: Audit,
    arrivals: Arrivals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    arrivals.on('alert/recall', { take: (manager, arrived) => this.take(manager, arrived) });
    arrivals.on('alert/erasure', { take: (manager, arrived) => this.confirm(manager, arrived) });
  }

  /** Recalls an alert of one of the officer's units from everyone that it was sent to. @returns whom */
  async recall(officer: Officer, { id: alert, sender }: MessageReference, reason: Recall['reason']): Promise<string[]> {
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ messageId: alert, direction: 'out', kind: 'alert', ...(sender && { sender }) });
    const role = row && roleIn(officer, row.unit, ['releaser']);
    if (!row || !role) {
      throw problem(
        404,
        'alert-unknown',
        'None of your units has posted this alert.',
        'Only its author recalls an alert.',
      );
    }
    const author = row.unit as UnitAddress;
    await this.addPassedOn(author, alert);
    const recipients = await this.database.getRepository(OutboxRecipientRow).findBy({ messageId: alert });
    const body = Recall.parse({ alert, reason });
    await this.database.transaction(async (manager) => {
      if (!(await this.note(manager, author, author, body))) {
        throw problem(
          409,
          'recalled-already',
          'This alert is recalled already.',
          '"liaison show" says who has confirmed.',
        );
      }
      await this.index.erase(manager, author, author, alert);
      // Who does not have it yet does not get it any more.
      await manager.update(OutboxRow, { messageId: alert }, { done: true, sealed: null, sealedContentKey: null });
      await this.send(
        manager,
        author,
        'alert/recall',
        body,
        recipients.map((one) => one.recipient),
      );
      await this.audit.add(manager, {
        officer: officer.name,
        unit: author,
        role,
        action: 'alert-recalled',
        subject: referenceTo({ id: alert, sender: author }),
        why: reason.text,
      });
    });
    return recipients.map((one) => one.recipient);
  }

  /**
   * At a recipient, in the transaction that stores the recall: erases the alert and confirms it. Only the sender's own
   * alerts are meant, whatever id it names; one that comes later than its recall is erased as it comes.
   */
  private async take(manager: EntityManager, { unit, sender, body: recall }: Arrived<Recall>): Promise<void> {
    await this.note(manager, unit, sender, recall);
    const here = await this.erase(manager, unit, sender, recall.alert);
    const copies = await manager.findBy(SharedAlertRow, { unit, author: sender, alert: recall.alert });
    for (const copy of copies) {
      await this.note(manager, unit, copy.sender, { ...recall, alert: copy.messageId as Recall['alert'] });
      await this.erase(manager, unit, copy.sender as UnitAddress, copy.messageId);
    }
    if (here || copies.length > 0) {
      const subject = referenceTo({ id: recall.alert, sender });
      await this.notifications.tell(manager, { unit, type: 'alert-recalled', subject });
    }
    // Its word that it has none is wanted, too, as far as there is an end to what it is asked.
    else if (!(await mayAnswer(manager, unit, sender, MOST_CONFIRMED_UNSEEN))) return;
    const erased = Erasure.parse({ alert: recall.alert, erasedAt: new Date().toISOString() });
    await this.send(manager, unit, 'alert/erasure', erased, [sender]);
  }

  /** At the author: notes that a recipient has erased it. */
  private async confirm(manager: EntityManager, { sender, body: { alert } }: Arrived<Erasure>): Promise<void> {
    await manager.query(
      `UPDATE outbox_recipient SET erased_at = coalesce(erased_at, $3) WHERE message_id = $1 AND recipient = $2`,
      [alert, sender, Date.now()],
    );
  }

  /** An alert that came after its recall is erased in the transaction that stores it. */
  async eraseIfRecalled(
    manager: EntityManager,
    unit: UnitAddress,
    sender: UnitAddress,
    alert: string,
    passedOn?: PassedOn,
  ): Promise<void> {
    const words = [{ unit, sender, messageId: alert }];
    if (passedOn) words.push({ unit, sender: passedOn.author, messageId: passedOn.alert });
    for (const word of words) {
      if (!(await manager.existsBy(RecallRow, word))) continue;
      await this.erase(manager, unit, sender, alert);
      return;
    }
  }

  /** Whom the author let others pass the alert on to erases it, too, and is asked for its word. */
  private async addPassedOn(author: UnitAddress, alert: string): Promise<void> {
    await this.database.query(
      `INSERT INTO outbox_recipient (message_id, recipient, reason)
       SELECT $2, r, requester || ' may have passed it on with consent'
       FROM share_request, unnest(recipients) AS r WHERE unit = $1 AND author = $1 AND alert = $2 AND "grant" IS NOT NULL
       ON CONFLICT DO NOTHING`,
      [author, alert],
    );
  }

  async of(unit: string, sender: string, alert: string): Promise<RecallNote | null> {
    const row = await this.database.getRepository(RecallRow).findOneBy({ unit, sender, messageId: alert });
    if (!row) return null;
    const reason = JSON.parse(
      Buffer.from(openUnder(this.config.storageKey, PURPOSE, row.sealedReason)).toString('utf8'),
    );
    return { at: row.recalledAt, reason: Recall.shape.reason.parse(reason) };
  }

  /** @returns whether it was not noted before */
  private async note(
    manager: EntityManager,
    unit: string,
    sender: string,
    { alert, reason }: Recall,
  ): Promise<boolean> {
    const sealedReason = sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify(reason)));
    const noted: unknown[] = await manager.query(
      `INSERT INTO recall (unit, sender, message_id, recalled_at, sealed_reason) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [unit, sender, alert, Date.now(), sealedReason],
    );
    return noted.length > 0;
  }

  /**
   * The record's key goes with the body, and every file with its own. Nothing but alerts is taken back: a sender may name
   * any message, and what it said in a case stands. @returns whether it was here
   */
  private async erase(manager: EntityManager, unit: UnitAddress, sender: UnitAddress, alert: string): Promise<boolean> {
    const where = { unit, sender, messageId: alert, kind: 'alert' };
    if (!(await manager.existsBy(MessageRow, where))) return false;
    await this.index.erase(manager, unit, sender, alert);
    await manager.update(MessageRow, where, { ...ERASED });
    await this.files.erase(manager, unit, sender, alert);
    return true;
  }

  private send(
    manager: EntityManager,
    sender: UnitAddress,
    kind: string,
    body: Recall | Erasure,
    to: readonly string[],
  ): Promise<void> {
    const message = notice(sender, kind, body, {
      handling: 'GREEN',
      urgent: kind === 'alert/recall',
      logPosition: this.directory.state.size,
    });
    const reason = kind === 'alert/recall' ? 'it was sent the alert' : 'it recalled the alert';
    return putInOutbox(
      manager,
      this.config.storageKey,
      message,
      to.map((unit) => ({ unit, reason })),
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { PassedOn } from '#libs/kinds/alert/schema.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Erasure, Recall } from '#libs/kinds/bulletin-recall.js';
import { RecallRow, SharedAlertRow } from '#libs/store/bulletins-entities.js';
import { MessageRow, OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import { ERASED, openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { type Officer, roleIn } from '../../people/officers/roles.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { mayAnswer, notice, Outbox } from '../../post/courier/outbox.js';
import { FilesService } from '../../post/files/files.service.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';

const PURPOSE = 'recall';
/** Recalls are confirmed while fewer messages than these wait for their author's receipt: of what was here, of anything else. */
const MOST_CONFIRMED = { here: 2000, unseen: 200 } as const;

/** A recall as people read it. */
export interface RecallNote {
  readonly at: number;
  readonly reason: Recall['reason'];
}

/** Bulletins that are taken back: asked for by their author, erased and confirmed by everyone who has them. */
@Injectable()
export class RecallsService {
  constructor(
    private readonly database: DataSource,
    private readonly files: FilesService,
    private readonly index: BulletinIndex,
    private readonly outbox: Outbox,
    private readonly notifications: NotificationsService,
    private readonly audit: Audit,
    arrivals: Arrivals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    for (const kind of BULLETIN_NAMES) {
      arrivals.on(`${kind}/recall`, { take: (manager, arrived) => this.take(manager, kind, arrived) });
      arrivals.on(`${kind}/erasure`, { take: (manager, arrived) => this.confirm(manager, arrived) });
    }
  }

  /** Recalls a bulletin of one of the officer's units from everyone that it was sent to. @returns whom */
  async recall(
    officer: Officer,
    kind: BulletinName,
    { id: bulletin, sender }: MessageReference,
    reason: Recall['reason'],
  ): Promise<string[]> {
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ messageId: bulletin, direction: 'out', kind, ...(sender && { sender }) });
    const role = row && roleIn(officer, row.unit, ['releaser']);
    if (!row || !role || !bulletinKind(kind).recallable) {
      throw problem(404, 'bulletin-unknown', 'None of your units has posted this.', 'Only its author recalls it.');
    }
    const author = row.unit as UnitAddress;
    await this.addPassedOn(author, bulletin);
    const recipients = await this.database.getRepository(OutboxRecipientRow).findBy({ messageId: bulletin });
    const body = Recall.parse({ bulletin, reason });
    await this.database.transaction(async (manager) => {
      if (!(await this.note(manager, author, author, kind, body))) {
        throw problem(409, 'recalled-already', 'It is recalled already.', '"liaison show" says who has confirmed.');
      }
      await this.index.erase(manager, author, author, bulletin);
      // Who does not have it yet does not get it any more.
      await manager.update(OutboxRow, { messageId: bulletin }, { done: true, sealed: null, sealedContentKey: null });
      await this.send(
        manager,
        author,
        `${kind}/recall`,
        body,
        recipients.map((one) => one.recipient),
      );
      await this.audit.add(manager, {
        officer: officer.name,
        unit: author,
        role,
        action: `${kind}-recalled`,
        subject: referenceTo({ id: bulletin, sender: author }),
        why: reason.text,
      });
    });
    this.outbox.wake();
    return recipients.map((one) => one.recipient);
  }

  /**
   * At a recipient, in the transaction that stores the recall: erases the bulletin and confirms it. Only the sender's own
   * bulletins are meant, whatever id it names; one that comes later than its recall is erased as it comes.
   */
  private async take(
    manager: EntityManager,
    kind: BulletinName,
    { unit, sender, body: recall }: Arrived<Recall>,
  ): Promise<void> {
    const { bulletin } = recall;
    const isFirst = await this.note(manager, unit, sender, kind, recall);
    const here = await this.erase(manager, unit, sender, kind, bulletin);
    const copies = await manager.findBy(SharedAlertRow, { unit, author: sender, alert: bulletin });
    for (const copy of copies) {
      await this.note(manager, unit, copy.sender, kind, { ...recall, bulletin: copy.messageId as Recall['bulletin'] });
      await this.erase(manager, unit, copy.sender as UnitAddress, kind, copy.messageId);
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
    await this.send(manager, unit, `${kind}/erasure`, erased, [sender]);
  }

  /** At the author: notes that a recipient has erased it. */
  private async confirm(manager: EntityManager, { sender, body: { bulletin } }: Arrived<Erasure>): Promise<void> {
    await manager.query(
      `UPDATE outbox_recipient SET erased_at = coalesce(erased_at, $3) WHERE message_id = $1 AND recipient = $2`,
      [bulletin, sender, Date.now()],
    );
  }

  /** A bulletin that came after its recall is erased in the transaction that stores it. */
  async eraseIfRecalled(
    manager: EntityManager,
    unit: UnitAddress,
    sender: UnitAddress,
    kind: BulletinName,
    bulletin: string,
    passedOn?: Pick<PassedOn, 'author' | 'alert'>,
  ): Promise<void> {
    const words = [{ unit, sender, kind, messageId: bulletin }];
    if (passedOn) words.push({ unit, sender: passedOn.author, kind, messageId: passedOn.alert });
    for (const word of words) {
      if (!(await manager.existsBy(RecallRow, word))) continue;
      await this.erase(manager, unit, sender, kind, bulletin);
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

  async of({
    unit,
    sender,
    kind,
    messageId,
  }: Pick<MessageRow, 'unit' | 'sender' | 'kind' | 'messageId'>): Promise<RecallNote | null> {
    const row = await this.database.getRepository(RecallRow).findOneBy({ unit, sender, kind, messageId });
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
    kind: BulletinName,
    { bulletin, reason }: Recall,
  ): Promise<boolean> {
    const sealedReason = sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify(reason)));
    const noted: unknown[] = await manager.query(
      `INSERT INTO recall (unit, sender, message_id, kind, recalled_at, sealed_reason) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [unit, sender, bulletin, kind, Date.now(), sealedReason],
    );
    return noted.length > 0;
  }

  /**
   * The record's key goes with the body, and every file with its own. Nothing but bulletins of the recall's
   * own kind is taken back: a sender may name any message, and what it said in a case stands. @returns whether it was here
   */
  private async erase(
    manager: EntityManager,
    unit: UnitAddress,
    sender: UnitAddress,
    kind: BulletinName,
    bulletin: string,
  ): Promise<boolean> {
    const where = { unit, sender, messageId: bulletin, kind };
    if (!(await manager.existsBy(MessageRow, where))) return false;
    await this.index.erase(manager, unit, sender, bulletin);
    await manager.update(MessageRow, where, { ...ERASED });
    await this.files.erase(manager, unit, sender, bulletin);
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
      urgent: kind.endsWith('/recall'),
    });
    const reason = kind.endsWith('/recall') ? 'it was sent what is recalled' : 'it recalled it';
    return this.outbox.put(
      manager,
      message,
      to.map((unit) => ({ unit, reason })),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Reply, type ReplyType } from '#libs/kinds/bulletin-reply.js';
import { BulletinReplyRow } from '#libs/store/bulletins-entities.js';
import type { SealedRecord } from '#libs/store/storage-key.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { type StoredMessage, StoredMessages } from '../../post/stored-messages.js';

/** So many answers of a member to a bulletin are listed, and told: who writes without end makes it unreadable for nobody. */
const MOST_OF_A_MEMBER = 100;

/** What a reply says, without what is known from where it stands. */
export type ReplyContent = Pick<Reply, 'type' | 'text' | 'seenAt' | 'place'>;

export interface ReceivedReply extends ReplyContent {
  readonly from: string;
  readonly at: number;
}

interface KeptReply extends SealedRecord {
  readonly sender: string;
  readonly at: string;
  readonly kind: `${BulletinName}/reply`;
}

/** Answers to bulletins: from recipients to the author, and the author's list of them. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: Outbox,
    private readonly notifications: NotificationsService,
    private readonly stored: StoredMessages,
    arrivals: Arrivals,
  ) {
    for (const kind of BULLETIN_NAMES)
      arrivals.on(`${kind}/reply`, { take: (manager, arrived) => this.take(manager, kind, arrived) });
  }

  /** In the caller's transaction; `send` wakes the courier when that is committed. */
  async put(
    manager: EntityManager,
    row: StoredMessage,
    { name, facts: { terms } }: Pick<Bulletin, 'name' | 'facts'>,
    content: ReplyContent,
  ): Promise<void> {
    const author = row.sender as UnitAddress;
    const reply = Reply.parse({ ...content, bulletin: row.messageId, author, tlp: terms.tlp });
    const message = notice(row.unit as UnitAddress, `${name}/reply`, reply, {
      handling: reply.tlp,
      urgent: false,
    });
    await this.note(manager, row.unit, message.messageId, row.unit, reply);
    await this.outbox.put(manager, message, [{ unit: author, reason: `it posted the ${name}` }]);
  }

  send = (): void => this.outbox.wake();

  /** Tells the author once that the unit has opened its bulletin. */
  async opened(row: StoredMessage, bulletin: Bulletin): Promise<void> {
    if (row.direction !== 'in' || (await this.has(row, 'opened'))) return;
    await this.database.transaction((manager) => this.put(manager, row, bulletin, { type: 'opened' }));
    this.send();
  }

  /** At the author, in the transaction that stores the reply. */
  private async take(
    manager: EntityManager,
    kind: BulletinName,
    { unit: author, sender, messageId, body: reply }: Arrived<Reply>,
  ): Promise<void> {
    // Whose bulletin it answers is not the answerer's to say.
    if (reply.author !== author) return;
    if (!(await this.isExpected(manager, kind, sender, reply))) return;
    await this.note(manager, author, messageId, sender, reply);
    if (reply.type === 'opened') return;
    await this.notifications.tell(manager, {
      unit: author,
      type: `${kind}-replied`,
      subject: referenceTo({ id: reply.bulletin, sender: author }),
    });
  }

  /** Whether it answers a bulletin of its author's, by one whom that was sent to and whose member has not answered without end. */
  private async isExpected(
    manager: EntityManager,
    kind: BulletinName,
    sender: UnitAddress,
    { author, bulletin, type }: Reply,
  ): Promise<boolean> {
    const [row]: { it: boolean }[] = await manager.query(
      `SELECT EXISTS (SELECT 1 FROM message m JOIN outbox_recipient o ON o.message_id = m.message_id AND o.recipient = $3
           WHERE m.unit = $1 AND m.sender = $1 AND m.message_id = $2 AND m.kind = $4 AND m.direction = 'out')
         AND NOT EXISTS (SELECT 1 FROM bulletin_reply WHERE unit = $1 AND author = $1 AND bulletin = $2
           AND sender = $3 AND type = 'opened' AND $5 = 'opened')
         AND ($5 = 'opened' OR (SELECT count(*) FROM bulletin_reply WHERE unit = $1 AND author = $1 AND bulletin = $2
           AND split_part(sender, '/', 1) = $6 AND type <> 'opened') < $7) AS it`,
      [author, bulletin, sender, kind, type, memberOf(sender), MOST_OF_A_MEMBER],
    );
    return row!.it;
  }

  /** What came back to a bulletin, oldest first; what only says that it was opened is left out. */
  async to(unit: string, author: string, bulletin: string): Promise<ReceivedReply[]> {
    const notes: KeptReply[] = await this.database.query(
      `SELECT r.sender, r.replied_at AS at, m.kind, m.sealed_record_key AS "sealedRecordKey", m.sealed_body AS "sealedBody"
       FROM bulletin_reply r JOIN message m USING (unit, sender, message_id)
       WHERE r.unit = $1 AND r.author = $2 AND r.bulletin = $3 AND r.type <> 'opened' ORDER BY r.replied_at`,
      [unit, author, bulletin],
    );
    return notes.flatMap((note) => this.read(note) ?? []);
  }

  /** The latest thing that each recipient has told of the bulletin: opened, or acted on. */
  async progress(
    unit: string,
    author: string,
    bulletin: string,
  ): Promise<Map<string, { state: 'opened' | 'acted-on'; at: number }>> {
    const notes = await this.database
      .getRepository(BulletinReplyRow)
      .find({ where: { unit, author, bulletin }, order: { repliedAt: 'ASC' } });
    const progress = new Map<string, { state: 'opened' | 'acted-on'; at: number }>();
    for (const { sender, type, repliedAt } of notes) {
      const state = type === 'acted-on' || progress.get(sender)?.state === 'acted-on' ? 'acted-on' : 'opened';
      progress.set(sender, { state, at: repliedAt });
    }
    return progress;
  }

  /** In the transaction that weeds the bulletin: what was answered to it goes, that it was opened stays. */
  async erase(manager: EntityManager, unit: string, author: string, bulletin: string): Promise<void> {
    const replies = await manager.findBy(BulletinReplyRow, { unit, author, bulletin });
    await this.stored.erase(manager, ...replies);
    await manager.query(
      `DELETE FROM bulletin_reply WHERE unit = $1 AND author = $3 AND bulletin = $2 AND type <> 'opened'`,
      [unit, bulletin, author],
    );
  }

  private has = (row: StoredMessage, type: ReplyType): Promise<boolean> =>
    this.database
      .getRepository(BulletinReplyRow)
      .existsBy({ unit: row.unit, author: row.sender, bulletin: row.messageId, sender: row.unit, type });

  private read(note: KeptReply): ReceivedReply | undefined {
    const reply = this.stored.read(note.kind, note);
    if (!reply) return undefined;
    const { type, text, seenAt, place } = reply;
    return { from: note.sender, at: Number(note.at), type, text, seenAt, place };
  }

  private async note(
    manager: EntityManager,
    unit: string,
    messageId: string,
    sender: string,
    reply: Reply,
  ): Promise<void> {
    await manager.insert(BulletinReplyRow, {
      unit,
      messageId,
      author: reply.author,
      bulletin: reply.bulletin,
      sender,
      type: reply.type,
      repliedAt: Date.now(),
    });
  }
}

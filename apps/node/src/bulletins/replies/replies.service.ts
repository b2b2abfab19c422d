import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import { Reply, type ReplyType } from '#libs/kinds/alert/reply.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { AlertReplyRow } from '#libs/store/bulletins-entities.js';
import { MessageRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { CourierService } from '../../post/courier/courier.service.js';
import { notice, putInOutbox } from '../../post/courier/outbox.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';

/** What a reply says, without what is known from where it stands. */
export type ReplyContent = Pick<Reply, 'type' | 'text' | 'seenAt' | 'place'>;

export interface ReceivedReply extends ReplyContent {
  readonly from: string;
  readonly at: number;
}

/** Answers to alerts: from recipients to the author, and the author's list of them. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly courier: CourierService,
    private readonly notifications: NotificationsService,
    private readonly stored: StoredMessages,
    arrivals: Arrivals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    arrivals.on('alert/reply', { take: (manager, arrived) => this.take(manager, arrived) });
  }

  /** In the caller's transaction; `send` wakes the courier when that is committed. */
  async put(manager: EntityManager, row: MessageRow, alert: Alert, content: ReplyContent): Promise<void> {
    const author = row.sender as UnitAddress;
    const reply = Reply.parse({ ...content, alert: row.messageId, author, tlp: alert.handling.tlp });
    const message = notice(row.unit as UnitAddress, 'alert/reply', reply, {
      handling: reply.tlp,
      urgent: false,
      logPosition: this.directory.state.size,
    });
    await this.note(manager, row.unit, message.messageId, row.unit, reply);
    await putInOutbox(manager, this.config.storageKey, message, [{ unit: author, reason: 'it posted the alert' }]);
  }

  send = (): void => this.courier.wake();

  /** Tells the author once that the unit has opened its alert. */
  async opened(row: MessageRow, alert: Alert): Promise<void> {
    if (row.direction !== 'in' || (await this.has(row, 'opened'))) return;
    await this.database.transaction((manager) => this.put(manager, row, alert, { type: 'opened' }));
    this.send();
  }

  /** At the author, in the transaction that stores the reply. */
  private async take(
    manager: EntityManager,
    { unit: author, sender, messageId, body: reply }: Arrived<Reply>,
  ): Promise<void> {
    // Whose alert it answers is not the answerer's to say.
    if (reply.author !== author) return;
    const own = await manager.existsBy(MessageRow, {
      unit: author,
      sender: author,
      messageId: reply.alert,
      direction: 'out',
    });
    if (!own) return;
    await this.note(manager, author, messageId, sender, reply);
    if (reply.type === 'opened') return;
    await this.notifications.tell(manager, {
      unit: author,
      type: 'reply-received',
      subject: referenceTo({ id: reply.alert, sender: author }),
    });
  }

  /** What came back to an alert, oldest first; what only says that it was opened is left out. */
  async to(unit: string, author: string, alert: string): Promise<ReceivedReply[]> {
    const notes = await this.database
      .getRepository(AlertReplyRow)
      .find({ where: { unit, author, alert }, order: { repliedAt: 'ASC' } });
    const replies = await Promise.all(notes.filter((note) => note.type !== 'opened').map((note) => this.read(note)));
    return replies.filter((reply) => reply !== undefined);
  }

  /** The latest thing that each recipient has told of the alert: opened, or acted on. */
  async progress(
    unit: string,
    author: string,
    alert: string,
  ): Promise<Map<string, { state: 'opened' | 'acted-on'; at: number }>> {
    const notes = await this.database
      .getRepository(AlertReplyRow)
      .find({ where: { unit, author, alert }, order: { repliedAt: 'ASC' } });
    const progress = new Map<string, { state: 'opened' | 'acted-on'; at: number }>();
    for (const { sender, type, repliedAt } of notes) {
      const state = type === 'acted-on' || progress.get(sender)?.state === 'acted-on' ? 'acted-on' : 'opened';
      progress.set(sender, { state, at: repliedAt });
    }
    return progress;
  }

  /** In the transaction that weeds the alert: what was answered to it goes, that it was opened stays. */
  async erase(manager: EntityManager, unit: string, author: string, alert: string): Promise<void> {
    await manager.query(
      `UPDATE message SET sealed_record_key = '', sealed_body = '' WHERE unit = $1 AND kind = 'alert/reply'
         AND message_id IN (SELECT message_id FROM alert_reply WHERE unit = $1 AND author = $3 AND alert = $2)`,
      [unit, alert, author],
    );
    await manager.query(`DELETE FROM alert_reply WHERE unit = $1 AND author = $3 AND alert = $2 AND type <> 'opened'`, [
      unit,
      alert,
      author,
    ]);
  }

  private has = (row: MessageRow, type: ReplyType): Promise<boolean> =>
    this.database
      .getRepository(AlertReplyRow)
      .existsBy({ unit: row.unit, author: row.sender, alert: row.messageId, sender: row.unit, type });

  private async read(note: AlertReplyRow): Promise<ReceivedReply | undefined> {
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ unit: note.unit, sender: note.sender, messageId: note.messageId });
    if (!row) return undefined;
    const reply = this.stored.read('alert/reply', row);
    if (!reply) return undefined;
    const { type, text, seenAt, place } = reply;
    return { from: note.sender, at: note.repliedAt, type, text, seenAt, place };
  }

  private async note(
    manager: EntityManager,
    unit: string,
    messageId: string,
    sender: string,
    reply: Reply,
  ): Promise<void> {
    await manager.insert(AlertReplyRow, {
      unit,
      messageId,
      author: reply.author,
      alert: reply.alert,
      sender,
      type: reply.type,
      repliedAt: Date.now(),
    });
  }
}

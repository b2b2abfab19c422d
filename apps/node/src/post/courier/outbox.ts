import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { ulid } from 'ulid';
import { utf8 } from '#libs/cose/bytes.js';
import { MAX_BODY_BYTES } from '#libs/envelope/limits.js';
import { MessageRow, OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import { sealRecord } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Signals } from '../../process/signals.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import type { MessageName, StoredMessage } from '../stored-messages.js';

/** What a unit sends, before it is sealed for anybody. */
export interface Outgoing {
  readonly sender: UnitAddress;
  readonly messageId: string;
  readonly kind: string;
  /** TLP label. */
  readonly handling: string;
  readonly urgent: boolean;
  readonly body: Uint8Array;
  /** Names the content, where the same is not to be sent twice by mistake. */
  readonly postedHash: Buffer | null;
  /** Not sealed before: an embargo, or the time to undo. Milliseconds since 1970-01-01T00:00Z. */
  readonly notBefore?: number | undefined;
}

/** A message that is no alert of its own: an answer, a reminder, a recall, a decision. */
export const notice = (
  sender: UnitAddress,
  kind: string,
  content: object,
  rest: Pick<Outgoing, 'handling' | 'urgent'> & { readonly messageId?: string },
): Outgoing => ({
  messageId: ulid(),
  ...rest,
  sender,
  kind,
  body: utf8(JSON.stringify(content)),
  postedHash: null,
});

/** How far a message has come with one recipient. */
export interface Delivery extends Pick<OutboxRecipientRow, 'recipient' | 'reason' | 'deliveredAt' | 'erasedAt'> {
  /** Whether it was handed to the hub. */
  readonly published: boolean;
  /** Whether it is not sent to anybody any more. */
  readonly done: boolean;
}

/** Where what units send is put, to be carried once that is committed. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly signals: Signals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Puts a message and its recipients, each with its reason, there in the caller's transaction. */
  async put(
    manager: EntityManager,
    message: Outgoing,
    recipients: readonly { readonly unit: string; readonly reason: string }[],
  ): Promise<void> {
    const { body, sender, messageId, urgent, notBefore, ...fields } = message;
    const now = Date.now();
    await manager.insert(MessageRow, {
      ...fields,
      unit: sender,
      sender,
      messageId,
      urgent,
      direction: 'out',
      createdAt: now,
      storedAt: now,
      // The one that its recipients were found by.
      logPosition: this.directory.state.size,
      envelopeHash: null,
      sequence: null,
      previous: null,
      ...sealRecord(this.config.storageKey, body),
    });
    await manager.insert(OutboxRow, { messageId, sender, urgent, nextAttemptAt: Math.max(now, notBefore ?? 0) });
    await manager.query(
      `INSERT INTO outbox_recipient (message_id, recipient, reason)
       SELECT $1, r, b FROM unnest($2::text[], $3::text[]) AS d(r, b)`,
      [messageId, recipients.map((one) => one.unit), recipients.map((one) => one.reason)],
    );
  }

  /** A message that one of our units has sent. */
  sent = (which: FindOptionsWhere<MessageRow>): Promise<StoredMessage | null> =>
    this.database.getRepository(MessageRow).findOneBy({ ...which, direction: 'out' });

  /** Until the caller's transaction ends, who stops a message and who sends it to one more wait for each other. */
  async hold(manager: EntityManager, ...messageIds: readonly string[]): Promise<void> {
    await manager.query('SELECT 1 FROM outbox WHERE message_id = ANY($1) ORDER BY message_id FOR UPDATE', [messageIds]);
  }

  /** Who a message goes to, or went to. */
  async recipientsOf(messageId: string, manager: EntityManager = this.database.manager): Promise<string[]> {
    const rows = await manager.findBy(OutboxRecipientRow, { messageId });
    return rows.map((row) => row.recipient);
  }

  /** Where a message of ours stands with each recipient, in the order of their names. */
  async deliveries(messageId: string): Promise<Delivery[]> {
    const message = await this.database.getRepository(OutboxRow).findOneBy({ messageId });
    const rows = await this.database
      .getRepository(OutboxRecipientRow)
      .find({ where: { messageId }, order: { recipient: 'ASC' } });
    return rows.map(({ recipient, reason, deliveredAt, erasedAt }) => ({
      recipient,
      reason,
      deliveredAt,
      erasedAt,
      published: message?.publishedAt != null,
      done: message?.done ?? false,
    }));
  }

  wasSent = (manager: EntityManager, messageId: string, recipient: string): Promise<boolean> =>
    manager.existsBy(OutboxRecipientRow, { messageId, recipient });

  /** Sends a message of before to one more unit. What is under embargo, or may be undone still, goes when it was to go. */
  async sendLate(manager: EntityManager, messageId: string, recipient: string, reason: string): Promise<void> {
    if (!(await this.add(manager, messageId, recipient, reason))) return;
    await manager.query(
      `UPDATE outbox SET done = false, next_attempt_at = CASE WHEN published_at IS NULL THEN next_attempt_at ELSE $2 END
       WHERE message_id = $1`,
      [messageId, Date.now()],
    );
  }

  /** Counts a unit among its recipients that had it from another: it is asked to erase it with them. */
  async addHolder(messageId: string, recipient: string, reason: string): Promise<void> {
    await this.add(this.database.manager, messageId, recipient, reason);
  }

  /** @returns whether it was none of its recipients before */
  private async add(manager: EntityManager, messageId: string, recipient: string, reason: string): Promise<boolean> {
    const added: unknown[] = await manager.query(
      `INSERT INTO outbox_recipient (message_id, recipient, reason) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [messageId, recipient, reason],
    );
    return added.length > 0;
  }

  /** Takes back what was put here and is not sealed yet, as if it had never been. @returns whether there was time */
  async takeBack(manager: EntityManager, { unit, sender, messageId }: MessageName): Promise<boolean> {
    const [, taken]: [unknown[], number] = await manager.query(
      'DELETE FROM outbox WHERE message_id = $1 AND sealed IS NULL AND published_at IS NULL RETURNING 1',
      [messageId],
    );
    if (taken === 0) return false;
    await manager.delete(OutboxRecipientRow, { messageId });
    await manager.delete(MessageRow, { unit, sender, messageId });
    return true;
  }

  /** Who does not have these yet does not get them any more. */
  async stop(manager: EntityManager, messageIds: readonly string[]): Promise<void> {
    await this.hold(manager, ...messageIds);
    await manager.query(
      `UPDATE outbox SET done = true, sealed = NULL, sealed_content_key = NULL WHERE NOT done AND message_id = ANY($1)`,
      [messageIds],
    );
  }

  /** A recipient's signed word that it has erased it. */
  async noteErased(manager: EntityManager, messageId: string, recipient: string): Promise<void> {
    await manager.query(
      `UPDATE outbox_recipient SET erased_at = coalesce(erased_at, $3) WHERE message_id = $1 AND recipient = $2`,
      [messageId, recipient, Date.now()],
    );
  }

  /** Has it carried: after the commit. */
  wake = (): void => this.signals.wake('outbox');
}

/**
 * What a message says, or a draft of it, as the bytes that are kept and sent.
 * @throws Problem where they are more than a message holds
 */
export function messageBody(what: string, content: object): Uint8Array {
  const body = utf8(JSON.stringify(content));
  if (body.length <= MAX_BODY_BYTES) return body;
  throw problem(
    413,
    'too-large',
    `The ${what} is ${body.length} bytes, at most ${MAX_BODY_BYTES}.`,
    'Put large parts into files.',
  );
}

/**
 * Whether a unit answers another by itself: not where so many of its messages wait for the other's receipt already, as
 * whoever asks without end and gives no receipts would fill this node's database.
 */
export async function mayAnswer(
  manager: EntityManager,
  sender: string,
  recipient: string,
  mostWaiting: number,
): Promise<boolean> {
  const [{ waiting }]: [{ waiting: string }] = await manager.query(
    `SELECT count(*) AS waiting FROM (
       SELECT 1 FROM outbox_recipient r JOIN outbox o ON o.message_id = r.message_id
       WHERE r.recipient = $2 AND r.delivered_at IS NULL AND o.sender = $1 AND NOT o.done LIMIT $3) AS w`,
    [sender, recipient, mostWaiting],
  );
  return Number(waiting) < mostWaiting;
}

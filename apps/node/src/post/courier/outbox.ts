import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { utf8 } from '#libs/cose/bytes.js';
import { MAX_BODY_BYTES } from '#libs/envelope/limits.js';
import { MessageRow, OutboxRow } from '#libs/store/post-entities.js';
import { sealRecord } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Signals } from '../../process/signals.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';

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

/** Where what units send is put, to be carried once that is committed. */
@Injectable()
export class Outbox {
  constructor(
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

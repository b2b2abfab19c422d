import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { epochKeyFor, isSuspended } from '#libs/trust/directory.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import type { Parcel } from './parcel.js';
import { Sealing } from './sealing.js';

/** From one sending to the next at most. */
export const LONGEST_RESEND_MS = 3600 * 1000;

/** What of the outbox is to go now, and to whom. */
@Injectable()
export class Claims {
  constructor(
    private readonly directory: DirectoryService,
    private readonly sealing: Sealing,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Claims what of these is due still, urgent first, seals what is not sealed yet, and sets when it would go again. */
  async claim(manager: EntityManager, ids: readonly string[]): Promise<Parcel[]> {
    const now = Date.now();
    const due: OutboxRow[] = await manager.query(
      `SELECT message_id AS "messageId", sender, urgent, attempts, published_at AS "publishedAt", sealed,
         sealed_content_key AS "sealedContentKey", envelope_hash AS "envelopeHash"
       FROM outbox WHERE message_id = ANY($2) AND NOT done AND next_attempt_at <= $1
       ORDER BY urgent DESC, message_id FOR UPDATE SKIP LOCKED`,
      [now, ids],
    );
    if (due.length === 0) return [];
    const rows: (Omit<OutboxRecipientRow, 'sequence'> & { sequence: string | null })[] = await manager.query(
      `SELECT message_id AS "messageId", recipient, sequence, previous, introduction_id AS "introductionId",
         epoch, capsule
       FROM outbox_recipient WHERE message_id = ANY($1) AND delivered_at IS NULL ORDER BY recipient`,
      [due.map((row) => row.messageId)],
    );
    // PostgreSQL gives a bigint as text.
    const recipients: OutboxRecipientRow[] = rows.map((row) => ({
      ...row,
      sequence: row.sequence === null ? null : Number(row.sequence),
    }));
    const parcels = due.map((message) => {
      const own = recipients.filter((r) => r.messageId === message.messageId);
      const reachable = own.filter((r) => !this.isHeld(r.recipient));
      return { message, recipients: reachable, held: own.length - reachable.length };
    });
    await this.sealing.seal(manager, parcels);
    for (const { message } of parcels) {
      message.nextAttemptAt =
        now + Math.min(this.config.resendMs * 2 ** Math.min(message.attempts, 20), LONGEST_RESEND_MS);
      message.attempts++;
    }
    await manager.query(
      `UPDATE outbox o SET next_attempt_at = p.next, attempts = o.attempts + 1
       FROM unnest($1::text[], $2::bigint[]) AS p(id, next) WHERE o.message_id = p.id`,
      [parcels.map((p) => p.message.messageId), parcels.map((p) => p.message.nextAttemptAt)],
    );
    return parcels;
  }

  /** What nobody may or can read there now stays here: it goes when the member is reinstated, or the unit has a key. */
  private isHeld(recipient: string): boolean {
    const { state } = this.directory;
    const address = UnitAddress.parse(recipient);
    const member = state.members.get(memberOf(address));
    const unit = state.units.get(address);
    return !unit || !epochKeyFor(unit, Date.now()) || (member !== undefined && isSuspended(member, state.size));
  }
}

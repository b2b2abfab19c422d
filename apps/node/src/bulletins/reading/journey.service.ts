import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { iso } from '#libs/bounds/times.js';
import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import { type MessageRow, OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { RepliesService } from '../replies/replies.service.js';
import type { BulletinView } from './views.js';

const CLOCKS_AGREE_MS = 120_000;

/** The way that a bulletin took: who signed it, whom it came to, and what was answered. */
@Injectable()
export class JourneyService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly replies: RepliesService,
  ) {}

  async of(row: MessageRow, bulletin: Bulletin | null): Promise<Pick<BulletinView, 'trust' | 'replies' | 'delivery'>> {
    const { unit, sender, messageId } = row;
    const over = bulletin !== null && bulletin.summary.validUntil <= Date.now();
    return {
      trust: this.trustOf(row),
      replies: (await this.replies.to(unit, sender, messageId)).map(({ at, text, seenAt, place, ...reply }) => ({
        ...reply,
        at: iso(at),
        text: text ?? null,
        seenAt: seenAt ?? null,
        place: place ?? null,
      })),
      delivery: row.direction === 'out' ? await this.deliveryOf(unit, messageId, over) : [],
    };
  }

  private trustOf(row: MessageRow): BulletinView['trust'] {
    const unit = this.directory.state.units.get(row.sender as UnitAddress);
    const key = unit && signingKeyAt(unit, row.logPosition);
    if (!key || !row.envelopeHash) return null;
    // Behind says nothing: it may have been on its way for so long. Ahead of its own arrival it cannot have been written.
    const ahead = row.createdAt - row.storedAt;
    const revocation = revocationOf(this.directory.state, row.sender as UnitAddress, keyId(key));
    return {
      signedBy: row.sender as UnitAddress,
      keyId: hex(keyId(key)),
      logPosition: row.logPosition,
      channelSequence: row.sequence,
      envelope: hex(row.envelopeHash),
      clockAheadMinutes: ahead > CLOCKS_AGREE_MS ? Math.round(ahead / 60_000) : null,
      // By when it came in here: what a thief signs can bear any date.
      revoked: revocation
        ? { compromisedAt: iso(revocation.compromisedAt), afterwards: row.storedAt >= revocation.compromisedAt }
        : null,
    };
  }

  private async deliveryOf(unit: string, messageId: string, over: boolean): Promise<BulletinView['delivery']> {
    const outbox = await this.database.getRepository(OutboxRow).findOneBy({ messageId });
    const rows = await this.database
      .getRepository(OutboxRecipientRow)
      .find({ where: { messageId }, order: { recipient: 'ASC' } });
    const progress = await this.replies.progress(unit, unit, messageId);
    return rows.map((row) => ({
      unit: row.recipient as UnitAddress,
      reason: row.reason,
      state: stateOf(row, outbox, progress.get(row.recipient)?.state, over),
      progressAt: progress.has(row.recipient) ? iso(progress.get(row.recipient)!.at) : null,
      deliveredAt: row.deliveredAt === null ? null : iso(row.deliveredAt),
      erasedAt: row.erasedAt === null ? null : iso(row.erasedAt),
    }));
  }
}

/** How far a bulletin has come with one recipient, by that recipient's own signed word from "delivered" on. */
function stateOf(
  row: OutboxRecipientRow,
  outbox: OutboxRow | null,
  progress: 'opened' | 'acted-on' | undefined,
  over: boolean,
) {
  if (row.erasedAt !== null) return 'erased';
  if (progress) return progress;
  if (row.deliveredAt !== null) return 'delivered';
  // Over before this recipient had it: it is not sent any more.
  if (over && outbox?.done) return 'lapsed';
  return outbox?.publishedAt ? 'sent' : 'queued';
}

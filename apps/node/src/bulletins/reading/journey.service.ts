import { Injectable } from '@nestjs/common';
import { iso } from '#libs/bounds/times.js';
import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import { type Delivery, Outbox } from '../../post/courier/outbox.js';
import type { StoredMessage } from '../../post/stored-messages.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { RepliesService } from '../replies/replies.service.js';
import type { BulletinView } from './views.js';

const CLOCKS_AGREE_MS = 120_000;

/** The way that a bulletin took: who signed it, whom it came to, and what was answered. */
@Injectable()
export class JourneyService {
  constructor(
    private readonly outbox: Outbox,
    private readonly directory: DirectoryService,
    private readonly replies: RepliesService,
  ) {}

  async of(
    row: StoredMessage,
    bulletin: Bulletin | null,
  ): Promise<Pick<BulletinView, 'trust' | 'replies' | 'delivery'>> {
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

  private trustOf(row: StoredMessage): BulletinView['trust'] {
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
    const deliveries = await this.outbox.deliveries(messageId);
    const progress = await this.replies.progress(unit, unit, messageId);
    return deliveries.map((delivery) => ({
      unit: delivery.recipient as UnitAddress,
      reason: delivery.reason,
      state: stateOf(delivery, progress.get(delivery.recipient)?.state, over),
      progressAt: progress.has(delivery.recipient) ? iso(progress.get(delivery.recipient)!.at) : null,
      deliveredAt: delivery.deliveredAt === null ? null : iso(delivery.deliveredAt),
      erasedAt: delivery.erasedAt === null ? null : iso(delivery.erasedAt),
    }));
  }
}

/** How far a bulletin has come with one recipient, by that recipient's own signed word from "delivered" on. */
function stateOf(
  { erasedAt, deliveredAt, done, published }: Delivery,
  progress: 'opened' | 'acted-on' | undefined,
  over: boolean,
) {
  if (erasedAt !== null) return 'erased';
  if (progress) return progress;
  if (deliveredAt !== null) return 'delivered';
  // Over before this recipient had it: it is not sent any more.
  if (over && done) return 'lapsed';
  return published ? 'sent' : 'queued';
}

import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { errorName } from '#libs/outcome/error-name.js';
import { OutboxRow } from '#libs/store/post-entities.js';
import type { MemberCode } from '#libs/trust/address.js';
import { isSuspended } from '#libs/trust/directory.js';
import { HubLink } from '../../process/hub-link.js';
import type { Worker } from '../../process/roles.js';
import { Signals } from '../../process/signals.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { withoutCulprits } from '../one-culprit.js';
import { Claims, LONGEST_RESEND_MS } from './claims.js';
import type { Parcel } from './parcel.js';
import { Publishing } from './publishing.js';

/** Messages sealed in one transaction. */
const CLAIM = 32;
const IDLE_MS = 1000;
const APART_MS = 20;

/**
 * Carries the outbox to the hub. A message is sealed once, in the transaction that gives it its places in the channels,
 * and published after the commit; until each recipient's receipt is in, the same bytes go again.
 */
@Injectable()
export class CourierService implements Worker {
  private readonly logger = new Logger(CourierService.name);
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: APART_MS },
    () => this.carry(),
    this.logger,
    'outbox waits',
  );

  /** Members that are suspended, as this node last looked. */
  private suspended: readonly MemberCode[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly directory: DirectoryService,
    private readonly claims: Claims,
    private readonly publishing: Publishing,
    private readonly signals: Signals,
  ) {}

  start(): void {
    this.signals.on('outbox', () => this.loop.wake());
    this.hub.whenReached(() => this.loop.wake());
    this.directory.whenChanged(() => void this.noticeReinstated());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** @returns whether there may be more to carry at once */
  private async carry(): Promise<boolean> {
    if (!this.hub.reachable) return false;
    const due: { id: string }[] = await this.database.query(
      `SELECT message_id AS id FROM outbox WHERE NOT done AND next_attempt_at <= $1
       ORDER BY urgent DESC, message_id LIMIT $2`,
      [Date.now(), CLAIM],
    );
    const parcels: Parcel[] = [];
    await withoutCulprits(
      due.map(({ id }) => id),
      async (ids) =>
        void parcels.push(...(await this.database.transaction((manager) => this.claims.claim(manager, ids)))),
      (id, error) => this.putOff(id, error),
    );
    const first = await Promise.all(parcels.map((parcel) => this.publishing.publish(parcel)));
    const sent = parcels.filter((_, i) => first[i]).map((parcel) => parcel.message.messageId);
    if (sent.length > 0) {
      await this.database.query('UPDATE outbox SET published_at = $2 WHERE message_id = ANY($1)', [sent, Date.now()]);
    }
    return due.length === CLAIM;
  }

  /** What cannot be sealed is tried again after a while, and holds up nothing beside it. */
  private async putOff(id: string, error: unknown): Promise<void> {
    this.logger.warn(`a message cannot be sealed: ${errorName(error)}`);
    await this.database
      .getRepository(OutboxRow)
      .update({ messageId: id }, { nextAttemptAt: Date.now() + LONGEST_RESEND_MS });
  }

  /** Mail for members that were reinstated goes at once, not when it would be tried again. */
  private async noticeReinstated(): Promise<void> {
    const { members, size } = this.directory.state;
    const now = [...members.values()].filter((member) => isSuspended(member, size)).map((member) => member.code);
    const back = this.suspended.filter((member) => !now.includes(member));
    this.suspended = now;
    if (back.length === 0) return;
    await this.database.query(
      `UPDATE outbox SET next_attempt_at = $2 WHERE NOT done AND message_id IN (
         SELECT message_id FROM outbox_recipient WHERE delivered_at IS NULL AND split_part(recipient, '/', 1) = ANY($1))`,
      [back, Date.now()],
    );
    this.loop.wake();
  }
}

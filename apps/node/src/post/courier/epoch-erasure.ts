import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LAST_INSTANT } from '#libs/bounds/times.js';
import { EPOCH_GRACE_MS, epochAt } from '#libs/trust/epochs.js';
import { alone } from '../../process/alone.js';
import { HubLink } from '../../process/hub-link.js';
import { isPast, markOf } from '../../process/reading-mark.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { Introductions } from './introductions.js';

/** So soon it is asked again how far the mailboxes are read. */
const IDLE_MS = 60_000;

/**
 * Erases old epochs' private keys and everything that opens mail by them, one grace period after their end and only once
 * what the mailboxes held then has been read, so that absence never costs mail. From then on sealed mail of that time cannot be opened by
 * anybody; the archive is under the node's own storage key.
 */
@Injectable()
export class EpochErasure implements Worker {
  private readonly logger = new Logger(EpochErasure.name);
  /** Up to where each mailbox is to be read before keys up to an epoch go; a mailbox has none while the hub cannot say. */
  private awaited: { readonly epoch: number; readonly marks: (number | undefined)[] } | undefined;
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: 1000 },
    () => alone(this.database, 'erasure', () => this.erase()).then(() => false),
    this.logger,
    'old keys stay for now',
  );

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly keys: KeysService,
    private readonly introductions: Introductions,
  ) {}

  start(): void {
    this.hub.whenReached(() => this.loop.wake());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  private async erase(): Promise<void> {
    await this.noteRead(epochAt(Date.now() - EPOCH_GRACE_MS) - 1);
    // What waited then may need one of them, and waits for a week at the longest; what came since was sealed after their time.
    const [waits]: [{ since: string }] = await this.database.query(
      `SELECT coalesce(min(received_at), $1) AS since FROM waiting_mail WHERE pool = 'waiting'`,
      [LAST_INSTANT],
    );
    const epoch = await this.keys.lastReadBefore(Number(waits.since));
    if (epoch === undefined) return;
    await this.keys.eraseEpochs(epoch);
    await this.introductions.erase(epoch);
    this.logger.log(`keys of epochs up to ${epoch} erased`);
  }

  /** Once all that the hub had for keys up to this epoch, after their time, has been taken in. */
  private async noteRead(last: number): Promise<void> {
    if (!(await this.keys.holdsUnread(last)) || !this.hub.reachable) return;
    const standings = await this.hub.standings();
    this.awaited ??= { epoch: last, marks: [] };
    const { epoch, marks } = this.awaited;
    for (const [i, standing] of standings.entries()) marks[i] ??= markOf(standing);
    // A hub that lost its disk counts from one again.
    const isAnew = standings.some(({ delivered }, i) => delivered < (marks[i] ?? 0));
    const isRead = standings.every((standing, i) => marks[i] !== undefined && isPast(standing, marks[i]));
    if (isRead) await this.keys.noteRead(epoch);
    if (isRead || isAnew) this.awaited = undefined;
  }
}

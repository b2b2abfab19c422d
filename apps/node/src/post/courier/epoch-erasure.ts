import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EPOCH_GRACE_MS, epochAt } from '#libs/trust/epochs.js';
import { alone } from '../../process/alone.js';
import { HubLink } from '../../process/hub-link.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { Introductions } from './introductions.js';

const IDLE_MS = 3600 * 1000;

/**
 * Erases old epochs' private keys and everything that opens mail by them, one grace period after their end and only once
 * the mailboxes have been read, so that absence never costs mail. From then on sealed mail of that time cannot be opened by
 * anybody; the archive is under the node's own storage key.
 */
@Injectable()
export class EpochErasure implements Worker {
  private readonly logger = new Logger(EpochErasure.name);
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
    const last = epochAt(Date.now() - EPOCH_GRACE_MS) - 1;
    if (!(await this.keys.holdsEpoch(last)) || !this.hub.reachable || !(await this.hub.mailboxesAreRead())) return;
    // What waits to be decided may need one of them; it waits for a week at the longest.
    const [waits] = await this.database.query(
      `SELECT EXISTS (SELECT 1 FROM waiting_mail WHERE pool = 'waiting') AS it`,
    );
    if (waits.it) return;
    await this.keys.eraseEpochs(last);
    await this.introductions.erase(last);
    this.logger.log(`keys of epochs up to ${last} erased`);
  }
}

import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { noteOf, readCheckpoint, type SignedCheckpoint, signCheckpoint } from '#libs/log/checkpoint.js';
import { cosignedAt } from '#libs/log/cosignature.js';
import { errorName } from '#libs/outcome/error-name.js';
import { accept, expectAccepted, type Outcome, refuse } from '#libs/outcome/index.js';
import { IssuedRow } from '#libs/store/directory-entities.js';
import type { NodeName } from '#libs/trust/address.js';
import { witnessKeyAt } from '#libs/trust/directory.js';
import { witnessing } from '#libs/trust/quorum.js';
import type { DirectoryConfig } from './config.js';
import { HubService } from './hub.service.js';
import { LogService } from './log.service.js';
import { CONFIG } from './tokens.js';

/** A checkpoint that its witnesses have not all signed by then makes way for a newer one. */
const PATIENCE_MS = 1000;

/**
 * Issues checkpoints, one at a time: the next one comes when the last one is witnessed, so that all witnesses sign the
 * same, however fast the log grows.
 */
@Injectable()
export class CheckpointsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CheckpointsService.name);
  private issued!: SignedCheckpoint;
  private issuedAt = 0;
  private witnessed = false;
  private working: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly log: LogService,
    private readonly hub: HubService,
    @Inject(CONFIG) private readonly config: DirectoryConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const row = await this.database.getRepository(IssuedRow).findOneBy({ id: 1 });
    if (row) this.take(row.note);
    else await this.issue();
    this.timer = setInterval(() => this.grown(), PATIENCE_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** The newest checkpoint that was issued, as a signed note with the cosignatures so far. */
  get newest(): { size: number; note: string } {
    return { size: this.issued.size, note: noteOf(this.issued) };
  }

  /** The log has grown, or a checkpoint has become old: issues the next one if it is time. */
  grown(): void {
    this.inTurn(async () => {
      const due = this.witnessed || Date.now() - this.issuedAt >= PATIENCE_MS;
      if (due && this.log.size > this.issued.size) await this.issue();
    }).catch((error: unknown) => this.logger.error(`no checkpoint: ${errorName(error)}`));
  }

  /** Takes a witness's line over the newest checkpoint, in place of an older one of the same witness. */
  cosign(node: NodeName, size: number, line: string): Promise<Outcome<object>> {
    return this.inTurn(async () => {
      const known = this.log.directory.nodes.get(node);
      const key = known && witnessKeyAt(this.log.directory, known, size);
      if (!key) return refuse('witness-unknown', `${node} is no live node.`, 'Enrol the node first.');
      if (size !== this.issued.size) {
        return refuse('checkpoint-passed', 'A newer checkpoint was issued.', 'Fetch it and cosign that.');
      }
      if (cosignedAt({ text: this.issued.text, lines: [line] }, { name: node, key }) === undefined) {
        return refuse(
          'cosignature-wrong',
          'The cosignature is not this node’s over this checkpoint.',
          'Fetch the newest.',
        );
      }
      const others = this.issued.lines.filter(
        (one) => cosignedAt({ text: this.issued.text, lines: [one] }, { name: node, key }) === undefined,
      );
      const before = this.witnessed;
      await this.save(noteOf({ text: this.issued.text, lines: [...others, line] }));
      if (this.witnessed && !before) this.hub.announce(this.newest.note);
      if (this.log.size > this.issued.size) this.grown();
      return accept({});
    });
  }

  private async issue(): Promise<void> {
    const { origin, size, signingKey } = this.log;
    await this.save(signCheckpoint({ origin, size, root: this.log.root(size) }, signingKey));
    this.issuedAt = Date.now();
    this.hub.announce(this.newest.note);
  }

  /** Stored before it is shown to anybody. */
  private async save(note: string): Promise<void> {
    await this.database.getRepository(IssuedRow).upsert({ id: 1, note }, ['id']);
    this.take(note);
  }

  private take(note: string): void {
    this.issued = expectAccepted(readCheckpoint(note, this.config.secrets.logOrigin, this.log.signingKey.publicKey));
    this.witnessed = witnessing(this.log.directory, this.issued).since !== undefined;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.working.then(work);
    this.working = result.catch(() => undefined);
    return result;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { noteOf } from '#libs/log/checkpoint.js';
import { leafHash } from '#libs/log/merkle.js';
import type { Refusal } from '#libs/outcome/index.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { LogHeadRow, LogSnapshotRow } from '#libs/store/trust-entities.js';
import { Replica } from '#libs/trust/replica.js';
import { snapshotOf } from '#libs/trust/snapshot.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';

/** Rows read at a time. */
const PAGE = 10_000;
/** A start replays at most so many statements. */
const SNAPSHOT_EVERY = 10_000;
const PURPOSE = 'log snapshot';

/** This node's copy of the log in its database. */
@Injectable()
export class LogStore {
  private snapshotSize = 0;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** The copy as it was kept: from the last snapshot on. @throws where the database was altered */
  async load(): Promise<{ replica: Replica; head: LogHeadRow | null }> {
    const head = await this.database.getRepository(LogHeadRow).findOneBy({ id: 1 });
    const kept = await this.database.getRepository(LogSnapshotRow).findOneBy({ id: 1 });
    this.snapshotSize = kept?.size ?? 0;
    const leaves: Uint8Array[] = [];
    for (let from = 0; from < this.snapshotSize; from += PAGE) {
      leaves.push(...(await this.column('leaf_hash', from, Math.min(from + PAGE, this.snapshotSize))));
    }
    const state = kept && openUnder(this.config.storageKey, PURPOSE, kept.sealedState);
    const replica = new Replica(this.config.network, state ? { state, leaves } : undefined);
    for (let from = this.snapshotSize; ; from += PAGE) {
      const entries = await this.column('entry', from, from + PAGE);
      const taken = replica.reload(entries, head?.trustedSize ?? 0);
      if (!taken.ok) throw new Error(`the kept copy of the log is damaged: ${taken.refusal.message}`);
      if (entries.length < PAGE) break;
    }
    if (head) {
      const checkpoint = replica.read(head.note, undefined);
      const extended = checkpoint.ok ? replica.extend(checkpoint.value, []) : checkpoint;
      if (!extended.ok) throw new Error(`the kept copy of the log is damaged: ${extended.refusal.message}`);
    }
    return { replica, head };
  }

  /** What was verified, and that it was: one transaction, before this node cosigns it. */
  async verified(from: number, entries: readonly Uint8Array[], checkpoint: SignedCheckpoint): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO log_entry (position, entry, leaf_hash)
         SELECT $1 + ord - 1, e, h FROM unnest($2::bytea[], $3::bytea[]) WITH ORDINALITY AS t(e, h, ord)`,
        [from, entries, entries.map(leafHash)],
      );
      await manager.query(
        `INSERT INTO log_head (id, note, trusted_size) VALUES (1, $1, 0) ON CONFLICT (id) DO UPDATE SET note = $1`,
        [noteOf(checkpoint)],
      );
    });
  }

  async trusted(replica: Replica, checkpoint: SignedCheckpoint): Promise<void> {
    const { size } = replica.trusted;
    const relied = { trustedSize: size, trustedNote: noteOf(checkpoint) };
    await this.database.getRepository(LogHeadRow).update({ id: 1 }, relied);
    if (size - this.snapshotSize < SNAPSHOT_EVERY) return;
    const sealedState = sealUnder(this.config.storageKey, PURPOSE, snapshotOf(replica.trusted));
    await this.database.getRepository(LogSnapshotRow).upsert({ id: 1, size, sealedState }, ['id']);
    this.snapshotSize = size;
  }

  async halted(refusal: Refusal): Promise<void> {
    await this.database.getRepository(LogHeadRow).update({ id: 1 }, { halted: refusal });
  }

  /** Entries [from, until) that this node has verified. */
  entries = (from: number, until: number): Promise<Uint8Array[]> => this.column('entry', from, until);

  private async column(name: 'entry' | 'leaf_hash', from: number, until: number): Promise<Uint8Array[]> {
    const rows: Record<string, Buffer>[] = await this.database.query(
      `SELECT ${name} FROM log_entry WHERE position >= $1 AND position < $2 ORDER BY position`,
      [from, until],
    );
    return rows.map((row) => row[name]!);
  }
}

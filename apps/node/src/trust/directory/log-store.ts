import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { noteOf } from '#libs/log/checkpoint.js';
import { leafHash } from '#libs/log/merkle.js';
import type { Refusal } from '#libs/outcome/index.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { LogHeadRow, LogSnapshotRow } from '#libs/store/trust-entities.js';
import { Replica } from '#libs/trust/replica.js';
import { snapshotOf } from '#libs/trust/snapshot.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Signals } from '../../process/signals.js';

/** Rows read at a time. */
const PAGE = 10_000;
/** A start replays at most so many statements. */
const SNAPSHOT_EVERY = 10_000;
const PURPOSE = 'log snapshot';

/** This node's copy of the log in its database, which is that of all its processes: each hears when it changes. */
@Injectable()
export class LogStore {
  private snapshotSize = 0;

  constructor(
    private readonly database: DataSource,
    private readonly signals: Signals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** What is known of the copy beside its entries; null before there is any. */
  head = (): Promise<LogHeadRow | null> => this.database.getRepository(LogHeadRow).findOneBy({ id: 1 });

  /** The copy as it was kept: from the last snapshot on. @throws where the database was altered */
  async load(): Promise<{ replica: Replica; head: LogHeadRow | null }> {
    const head = await this.head();
    const kept = await this.database.getRepository(LogSnapshotRow).findOneBy({ id: 1 });
    this.snapshotSize = kept?.size ?? 0;
    const leaves: Uint8Array[] = [];
    for (let from = 0; from < this.snapshotSize; from += PAGE) {
      leaves.push(...(await this.column('leaf_hash', from, Math.min(from + PAGE, this.snapshotSize))));
    }
    const state = kept && openUnder(this.config.storageKey, PURPOSE, kept.sealedState);
    const replica = new Replica(this.config.network, state ? { state, leaves } : undefined);
    if (head) await this.extend(replica, head);
    return { replica, head };
  }

  /** Takes what is kept beyond a copy, up to the head. @throws where the database was altered */
  async extend(replica: Replica, head: LogHeadRow): Promise<void> {
    const [first] = replica.tree.size === 0 ? await this.entries(0, 1) : [];
    const checkpoint = replica.read(head.note, first);
    if (!checkpoint.ok) throw damaged(checkpoint.refusal);
    const { size } = checkpoint.value;
    replica.trust(head.trustedSize);
    for (let from = replica.tree.size; from < size; from += PAGE) {
      const taken = replica.reload(await this.entries(from, Math.min(from + PAGE, size)), head.trustedSize);
      if (!taken.ok) throw damaged(taken.refusal);
    }
    const extended = replica.extend(checkpoint.value, []);
    if (!extended.ok) throw damaged(extended.refusal);
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
        `INSERT INTO log_head (id, note, trusted_size, verified_at) VALUES (1, $1, 0, $2)
         ON CONFLICT (id) DO UPDATE SET note = $1, verified_at = $2`,
        [noteOf(checkpoint), Date.now()],
      );
      await this.signals.tell(manager, 'directory');
    });
  }

  async trusted(replica: Replica, checkpoint: SignedCheckpoint): Promise<void> {
    const { size } = replica.trusted;
    const relied = { trustedSize: size, trustedNote: noteOf(checkpoint) };
    await this.note(relied);
    if (size - this.snapshotSize < SNAPSHOT_EVERY) return;
    const sealedState = sealUnder(this.config.storageKey, PURPOSE, snapshotOf(replica.trusted));
    await this.database.getRepository(LogSnapshotRow).upsert({ id: 1, size, sealedState }, ['id']);
    this.snapshotSize = size;
  }

  /** What is wrong with the directory, or that nothing is any more. */
  troubled = (trouble: Refusal | undefined): Promise<void> => this.note({ trouble: trouble ?? null });

  /** Of several processes that find the directory lying the first says so. @param within what belongs to that */
  async halted(refusal: Refusal, within: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const head = await manager.findOne(LogHeadRow, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
      if (head?.halted) return;
      await within(manager);
      await manager.update(LogHeadRow, { id: 1 }, { halted: refusal });
      await this.signals.tell(manager, 'directory');
    });
  }

  /** Entries [from, until) that this node has verified. */
  entries = (from: number, until: number): Promise<Uint8Array[]> => this.column('entry', from, until);

  private note = (change: Partial<LogHeadRow>): Promise<void> =>
    this.database.transaction(async (manager) => {
      await manager.update(LogHeadRow, { id: 1 }, change);
      await this.signals.tell(manager, 'directory');
    });

  private async column(name: 'entry' | 'leaf_hash', from: number, until: number): Promise<Uint8Array[]> {
    const rows: Record<string, Buffer>[] = await this.database.query(
      `SELECT ${name} FROM log_entry WHERE position >= $1 AND position < $2 ORDER BY position`,
      [from, until],
    );
    return rows.map((row) => row[name]!);
  }
}

const damaged = ({ message }: Refusal): Error => new Error(`the kept copy of the log is damaged: ${message}`);

import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { equalBytes } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { type Checkpoint, readCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { accept, type Outcome, type Refusal, refuse } from '#libs/outcome/index.js';
import { LogEntryRow } from '#libs/store/node-entities.js';
import { fetchEntries, submitEntry } from '#libs/transport/directory-client.js';
import { DIRECTORY } from '#libs/transport/subjects.js';
import type { StatementBody } from '#libs/trust/bodies.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { fold, networkOf } from '#libs/trust/fold.js';
import { readEntry } from '#libs/trust/statement.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { HubLink } from '../hub/hub-link.js';
import { Incidents } from '../status/incidents.js';

const POLL_MS = 15_000;

/**
 * This node's own copy of the directory: replayed from the log, every signature and root checked here. Keys come from
 * here and from nowhere else.
 */
@Injectable()
export class DirectoryService implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(DirectoryService.name);
  private readonly directory: DirectoryState = emptyDirectory();
  private tree = new MerkleTree();
  private syncing: Promise<Outcome<number>> | undefined;
  private verifiedAt: number | undefined;
  /** Why this node stopped to follow the log, for good, until a person has looked. */
  private halted: Refusal | undefined;
  private trouble: Refusal | undefined;
  private readonly onChange: (() => void)[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly incidents: Incidents,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  get state(): Readonly<DirectoryState> {
    return this.directory;
  }

  /** For people: how far, how fresh, and what is wrong. Times in milliseconds since 1970-01-01T00:00Z. */
  get freshness() {
    return {
      position: this.directory.size,
      verifiedAt: this.verifiedAt ?? null,
      trouble: this.halted ?? this.trouble ?? null,
      following: this.halted === undefined,
    };
  }

  async onModuleInit(): Promise<void> {
    const rows = await this.database.getRepository(LogEntryRow).find({ order: { position: 'ASC' } });
    for (const row of rows) this.take(row.entry);
  }

  onApplicationBootstrap(): void {
    this.hub.whenReached(() => void this.sync());
    setInterval(() => void this.sync(), POLL_MS).unref();
    void this.hub.connection().then(async (connection) => {
      for await (const _ of connection.subscribe(DIRECTORY.pushed)) void this.sync();
    });
  }

  whenChanged(callback: () => void): void {
    this.onChange.push(callback);
    if (this.directory.size > 0) callback();
  }

  /** Fetches, verifies and takes what is new. @returns the position reached */
  sync(): Promise<Outcome<number>> {
    this.syncing ??= this.syncOnce().finally(() => {
      this.syncing = undefined;
    });
    return this.syncing;
  }

  /** Syncs until the log is that far here; a sync already on its way may have asked too early. */
  async syncTo(position: number): Promise<Outcome<number>> {
    for (;;) {
      const synced = await this.sync();
      if (!synced.ok || this.directory.size >= position) return synced;
    }
  }

  /** Makes the author's next statement and hands it in. @param key the author's own */
  async say(body: StatementBody, key: SigningKey): Promise<Outcome<number>> {
    if (!this.hub.reachable) {
      return refuse('directory-unreachable', 'The hub is not reached.', 'It is tried again by itself.');
    }
    const entry = signStatement(draftStatement(this.directory, body, Date.now()), [key]);
    const reply = await submitEntry(await this.hub.connection(), entry);
    if (!reply.ok) return reply;
    if (!reply.value.ok) return reply.value;
    return this.syncTo(reply.value.position);
  }

  private async syncOnce(): Promise<Outcome<number>> {
    if (this.halted) return { ok: false, refusal: this.halted };
    const outcome = await this.follow();
    this.trouble = outcome.ok ? undefined : outcome.refusal;
    if (!outcome.ok) this.logger.warn(`directory: ${outcome.refusal.code}`);
    return outcome;
  }

  private async follow(): Promise<Outcome<number>> {
    const connection = await this.hub.connection();
    const before = this.directory.size;
    for (;;) {
      const from = this.directory.size;
      const fetched: Uint8Array[] = [];
      let checkpoint: Outcome<Checkpoint> | undefined;
      do {
        const reply = await fetchEntries(connection, from + fetched.length);
        if (!reply.ok) return reply;
        fetched.push(...reply.value.entries);
        checkpoint ??= this.readCheckpoint(reply.value.checkpoint, fetched);
        if (!checkpoint.ok) return checkpoint;
        if (reply.value.entries.length === 0) break;
      } while (from + fetched.length < checkpoint.value.size);
      const taken = await this.verifyAndTake(
        checkpoint.value,
        fetched.slice(0, Math.max(0, checkpoint.value.size - from)),
      );
      if (!taken.ok) return taken;
      if (this.directory.size >= checkpoint.value.size) break;
    }
    this.verifiedAt = Date.now();
    if (this.directory.size > before) for (const callback of this.onChange) callback();
    return accept(this.directory.size);
  }

  /** The first checkpoint is read with the key in the genesis statement that this node's configuration names. */
  private readCheckpoint(note: string, fetched: readonly Uint8Array[]): Outcome<Checkpoint> {
    let genesis = this.directory.genesis;
    if (!genesis) {
      const first = fetched[0];
      const network = first && networkOf(first);
      if (!first || !network || !equalBytes(network, this.config.network)) {
        return refuse(
          'other-network',
          'The directory serves another network than this node was set up for.',
          'Check LIAISON_NETWORK and LIAISON_HUB_URL with the committee.',
        );
      }
      const read = readEntry(first);
      if (read.ok && read.value.statement.body.type === 'genesis') genesis = read.value.statement.body;
    }
    return readCheckpoint(note, genesis!.logOrigin, genesis!.logKey);
  }

  private async verifyAndTake(checkpoint: Checkpoint, entries: readonly Uint8Array[]): Promise<Outcome<true>> {
    if (checkpoint.size < this.tree.size) {
      return equalBytes(this.tree.root(checkpoint.size), checkpoint.root)
        ? refuse('checkpoint-stale', 'The directory serves an older log than this node has seen.', 'It is asked again.')
        : this.halt(checkpoint, 'The directory signed two different logs.');
    }
    const trial = this.tree.copy();
    for (const entry of entries) trial.append(leafHash(entry));
    if (trial.size < checkpoint.size) {
      return refuse('directory-nonsense', 'The directory holds entries back.', 'It is asked again.');
    }
    if (!equalBytes(trial.root(), checkpoint.root)) {
      return this.halt(checkpoint, 'The log’s entries do not lead to the root that the directory signed.');
    }
    await this.database
      .getRepository(LogEntryRow)
      .insert(entries.map((entry, i) => ({ position: this.tree.size + i, entry: Buffer.from(entry) })));
    for (const entry of entries) {
      const taken = this.take(entry);
      if (!taken.ok)
        return this.halt(checkpoint, `The log holds a statement that is not valid (${taken.refusal.code}).`);
    }
    return accept(true);
  }

  private take(entry: Uint8Array): Outcome<unknown> {
    const folded = fold(this.directory, entry);
    if (folded.ok) this.tree.append(leafHash(entry));
    else this.halted = folded.refusal;
    return folded;
  }

  /** A directory caught lying: this node keeps what it verified, follows no further, and keeps the evidence. */
  private async halt(checkpoint: Checkpoint, message: string): Promise<Outcome<never>> {
    const refused = refuse(
      'log-forked',
      message,
      'Mail goes on with the keys known so far. Call the Steering Committee; the evidence is in the incidents.',
    );
    this.halted = refused.refusal;
    await this.incidents.record('log-forked', message, [
      Buffer.from(JSON.stringify({ size: checkpoint.size, root: Buffer.from(checkpoint.root).toString('base64') })),
      Buffer.from(JSON.stringify({ size: this.tree.size, root: Buffer.from(this.tree.root()).toString('base64') })),
    ]);
    return refused;
  }
}

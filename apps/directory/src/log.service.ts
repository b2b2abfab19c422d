import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { firstWithin } from '#libs/bounds/first-within.js';
import { type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { entryBundle, readTilePath, tileOf } from '#libs/log/tiles.js';
import { accept, expectAccepted, type Outcome, refuse } from '#libs/outcome/index.js';
import { ENTRIES_PER_REPLY, ENTRY_BYTES_PER_REPLY } from '#libs/transport/directory-protocol.js';
import { memberOf } from '#libs/trust/address.js';
import { memberSpeaking } from '#libs/trust/author.js';
import { type DirectoryState, emptyDirectory, MOST_UNROOTED } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { fold } from '#libs/trust/fold.js';
import { stateRootOf } from '#libs/trust/key-tree.js';
import { readEntry } from '#libs/trust/statement.js';
import type { DirectoryConfig } from './config.js';
import { CONFIG } from './tokens.js';
import { WritingQuota } from './writing.js';

/** Statements appended in one transaction. */
const BATCH = 500;
const LOAD = 10_000;

interface Waiting {
  /** Asked when it is its turn: the log's own word is about what stands before it. */
  readonly entry: () => Uint8Array;
  readonly resolve: (outcome: Outcome<number>) => void;
  readonly reject: (error: unknown) => void;
}

/** The append-only log: storage, order and proofs. Every reader checks again what is checked here. */
@Injectable()
export class LogService implements OnModuleInit {
  private readonly logger = new Logger(LogService.name);
  private tree = new MerkleTree();
  private state: DirectoryState = emptyDirectory();
  private readonly waiting: Waiting[] = [];
  private appending = false;
  /** What was folded and could not be stored still stands in the state: nothing is appended before the log is read anew. */
  private isStateAhead = false;
  private readonly written = new WritingQuota();
  readonly signingKey: SigningKey;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: DirectoryConfig,
  ) {
    this.signingKey = signingKeyFromSeed(Buffer.from(config.secrets.logSeed, 'hex'));
  }

  async onModuleInit(): Promise<void> {
    await this.load();
    this.logger.log(`log of ${this.tree.size} entries`);
  }

  get directory(): Readonly<DirectoryState> {
    return this.state;
  }

  get origin(): string {
    return this.config.secrets.logOrigin;
  }

  get size(): number {
    return this.tree.size;
  }

  root = (size: number): Uint8Array => this.tree.root(size);

  /** Checks a statement by the fold and appends it, with others that wait in the same transaction. @returns its position */
  append = (entry: Uint8Array): Promise<Outcome<number>> => this.appendNext(() => entry);

  /** States what the log says, where it has said more since it did. @returns whether it had */
  async stateRoot(): Promise<boolean> {
    if (this.state.size === this.state.rootedAt) return false;
    expectAccepted(await this.appendNext(this.rootEntry));
    return true;
  }

  private appendNext(entry: () => Uint8Array): Promise<Outcome<number>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      void this.appendWaiting();
    });
  }

  /** The first of the entries [from, until), as many as one answer carries. */
  async entries(from: number, until: number): Promise<readonly Uint8Array[]> {
    const entries = await this.stored(from, Math.min(until, from + ENTRIES_PER_REPLY));
    return firstWithin(entries, (entry) => entry.length, ENTRY_BYTES_PER_REPLY);
  }

  inclusion(index: number, size: number): Outcome<{ root: Uint8Array; proof: Uint8Array[] }> {
    if (index >= size || size > this.tree.size) return noSuchProof();
    return accept({ root: this.tree.root(size), proof: this.tree.inclusionProof(index, size) });
  }

  consistency(older: number, newer: number): Outcome<{ root: Uint8Array; proof: Uint8Array[] }> {
    if (older > newer || newer > this.tree.size) return noSuchProof();
    return accept({ root: this.tree.root(older), proof: this.tree.consistencyProof(older, newer) });
  }

  /** A tile or an entry bundle by its path (C2SP tlog-tiles). */
  async tile(path: string): Promise<Outcome<Uint8Array>> {
    const wanted = readTilePath(path);
    if (!wanted.ok) return wanted;
    const { level, index, width } = wanted.value;
    if (level !== 'entries') return tileOf(this.tree, wanted.value);
    const first = index * 256;
    if (first + width > this.tree.size) return refuse('tile-absent', 'The log is not that large yet.', 'Ask for less.');
    const bundle = entryBundle(await this.stored(first, first + width));
    if (bundle.length <= ENTRY_BYTES_PER_REPLY) return accept(bundle);
    return refuse('tile-too-long', 'This bundle is longer than one answer carries.', 'Ask for its entries.');
  }

  private async stored(from: number, until: number): Promise<Uint8Array[]> {
    const rows: { entry: Buffer }[] = await this.database.query(
      'SELECT entry FROM entry WHERE position >= $1 AND position < $2 ORDER BY position',
      [Math.min(from, this.tree.size), Math.min(until, this.tree.size)],
    );
    return rows.map((row) => row.entry);
  }

  private async appendWaiting(): Promise<void> {
    if (this.appending) return;
    this.appending = true;
    while (this.waiting.length > 0) await this.appendBatch(this.waiting.splice(0, BATCH));
    this.appending = false;
  }

  private async appendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.isStateAhead) await this.load();
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    const first = this.tree.size;
    const taken: Uint8Array[] = [];
    const done: (() => void)[] = [];
    for (const waiting of batch) {
      if (this.state.size - this.state.rootedAt >= MOST_UNROOTED) {
        const root = this.rootEntry();
        expectAccepted(this.fold(root));
        taken.push(root);
      }
      const entry = waiting.entry();
      const folded = this.fold(entry);
      if (folded.ok) taken.push(entry);
      const outcome = folded.ok ? accept(first + taken.length) : folded;
      done.push(() => waiting.resolve(outcome));
    }
    try {
      await this.database.query(
        `INSERT INTO entry (position, entry) SELECT $1 + ord - 1, e FROM unnest($2::bytea[]) WITH ORDINALITY AS t(e, ord)`,
        [first, taken],
      );
    } catch (error) {
      // Committed is what happened: what could not be stored is not in the log.
      this.isStateAhead = true;
      await this.load().catch((failed: unknown) => this.logger.error(`log not read: ${String(failed)}`));
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const entry of taken) this.tree.append(leafHash(entry));
    for (const tell of done) tell();
  }

  private rootEntry = (): Uint8Array =>
    signStatement(draftStatement(this.state, stateRootOf(this.state), Date.now()), [this.signingKey]);

  /** Folds an entry into the state where its author has not written too much; what is refused does not count. */
  private fold(entry: Uint8Array): Outcome<unknown> {
    const read = readEntry(entry);
    if (!read.ok) return read;
    const { author } = read.value.statement;
    const member = memberSpeaking(author);
    if (!member) return fold(this.state, entry);
    const ofMember = [...this.state.units.values()].filter((unit) => memberOf(unit.address) === member);
    const writing = {
      member,
      byUnit: author !== member,
      units: ofMember.filter(({ retiredAt }) => retiredAt === undefined).length,
      bytes: entry.length,
      adoptsPolicy: read.value.statement.body.type === 'national-policy-adopted',
    };
    const now = Date.now();
    const fault = this.written.fault(writing, now);
    if (fault) {
      this.logger.warn('a member has written as much as it may in an hour or a day');
      return fault;
    }
    const folded = fold(this.state, entry);
    if (folded.ok) this.written.count(writing, now);
    return folded;
  }

  /** Signatures were checked when each entry was appended, and are again by every reader. */
  private async load(): Promise<void> {
    const [tree, state] = [new MerkleTree(), emptyDirectory()];
    for (let from = 0; ; from += LOAD) {
      const rows: { position: number; entry: Buffer }[] = await this.database.query(
        'SELECT position, entry FROM entry WHERE position >= $1 ORDER BY position LIMIT $2',
        [from, LOAD],
      );
      for (const { position, entry } of rows) {
        const folded = fold(state, entry, () => true);
        if (position !== tree.size || !folded.ok) throw new Error(`the stored log is damaged at entry ${tree.size}`);
        tree.append(leafHash(entry));
      }
      if (rows.length < LOAD) break;
    }
    this.tree = tree;
    this.state = state;
    this.isStateAhead = false;
  }
}

const noSuchProof = () =>
  refuse('proof-absent', 'The log has no such entries yet.', 'Ask for sizes that a checkpoint of it named.');

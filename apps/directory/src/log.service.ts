import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { signCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { accept, type Outcome } from '#libs/outcome/index.js';
import { DirectoryEntryRow } from '#libs/store/directory-entities.js';
import { ENTRIES_PER_REPLY } from '#libs/transport/directory-protocol.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { fold } from '#libs/trust/fold.js';
import type { DirectoryConfig } from './config.js';
import { CONFIG } from './tokens.js';

/** The append-only log: storage and distribution. Every reader checks again what is checked here. */
@Injectable()
export class LogService implements OnModuleInit {
  private readonly logger = new Logger(LogService.name);
  private entries: Uint8Array[] = [];
  private tree = new MerkleTree();
  private state: DirectoryState = emptyDirectory();
  /** One append at a time: each statement is checked against all that came before it. */
  private appending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: DirectoryConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.load();
    this.logger.log(`log of ${this.entries.length} entries`);
  }

  get directory(): Readonly<DirectoryState> {
    return this.state;
  }

  /** Checks a statement by the fold and appends it. @returns the log's new size */
  append(entry: Uint8Array): Promise<Outcome<number>> {
    const result = this.appending.then(() => this.appendNext(entry));
    this.appending = result.catch(() => undefined);
    return result;
  }

  from(position: number): Uint8Array[] {
    return this.entries.slice(position, position + ENTRIES_PER_REPLY);
  }

  checkpoint(): string {
    const { logOrigin, logSeed } = this.config.secrets;
    return signCheckpoint(
      { origin: logOrigin, size: this.tree.size, root: this.tree.root() },
      signingKeyFromSeed(Buffer.from(logSeed, 'hex')),
    );
  }

  private async appendNext(entry: Uint8Array): Promise<Outcome<number>> {
    const folded = fold(this.state, entry);
    if (!folded.ok) return folded;
    try {
      await this.database
        .getRepository(DirectoryEntryRow)
        .insert({ position: this.entries.length, entry: Buffer.from(entry) });
    } catch (error) {
      // Committed is what happened: what could not be stored is not in the log.
      await this.load();
      throw error;
    }
    this.entries.push(entry);
    this.tree.append(leafHash(entry));
    return accept(this.entries.length);
  }

  private async load(): Promise<void> {
    const rows = await this.database.getRepository(DirectoryEntryRow).find({ order: { position: 'ASC' } });
    const [tree, state] = [new MerkleTree(), emptyDirectory()];
    rows.forEach((row, i) => {
      const folded = fold(state, row.entry);
      if (row.position !== i || !folded.ok) throw new Error(`the stored log is damaged at entry ${i}`);
      tree.append(leafHash(row.entry));
    });
    this.entries = rows.map((row) => row.entry);
    this.tree = tree;
    this.state = state;
  }
}

import type { NatsConnection } from '@nats-io/transport-node';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { base64 } from '#libs/cose/bytes.js';
import { noteOf, type SignedCheckpoint } from '#libs/log/checkpoint.js';
import { cosign, cosignedAt } from '#libs/log/cosignature.js';
import { verifyFork } from '#libs/log/fork.js';
import { errorName } from '#libs/outcome/error-name.js';
import { accept, type Outcome, type Refusal, refuse } from '#libs/outcome/index.js';
import { extendOnEveryCore } from '#libs/replay/extend.js';
import type { LogHeadRow } from '#libs/store/trust-entities.js';
import { submitCosignature } from '#libs/transport/directory-client.js';
import { witnessedSubject } from '#libs/transport/subjects.js';
import { memberOf } from '#libs/trust/address.js';
import type { DirectoryState, LogPosition } from '#libs/trust/directory.js';
import { forkEvidenceFile } from '#libs/trust/evidence.js';
import { type Witnessing, witnessing } from '#libs/trust/quorum.js';
import type { Replica } from '#libs/trust/replica.js';
import { inTurn } from '../../process/alone.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import { Signals } from '../../process/signals.js';
import { Incidents } from '../incidents/incidents.js';
import { contradictionOf, fetchNewer } from './from-the-hub.js';
import { HeardLogs } from './heard-logs.js';
import { LogStore } from './log-store.js';

/** How long a statement may wait for its quorum before its author is told that it does. */
const PATIENCE_MS = 15_000;
/**
 * This node's own copy of the directory: replayed from the log, every signature and root checked here, cosigned for the
 * others, and relied on as far as a quorum of members has cosigned it. Keys come from here and from nowhere else. It is one
 * copy in all processes: what one has verified and stored the others take from the database.
 */
@Injectable()
export class DirectoryService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DirectoryService.name);
  private replica!: Replica;
  /** The newest checkpoint that was verified here. */
  private head: SignedCheckpoint | undefined;
  /** The newest one that a quorum has cosigned: the head's own cosignatures may still be on their way. */
  private reliedOn: SignedCheckpoint | undefined;
  private witnessed: Witnessing = { members: 0, quorum: 0, since: undefined, by: undefined };
  /** When the directory last showed a log that was verified, by this node's clock. */
  private verifiedAt: number | undefined;
  /** Whether more was verified here than could be stored: then this copy begins anew from what is. */
  private strayed = false;
  /** Why this node stopped to follow the log, for good, until a person has looked. */
  private halted: Refusal | undefined;
  /** Two checkpoints of the log that cannot both be true, as signed notes. */
  private contradiction: readonly string[] = [];
  private halting: Promise<void> | undefined;
  private trouble: Refusal | undefined;
  private readonly heard = new HeardLogs();
  private syncing: Promise<Outcome<number>> | undefined;
  private askedAgain = false;
  /** What changes this copy, one after the other. */
  private changing: Promise<unknown> = Promise.resolve();
  private comparing: Promise<void> = Promise.resolve();
  private readonly onChange: (() => void)[] = [];
  private readonly waiting: (() => void)[] = [];
  private ending = false;

  constructor(
    private readonly database: DataSource,
    private readonly store: LogStore,
    private readonly hub: HubLink,
    private readonly incidents: Incidents,
    private readonly signals: Signals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** What is relied on: everything up to the last checkpoint that a quorum cosigned. */
  get state(): Readonly<DirectoryState> {
    return this.replica.trusted;
  }

  /** The log as this node verified it, with proofs. */
  get log(): Pick<Replica, 'verified'> & { readonly checkpoint: string | null; readonly size: number } {
    return {
      verified: this.replica.verified,
      checkpoint: this.head ? noteOf(this.head) : null,
      size: this.head?.size ?? 0,
    };
  }

  /** The newest checkpoint that a quorum stands by, as a signed note: what is shown to whoever trusts nobody here. */
  get witnessedCheckpoint(): string | null {
    return this.reliedOn ? noteOf(this.reliedOn) : null;
  }

  /**
   * That the statement at a position is in the log of the checkpoint (RFC 9162 inclusion proof); hashes in base64.
   * @param size of another checkpoint that was verified here
   */
  proofOf(position: LogPosition, size = this.log.size) {
    const { tree } = this.replica;
    const index = position - 1;
    return { index, size, root: base64(tree.root(size)), hashes: tree.inclusionProof(index, size).map(base64) };
  }

  /** For people: how far, how fresh, who stands by it, and what is wrong. Times in milliseconds since 1970-01-01T00:00Z. */
  get freshness() {
    return {
      position: this.state.size,
      waiting: this.replica.verified.size - this.state.size,
      verifiedAt: this.verifiedAt ?? null,
      witnesses: this.witnessed.members,
      quorum: this.witnessed.quorum,
      witnessedAt: this.witnessed.since === undefined ? null : this.witnessed.since * 1000,
      stale: this.stale,
      trouble: this.halted ?? this.trouble ?? null,
      following: this.halted === undefined,
    };
  }

  /** Whether the last checkpoint that a quorum cosigned is too old for what needs fresh trust. */
  get stale(): boolean {
    return (this.witnessed.since ?? 0) * 1000 + this.config.staleMs < Date.now();
  }

  onModuleInit = (): Promise<void> => this.loadAll();

  /** What another process took before this one heard of it, and from then on. */
  async onApplicationBootstrap(): Promise<void> {
    this.signals.on('directory', () => void this.refresh());
    await this.refresh();
  }

  /** Whoever waits for a quorum is told at once that it waits: the members that could cosign may be gone by then. */
  beforeApplicationShutdown(): void {
    this.ending = true;
    for (const release of this.waiting.splice(0)) release();
  }

  whenChanged(callback: () => void): void {
    this.onChange.push(callback);
    if (this.state.size > 0) callback();
  }

  /** Fetches, verifies, cosigns and takes what is new. @returns the position that is trusted */
  sync(): Promise<Outcome<number>> {
    if (this.syncing) {
      this.askedAgain = true;
      return this.syncing;
    }
    this.syncing = this.syncUntilDone().finally(() => {
      this.syncing = undefined;
    });
    return this.syncing;
  }

  /**
   * The position to judge mail by that relied on `position`; undefined where this node is not that far yet. A node that
   * stopped to follow goes by the last keys and policies that it trusted.
   */
  positionFor(position: number): number | undefined {
    return position > this.reach ? undefined : Math.min(position, this.state.size);
  }

  /** Up to which position mail can be judged here. */
  get reach(): number {
    return this.halted ? Number.MAX_SAFE_INTEGER : this.state.size;
  }

  /** Waits until the log is trusted that far here. */
  async syncTo(position: number): Promise<Outcome<number>> {
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      const synced = await this.sync();
      if (this.state.size >= position) return accept(this.state.size);
      if (!synced.ok && this.halted) return synced;
      if (this.ending || Date.now() > end) {
        return refuse(
          'not-witnessed',
          `The log has it at position ${position}, but too few members have cosigned that far.`,
          'It holds when enough members’ nodes have seen it; that comes by itself.',
        );
      }
      await this.somethingNew();
    }
  }

  /** Resolves when a sync has taken something, or after a while. */
  private somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 500);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Takes what this node has stored, whichever of its processes did. */
  refresh(): Promise<void> {
    return this.inOrder(() => this.takeStored()).catch((error: unknown) =>
      this.logger.error(`log not read: ${errorName(error)}`),
    );
  }

  private inOrder<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.changing.then(change);
    this.changing = changed.catch(() => undefined);
    return changed;
  }

  private async loadAll(): Promise<void> {
    const { replica, head } = await this.store.load();
    this.replica = replica;
    this.strayed = false;
    if (head) this.standAt(head);
  }

  private async takeStored(): Promise<void> {
    const before = this.replica.trusted.size;
    const head = await this.store.head();
    if (this.strayed) await this.loadAll();
    else if (head) {
      await this.store.extend(this.replica, head);
      this.standAt(head);
    }
    if (this.state.size > before) this.tellChange();
  }

  /** How this copy stands, as it was stored with what it is a copy of. */
  private standAt(head: LogHeadRow): void {
    const [checkpoint, relied] = [head.note, head.trustedNote].map((note) => {
      const read = note === null ? undefined : this.replica.read(note, undefined);
      return read?.ok ? read.value : undefined;
    });
    this.head = checkpoint;
    this.reliedOn = relied;
    this.verifiedAt = head.verifiedAt ?? undefined;
    this.halted = head.halted ?? undefined;
    this.trouble = head.trouble ?? undefined;
    const counted = relied ?? checkpoint;
    const { trusted, verified } = this.replica;
    if (counted) this.witnessed = witnessing(relied ? trusted : verified, counted);
  }

  private tellChange(): void {
    for (const callback of [...this.onChange, ...this.waiting.splice(0)]) callback();
  }

  private async syncUntilDone(): Promise<Outcome<number>> {
    for (;;) {
      this.askedAgain = false;
      if (this.halted) {
        await this.tellContradiction();
        return { ok: false, refusal: this.halted };
      }
      const connection = await this.hub.connection();
      // One process after the other, each from where the one before has come to.
      const following = () => inTurn(this.database, 'directory', () => this.follow(connection));
      const outcome = await this.inOrder(following).catch((error: unknown) => {
        this.logger.error(`log not stored: ${errorName(error)}`);
        return refuse('log-not-stored', 'The log could not be stored here.', 'It is tried again by itself.');
      });
      await this.compare();
      await this.noteTrouble(outcome.ok ? this.heard.longerThan(this.replica.tree.size, Date.now()) : outcome.refusal);
      if (!outcome.ok || !this.askedAgain) return outcome;
    }
  }

  private async noteTrouble(trouble: Refusal | undefined): Promise<void> {
    if (trouble) this.logger.warn(`directory: ${trouble.code}`);
    const before = this.trouble?.code;
    this.trouble = trouble;
    if (trouble?.code !== before) await this.store.troubled(trouble).catch(() => undefined);
  }

  private async follow(connection: NatsConnection): Promise<Outcome<number>> {
    await this.takeStored();
    if (this.halted) return { ok: false, refusal: this.halted };
    const from = this.replica.tree.size;
    const fetched = await fetchNewer(connection, this.replica);
    if (!fetched.ok) return fetched;
    const { checkpoint, entries } = fetched.value;
    const extended = await extendOnEveryCore(this.replica, checkpoint, entries);
    if (!extended.ok) {
      if (extended.refusal.code === 'root-wrong') return this.accuse(checkpoint, extended.refusal);
      if (extended.refusal.code === 'entry-invalid') return this.halt(extended.refusal, noteOf(checkpoint));
      return extended;
    }
    await this.take(checkpoint, entries.slice(0, this.replica.tree.size - from));
    return accept(this.state.size);
  }

  /** Stored, then compared, then cosigned, then counted. */
  private async take(checkpoint: SignedCheckpoint, entries: readonly Uint8Array[]): Promise<void> {
    this.strayed = true;
    await this.store.verified(this.replica.tree.size - entries.length, entries, checkpoint);
    this.strayed = false;
    this.head = checkpoint;
    this.verifiedAt = Date.now();
    // What others were shown comes first: a log that differs from theirs is neither cosigned nor relied on.
    await this.compare();
    if (this.halted) return;
    await this.cosign(checkpoint);
    const before = this.state.size;
    const found = this.replica.witness(checkpoint);
    if (found.since !== undefined) {
      this.reliedOn = checkpoint;
      await this.store.trusted(this.replica, checkpoint);
    }
    if (found.since !== undefined || this.witnessed.since === undefined) this.witnessed = found;
    if (this.state.size > before) this.tellChange();
  }

  /** Gives this node's word for the checkpoint, to the directory and past it to the others; anew before it grows old. */
  private async cosign(checkpoint: SignedCheckpoint): Promise<void> {
    const { node, witnessKey, staleMs } = this.config;
    const seconds = Math.floor(Date.now() / 1000);
    const given = cosignedAt(checkpoint, { name: node, key: witnessKey.publicKey });
    if (given !== undefined && (seconds - given) * 1000 < staleMs / 4) return;
    if (!this.replica.verified.nodes.has(node)) return;
    const line = cosign(checkpoint, node, witnessKey, seconds);
    const connection = await this.hub.connection();
    const taken = await submitCosignature(connection, node, checkpoint.size, line);
    if (!taken.ok || !taken.value.ok) return;
    connection.publish(witnessedSubject(memberOf(node)), noteOf(checkpoint, [line]));
    this.askedAgain = true;
  }

  /** Another member's node tells which checkpoint it follows: the directory has to have shown us the same log. */
  async hear(subject: string, note: string): Promise<void> {
    if (this.halted || !this.head) return;
    const checkpoint = this.replica.read(note, undefined);
    if (!checkpoint.ok) return;
    this.heard.note(subject, checkpoint.value, this.replica.tree.size, Date.now());
    await this.compare();
    if (checkpoint.value.size > this.replica.tree.size) void this.sync();
  }

  /** One at a time: whoever waits for it waits for an accusation that is under way, too. */
  private compare(): Promise<void> {
    const compared = this.comparing.then(() => this.compareHeard());
    this.comparing = compared.catch(() => undefined);
    return compared;
  }

  private async compareHeard(): Promise<void> {
    if (this.halted) return;
    for (const checkpoint of this.heard.within(this.replica.tree.size)) {
      const agrees = this.replica.extend(checkpoint, []);
      if (!agrees.ok && agrees.refusal.code === 'root-wrong') await this.accuse(checkpoint, agrees.refusal);
      if (this.halted) return;
    }
  }

  /**
   * The log signed a checkpoint that does not go with what this node has verified. With a proof of it this node halts;
   * without one (the entries may have been changed on their way) it takes nothing and asks again.
   */
  private async accuse(checkpoint: SignedCheckpoint, refusal: Refusal): Promise<Outcome<never>> {
    const connection = () => this.hub.connection();
    const evidence = this.head && (await contradictionOf(this.head, checkpoint, this.replica, connection));
    const log = this.replica.verified.log;
    if (!evidence || !log || !verifyFork(evidence, log.origin, log.key).ok) return { ok: false, refusal };
    const [genesis] = await this.store.entries(0, 1);
    // The others are shown both: whichever of the two they were led to, they find out now.
    this.contradiction = [evidence.older, evidence.newer];
    await this.tellContradiction();
    return this.halt(
      refuse(
        'log-forked',
        'The directory signed two different logs.',
        'Mail goes on with the keys known so far. Call the Steering Committee; "liaison incidents" has the evidence.',
      ).refusal,
      JSON.stringify(forkEvidenceFile(genesis!, evidence), null, 2),
    );
  }

  private async tellContradiction(): Promise<void> {
    const connection = await this.hub.connection();
    for (const note of this.contradiction) connection.publish(witnessedSubject(memberOf(this.config.node)), note);
  }

  /** A directory caught lying: this node keeps what it verified, follows no further, and keeps the evidence. */
  private async halt(refusal: Refusal, evidence: string): Promise<Outcome<never>> {
    this.halting ??= (async () => {
      const { code: type, message: detail } = refusal;
      const found = { type, by: '', detail, evidence: [Buffer.from(evidence)] };
      await this.store.halted(refusal, (manager) => this.incidents.record(found, manager));
      this.halted = refusal;
    })().finally(() => {
      this.halting = undefined;
    });
    await this.halting;
    return { ok: false, refusal: this.halted ?? refusal };
  }
}

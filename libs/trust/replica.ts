import { equalBytes } from '#libs/cose/bytes.js';
import { readCheckpoint, type SignedCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { accept, type Outcome, type Refusal, refuse } from '#libs/outcome/index.js';
import { type DirectoryState, emptyDirectory, type LogPosition } from './directory.js';
import { apply, type CheckedStatement, check, networkOf } from './fold.js';
import { type Witnessing, witnessing } from './quorum.js';
import { restoreSnapshot, snapshotOf } from './snapshot.js';
import { readEntry, type SignatureCheck, verifyNow } from './statement.js';

export type ReplicaRefusal =
  | 'other-network'
  | 'checkpoint-malformed'
  | 'checkpoint-unsigned'
  | 'checkpoint-stale'
  | 'entries-missing'
  /** The entries do not lead to the root that the log signed: it forked, or they were changed on their way. */
  | 'root-wrong'
  /** The log signed a statement that is not valid. */
  | 'entry-invalid';

/**
 * A reader's own copy of the log. It runs ahead: `verified` is what the log says by this reader's own checks and its
 * signature, `trusted` is what a quorum of members has cosigned, which is all that anything is decided by.
 */
export class Replica {
  readonly tree = new MerkleTree();
  private ahead: DirectoryState;
  private behind: DirectoryState;
  /** Statements that are verified and not trusted yet. */
  private pending: CheckedStatement[] = [];

  /**
   * @param network the hash of the genesis statement, which names the network: all that has to be known beforehand
   * @param snapshot a trusted state to go on from, with the hashes of all leaves up to it
   */
  constructor(
    private readonly network: Uint8Array,
    snapshot?: { readonly state: Uint8Array; readonly leaves: Iterable<Uint8Array> },
  ) {
    this.ahead = snapshot ? restoreSnapshot(snapshot.state) : emptyDirectory();
    this.behind = snapshot ? restoreSnapshot(snapshot.state) : emptyDirectory();
    for (const leaf of snapshot?.leaves ?? []) this.tree.append(leaf);
  }

  get verified(): Readonly<DirectoryState> {
    return this.ahead;
  }

  get trusted(): Readonly<DirectoryState> {
    return this.behind;
  }

  /** Reads a checkpoint by the log key of the genesis statement, which is `first` where this copy is still empty. */
  read(note: string, first: Uint8Array | undefined): Outcome<SignedCheckpoint, ReplicaRefusal> {
    const log = this.ahead.log ?? this.logOf(first);
    return log
      ? readCheckpoint(note, log.origin, log.key)
      : refuse(
          'other-network',
          'The directory serves another network than this one was set up for.',
          'Check the network’s name and the hub’s address with the committee.',
        );
  }

  /**
   * Takes the entries that follow up to a checkpoint: all of them, or none.
   * @param entries those after `verified.size`; what goes beyond the checkpoint is let be
   */
  extend(
    checkpoint: SignedCheckpoint,
    entries: readonly Uint8Array[],
    verify: SignatureCheck = verifyNow,
  ): Outcome<true, ReplicaRefusal> {
    const before = this.tree.size;
    if (checkpoint.size < before) {
      return equalBytes(this.tree.root(checkpoint.size), checkpoint.root)
        ? refuse('checkpoint-stale', 'The directory serves an older log than was seen before.', 'It is asked again.')
        : rootWrong();
    }
    const more = entries.slice(0, checkpoint.size - before);
    if (before + more.length < checkpoint.size) {
      return refuse('entries-missing', 'The directory holds entries back.', 'It is asked again.');
    }
    for (const entry of more) this.tree.append(leafHash(entry));
    if (!equalBytes(this.tree.root(), checkpoint.root)) {
      this.tree.truncate(before);
      return rootWrong();
    }
    return this.takeAll(more, verify);
  }

  /** Takes back what was taken beyond `size` entries and is not trusted yet: for signatures that were checked behind. */
  retract(size: LogPosition): void {
    this.pending = this.pending.slice(0, size - this.behind.size);
    this.tree.truncate(size);
    this.ahead = restoreSnapshot(snapshotOf(this.behind));
    for (const statement of this.pending) apply(this.ahead, statement);
  }

  /** Counts the cosignatures of a checkpoint that was just reached; trusts up to there where they are a quorum. */
  witness(checkpoint: SignedCheckpoint): Witnessing {
    if (checkpoint.size !== this.ahead.size)
      throw new RangeError('only the checkpoint that was reached can be counted');
    const found = witnessing(this.ahead, checkpoint, this.behind);
    if (found.since !== undefined) this.trust();
    return found;
  }

  /** Trusts what is verified, up to a position: after a quorum, or where a person answers for the source (a ceremony's log file). */
  trust(size: LogPosition = this.ahead.size): void {
    const trusted = this.pending.splice(0, Math.max(0, size - this.behind.size));
    for (const statement of trusted) apply(this.behind, statement);
  }

  /** Takes entries that this reader itself had verified before, and trusts what it has up to where that was trusted. */
  reload(entries: readonly Uint8Array[], trusted: LogPosition): Outcome<true, ReplicaRefusal> {
    this.trust(trusted);
    for (const entry of entries) {
      this.tree.append(leafHash(entry));
      const taken = this.takeAll([entry], () => true);
      if (!taken.ok) return taken;
      this.trust(trusted);
    }
    return accept(true);
  }

  private takeAll(entries: readonly Uint8Array[], verify: SignatureCheck): Outcome<true, ReplicaRefusal> {
    const before = this.ahead.size;
    for (const entry of entries) {
      const checked = check(this.ahead, entry, verify);
      if (!checked.ok) {
        this.retract(before);
        return entryInvalid(checked.refusal);
      }
      apply(this.ahead, checked.value);
      this.pending.push(checked.value);
    }
    return accept(true);
  }

  private logOf(genesis: Uint8Array | undefined): DirectoryState['log'] {
    const network = genesis && networkOf(genesis);
    if (!network || !equalBytes(network, this.network)) return undefined;
    const read = readEntry(genesis);
    if (!read.ok || read.value.statement.body.type !== 'genesis') return undefined;
    const { logOrigin, logKey } = read.value.statement.body;
    return { origin: logOrigin, key: logKey };
  }
}

const rootWrong = () =>
  refuse(
    'root-wrong',
    'The log’s entries do not lead to the root that the directory signed.',
    'Call the Steering Committee if it stays so; nothing of it was taken.',
  );

export const entryInvalid = ({ code, message }: Refusal) =>
  refuse(
    'entry-invalid',
    `The log holds a statement that is not valid (${code}): ${message}`,
    'Call the Steering Committee: an honest directory does not take such a statement.',
  );

import { Injectable } from '@nestjs/common';
import { type BundleFile, isBundled } from '#libs/cases/bundle.js';
import { fromBase64, hex } from '#libs/cose/bytes.js';
import { readCheckpoint, type SignedCheckpoint } from '#libs/log/checkpoint.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { problem } from '../http/problem.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { LogStore } from '../trust/directory/log-store.js';
import { CommitmentsService } from './commitments.service.js';

/** Log entries looked at at a time. */
const PAGE = 10_000;

/** What of the log goes into a bundle, each with its proof, so that whoever verifies it needs no network. */
@Injectable()
export class LogProofs {
  constructor(
    private readonly directory: DirectoryService,
    private readonly log: LogStore,
    private readonly commitments: CommitmentsService,
  ) {}

  get network(): string {
    return hex(this.directory.state.network!);
  }

  /** The newest checkpoint that is witnessed. @throws Problem where there is none yet */
  async newest(): Promise<string> {
    await this.directory.sync();
    const at = this.directory.witnessedCheckpoint;
    if (at) return at;
    throw problem(409, 'not-witnessed', 'The log is not witnessed that far yet.', 'Try again in a moment.');
  }

  /** What the unit said in the log of how a case stood, the earliest first. */
  async ofCase(unit: string, caseId: string): Promise<BundleFile['commitments']> {
    const commitments = await this.commitments.of(unit, caseId);
    return Promise.all(
      commitments.map(async (row) => {
        const { size: under } = this.checkpoint(row.checkpoint!);
        const [entry] = await this.log.entries(row.position! - 1, row.position!);
        const { heads, salt, root, index, leaves, proof, position } = row;
        return {
          heads,
          salt,
          root,
          index,
          leaves,
          proof,
          position: position!,
          entry: entry!,
          checkpoint: row.checkpoint!,
          entryProof: this.proof(position!, under),
        };
      }),
    );
  }

  /** The statements by which a case is verified, up to a log of this size. */
  async statementsUnder(size: number): Promise<BundleFile['statements']> {
    const chosen: BundleFile['statements'] = [];
    for (let from = 0; from < size; from += PAGE) {
      const entries = await this.log.entries(from, Math.min(from + PAGE, size));
      for (const [i, entry] of entries.entries()) {
        if (!isBundled(entry, this.directory.state)) continue;
        const position = from + i + 1;
        chosen.push({ position, entry, proof: this.proof(position, size) });
      }
    }
    return chosen;
  }

  /** @throws where it is none of this log: it was verified when it came in */
  checkpoint(note: string): SignedCheckpoint {
    const { origin, key } = this.directory.state.log!;
    return expectAccepted(readCheckpoint(note, origin, key));
  }

  private proof = (position: number, size: number): Uint8Array[] =>
    this.directory.proofOf(position, size).hashes.map((hash) => fromBase64(hash)!);
}

import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { type CommittedCase, commitTo } from '#libs/cases/commitment.js';
import { hex } from '#libs/cose/bytes.js';
import { errorName } from '#libs/outcome/error-name.js';
import { CaseCommitmentRow } from '#libs/store/cases-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { alone } from '../process/alone.js';
import { CONFIG, type NodeConfig } from '../process/config.js';
import type { Worker } from '../process/roles.js';
import { Wakeable } from '../process/wakeable.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { HandingIn } from '../trust/directory/handing-in.service.js';
import { KeysService } from '../trust/keys/keys.service.js';
import { CaseStore } from './case-store.js';

/** A statement holds for so many cases; what is more goes into the next one. */
const MOST_CASES = 10_000;

/** Commits now and then to how the units' cases stand, blinded, so that the witnesses prove that they existed. */
@Injectable()
export class CommitmentsService implements Worker {
  private readonly logger = new Logger(CommitmentsService.name);
  private readonly loop: Wakeable;

  constructor(
    private readonly database: DataSource,
    private readonly store: CaseStore,
    private readonly directory: DirectoryService,
    private readonly handingIn: HandingIn,
    private readonly keys: KeysService,
    @Inject(CONFIG) config: NodeConfig,
  ) {
    this.loop = new Wakeable(
      { idleMs: config.commitMs, apartMs: Math.min(config.commitMs, 1000) },
      () => alone(database, 'commitments', () => this.commitAll()).then(() => false),
      this.logger,
      'cases not committed to yet',
    );
  }

  start = (): void => this.loop.start();
  stop = (): Promise<void> => this.loop.stop();

  private async commitAll(): Promise<void> {
    for (const { address } of this.keys.units) {
      await this.prepare(address);
      await this.say(address);
    }
  }

  /** Kept before it is said: a root in the log that nobody has the leaves of would prove nothing. */
  private async prepare(unit: UnitAddress): Promise<void> {
    const rows: { caseId: string }[] = await this.database.query(
      `SELECT t.case_id AS "caseId" FROM case_thread t WHERE t.unit = $1 AND t.status IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM case_commitment c WHERE c.unit = t.unit AND c.case_id = t.case_id AND c.events =
           (SELECT count(*) FROM case_event e WHERE e.unit = t.unit AND e.case_id = t.case_id))
       ORDER BY t.case_id LIMIT ${MOST_CASES}`,
      [unit],
    );
    if (rows.length === 0) return;
    const cases: (CommittedCase & { events: number })[] = [];
    for (const { caseId } of rows) {
      // One that does not open holds up no other.
      const open = await this.store.open(unit, caseId).catch((error: unknown) => {
        this.logger.warn(`a case is not committed to: ${errorName(error)}`);
      });
      if (!open) continue;
      cases.push({
        caseId: Buffer.from(caseId, 'hex'),
        heads: open.ledger.heads.sort(Buffer.compare),
        salt: randomBytes(32),
        events: open.places.size + open.unreadable.size,
      });
    }
    if (cases.length === 0) return;
    const proofs = commitTo(cases);
    await this.database.getRepository(CaseCommitmentRow).insert(
      cases.map((one, i) => ({
        unit,
        caseId: hex(one.caseId),
        root: Buffer.from(proofs[i]!.root),
        heads: one.heads.map((head) => Buffer.from(head)),
        salt: Buffer.from(one.salt),
        index: i,
        leaves: cases.length,
        proof: proofs[i]!.proof.map((hash) => Buffer.from(hash)),
        events: one.events,
        position: null,
        checkpoint: null,
      })),
    );
  }

  private async say(unit: UnitAddress): Promise<void> {
    const rows = this.database.getRepository(CaseCommitmentRow);
    const waiting = await rows.findBy({ unit, position: IsNull() });
    for (const root of new Set(waiting.map((row) => row.root.toString('hex')))) {
      const body = { type: 'cases-committed' as const, unit, root: Buffer.from(root, 'hex') };
      const said = await this.handingIn.say(body, this.keys.signingKey(unit));
      if (!said.ok) return this.logger.warn(`cases not committed to yet: ${said.refusal.code}`);
      const checkpoint = this.directory.witnessedCheckpoint;
      await rows.update({ unit, root: body.root }, { position: said.value.position, checkpoint });
    }
  }

  /** What proves that a case existed, the earliest first. */
  of = (unit: string, caseId: string): Promise<CaseCommitmentRow[]> =>
    this.database
      .getRepository(CaseCommitmentRow)
      .find({ where: { unit, caseId, position: Not(IsNull()) }, order: { position: 'ASC' } });
}

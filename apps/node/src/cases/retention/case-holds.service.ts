import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { CaseHoldRow, CaseRow } from '#libs/store/cases-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { mustHold } from '../../people/officers/must-hold.js';
import { HOLDING, type Officer } from '../../people/officers/roles.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { CaseStore } from '../case-store.js';
import { caseUnknown } from '../moves.service.js';

export interface HeldCase {
  readonly id: string;
  readonly kind: string;
  readonly reference: string | null;
  readonly officer: string;
  readonly why: string;
  readonly at: number;
}

/** Cases that a unit keeps whatever its rule says, as a court or an appeal needs them: each with who said so, and why. */
@Injectable()
export class CaseHolds {
  constructor(
    private readonly database: DataSource,
    private readonly keys: KeysService,
    private readonly store: CaseStore,
    private readonly audit: Audit,
  ) {}

  /** The newest first. */
  async list(unit: string): Promise<HeldCase[]> {
    const holds = await this.database.getRepository(CaseHoldRow).find({ where: { unit }, order: { at: 'DESC' } });
    const rows = await this.database
      .getRepository(CaseRow)
      .findBy({ unit, caseId: In(holds.map((one) => one.caseId)) });
    const rowOf = new Map(rows.map((row) => [row.caseId, row]));
    return holds.map(({ caseId, officer, why, at }) => {
      const row = rowOf.get(caseId)!;
      return { id: caseId, kind: row.kind, reference: this.store.summaryOf(row)?.reference ?? null, officer, why, at };
    });
  }

  /** @throws Problem where the unit has no such case, or it is on hold already */
  async put(officer: Officer, unit: UnitAddress, caseId: string, why: string): Promise<void> {
    const role = mustHold(this.keys, officer, unit, HOLDING);
    await this.database.transaction(async (manager) => {
      // Locked as weeding locks it: it is either held before, or erased before.
      const where = { unit, caseId };
      const row = await manager.findOne(CaseRow, { where, lock: { mode: 'pessimistic_write' } });
      if (!row || row.status === null) throw caseUnknown();
      if (await manager.existsBy(CaseHoldRow, where)) {
        throw problem(409, 'case-held', 'The case is on hold already.', 'See who put it on hold, and why.');
      }
      await manager.insert(CaseHoldRow, { ...where, officer: officer.name, why, at: Date.now() });
      await this.audit.add(manager, {
        officer: officer.name,
        unit,
        role,
        action: 'case-held',
        subject: caseId,
        why,
      });
    });
  }

  /** @throws Problem where it is not on hold */
  async end(officer: Officer, unit: UnitAddress, caseId: string, why: string): Promise<void> {
    const role = mustHold(this.keys, officer, unit, HOLDING);
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.delete(CaseHoldRow, { unit, caseId });
      if (!affected) throw problem(409, 'case-not-held', 'The case is not on hold.', 'Nothing needs to be done.');
      await this.audit.add(manager, {
        officer: officer.name,
        unit,
        role,
        action: 'case-hold-ended',
        subject: caseId,
        why,
      });
    });
  }
}

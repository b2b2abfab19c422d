import { Injectable } from '@nestjs/common';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../http/problem.js';
import { type FileLimit, FileLimits } from '../post/files/file-limits.js';
import { Authority } from '../trust/authority/authority.js';
import { CaseStore } from './case-store.js';

/** UNTOC Art. 18(19): what came in a case leaves it only with the recorded consent of who gave it. */
@Injectable()
export class ReuseService {
  constructor(
    private readonly store: CaseStore,
    private readonly authority: Authority,
    limits: FileLimits,
  ) {
    limits.on(this.mustBeFree);
  }

  /**
   * Known by its bytes, so that saving a file and uploading it again makes no difference.
   * @throws Problem where a file came in another case and its giver has not consented
   */
  private mustBeFree: FileLimit = async (officer, unit, files, within) => {
    for (const { sha256, fileName } of files) {
      for (const { caseId, giver } of await this.store.fileGivenIn(unit, sha256)) {
        if (caseId === within) continue;
        const open = await this.store.open(unit, caseId);
        const state = open?.ledger.view.state;
        if (!open || state === undefined) continue;
        const consented = open.kind.consented(state, giver as UnitAddress, unit);
        const message = { case: caseId, parties: [unit], urgent: false, events: [], files: [] };
        const { terms } = open.kind.facts(message, giver as UnitAddress);
        const decision = this.authority.may('reuse', officer, unit, terms, 1, consented);
        if (decision.allowed) continue;
        throw problem(
          403,
          'use-limited',
          `"${fileName}" came from ${giver} in the case ${open.kind.summary(state).reference}: ${decision.reason}.`,
          `Ask ${giver} for its consent in that case ("ask-consent"); nothing was sent.`,
        );
      }
    }
  };
}

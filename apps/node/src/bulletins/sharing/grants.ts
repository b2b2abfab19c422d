import { Injectable } from '@nestjs/common';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { grantFault, passedOnClaim } from '#libs/kinds/alert/sharing.js';
import type { MessageTerms } from '#libs/policy/engine.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { keyOfUnit } from '#libs/trust/sender.js';
import { problem } from '../../http/problem.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

/** Whether what an author granted holds, and reaches whom it names: by its signature, the directory and the policy in force. */
@Injectable()
export class Grants {
  constructor(
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
  ) {}

  /** @throws Problem where a unit may not pass an alert on to one of these any more */
  mustHold(shared: Alert, terms: MessageTerms, unit: UnitAddress, recipients: readonly UnitAddress[]): void {
    for (const recipient of recipients) {
      const fault = grantFault(passedOnClaim(shared)!, unit, recipient, Date.now(), (author, keyId) =>
        keyOfUnit(this.directory.state, author, keyId),
      );
      if (fault)
        throw problem(409, fault, `The grant does not hold any more (${fault}).`, 'Ask the author for another.');
      this.mustBeAllowed(recipient, terms);
    }
  }

  /** @throws Problem where the directory does not know it */
  mustKnow(unit: UnitAddress): void {
    if (this.directory.state.units.has(unit)) return;
    throw problem(422, 'unit-unknown', `The directory knows no unit ${unit}.`, 'See "liaison units".');
  }

  private mustBeAllowed(recipient: UnitAddress, terms: MessageTerms): void {
    this.mustKnow(recipient);
    const unit = this.directory.state.units.get(recipient)!;
    const onward = this.policy.engine.unitMay('share-onward', unit, terms, this.directory.state.size, true);
    const decision = onward.allowed ? this.policy.mayReceive(recipient, terms) : onward;
    if (decision.allowed) return;
    throw problem(
      403,
      'policy-forbids',
      `The policy in force does not let ${recipient} have it: ${decision.reason}.`,
      'Ask for others.',
    );
  }
}

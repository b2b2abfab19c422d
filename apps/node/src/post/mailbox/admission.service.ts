import { Injectable } from '@nestjs/common';
import { grantFault } from '#libs/kinds/alert/sharing.js';
import type { Admitted } from '#libs/kinds/registry.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { keyOfUnit } from '#libs/trust/sender.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

/** What an envelope says of the message in it, and to whom it came. */
export interface Labelled {
  readonly sender: UnitAddress;
  readonly recipient: UnitAddress;
  readonly handling: string;
  readonly urgent: boolean;
  /** The log position that it is judged by. */
  readonly position: number;
}

/** Whether what was admitted may be shown to the unit that it came to, whatever its sender thought. */
@Injectable()
export class Admission {
  constructor(
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
  ) {}

  /** Why the envelope, policy, or the author of what is passed on bars it; undefined where none does. */
  faultOf({ facts: { terms }, passedOn }: Admitted, labelled: Labelled): string | undefined {
    const { sender, recipient, handling, urgent, position } = labelled;
    if (terms.tlp !== handling || terms.urgent !== urgent) return 'header-contradicts-body';
    const unit = this.directory.state.units.get(recipient);
    if (!unit) return 'policy-forbids: the unit is not registered';
    const receive = this.policy.engine.unitMay('receive', unit, terms, position);
    if (!receive.allowed) return `policy-forbids: ${receive.reason}`;
    if (!passedOn) return undefined;
    const ofAuthor = { ...terms, sender: passedOn.author };
    const onward = this.policy.engine.unitMay('share-onward', unit, ofAuthor, position, true);
    return (
      grantFault(passedOn, sender, recipient, Date.now(), (author, keyId) =>
        keyOfUnit(this.directory.state, author, keyId),
      ) ?? (onward.allowed ? undefined : `policy-forbids: ${onward.reason}`)
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { Admitted } from '#libs/kinds/registry.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { DirectoryService } from '../directory/directory.service.js';
import { PolicyService } from '../policy/policy.service.js';
import { SharingService } from '../sharing/sharing.service.js';

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
    private readonly sharing: SharingService,
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
      this.sharing.faultOf(passedOn, sender, recipient) ??
      (onward.allowed ? undefined : `policy-forbids: ${onward.reason}`)
    );
  }
}

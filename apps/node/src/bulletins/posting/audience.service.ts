import { Injectable } from '@nestjs/common';
import { type Bulletin, bulletinOf } from '#libs/kinds/bulletin.js';
import type { BulletinBody, BulletinDraft } from '#libs/kinds/bulletin-kind.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

/** Whom a bulletin reaches, and why. */
@Injectable()
export class AudienceService {
  constructor(
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
  ) {}

  /** Every unit with whether it would receive a draft and why; its files are not needed for that. */
  ofDraft(kind: BulletinName, sender: UnitAddress, draft: BulletinDraft): Promise<AudienceDecision[]> {
    return this.of(sender, bulletinOf(kind, { ...draft, files: [] } as BulletinBody, sender));
  }

  /** The same of a whole bulletin. @throws Problem where it names units that the directory does not know */
  async of(sender: UnitAddress, { facts }: Bulletin): Promise<AudienceDecision[]> {
    const known = this.directory.state.units;
    if (!known.has(sender)) {
      throw problem(
        409,
        'unit-not-registered',
        `${sender} is not in the directory yet.`,
        'Ask your liaison office to register it.',
      );
    }
    const unknown = facts.terms.namedUnits.filter((unit) => !known.has(unit));
    if (unknown.length > 0) {
      throw new Problem(
        422,
        {
          code: 'unit-unknown',
          message: `The directory knows no unit ${unknown.join(', ')}.`,
          remedy: 'See the units with "liaison units"; nothing was stored.',
        },
        {
          faults: unknown.map((unit) =>
            fieldFault('handling.namedUnits', phrase('a unit of the directory, not {{unit}}', { unit })),
          ),
        },
      );
    }
    return this.policy.audience(facts);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Bulletin, bulletinOf } from '#libs/kinds/bulletin.js';
import type { BulletinBody } from '#libs/kinds/bulletin-kind.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import type { Role } from '#libs/policy/roles.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { type Officer, RELEASING } from '../../people/officers/roles.js';
import { FileLimits } from '../../post/files/file-limits.js';
import { FilesService } from '../../post/files/files.service.js';
import { Authority } from '../../trust/authority/authority.js';
import type { PostRequest } from '../reading/views.js';
import { AudienceService } from './audience.service.js';
import { CitationsService } from './citations.service.js';
import { ReplacementsService } from './replacements.service.js';

/** How a bulletin comes to be released. */
export interface Release {
  /** The officer who asked another one to release it. */
  readonly askedBy?: string | undefined;
  readonly notBefore?: number | undefined;
  /** What else belongs into the transaction that puts it into the outbox. */
  readonly within?: (manager: EntityManager) => Promise<unknown>;
}

/** A bulletin that may go, and to whom. */
export interface Prepared {
  /** In which its officer posts it. */
  readonly role: Role;
  readonly bulletin: Bulletin;
  readonly audience: AudienceDecision[];
  /** Another officer, who asked for it. */
  readonly askedBy: string | undefined;
}

/** What has to hold before a bulletin goes. */
@Injectable()
export class PreparationService {
  constructor(
    private readonly authority: Authority,
    private readonly files: FilesService,
    private readonly limits: FileLimits,
    private readonly replacements: ReplacementsService,
    private readonly citations: CitationsService,
    private readonly audience: AudienceService,
  ) {}

  /** @throws Problem where it may not go, or reaches nobody */
  async prepare(
    officer: Officer,
    kind: BulletinName,
    { unit, body: draft }: PostRequest,
    release: Release,
  ): Promise<Prepared> {
    const role = this.authority.mustHold(officer, unit, RELEASING);
    this.authority.mustBeBelieved(unit);
    const files = await this.files.attach(unit, draft.files);
    await this.limits.mustBeFree(officer, unit, files);
    // Held against its kind's schema as it came in; the files are of this node's making.
    const bulletin = bulletinOf(kind, { ...draft, files } as BulletinBody, unit);
    mustOutlast(bulletin, release.notBefore);
    await this.replacements.mustBeLatest(unit, bulletin);
    await this.citations.mustHold(unit, bulletin);
    const audience = await this.replacements.withEarlierRecipients(bulletin, await this.audience.of(unit, bulletin));
    const askedBy = release.askedBy === officer.name ? undefined : release.askedBy;
    const remedy = 'Save it as a draft and ask for its release: a second officer releases it.';
    this.authority.mustRelease(officer, unit, bulletin.facts.terms, askedBy === undefined ? 1 : 2, remedy);
    if (!audience.some((decision) => decision.receives)) {
      throw problem(409, 'no-recipient', 'No unit would receive this.', 'Look at the audience with its reasons.');
    }
    return { role, bulletin, audience, askedBy };
  }
}

/** @throws Problem where a bulletin would be over before anybody has it */
function mustOutlast({ summary }: Bulletin, notBefore = 0): void {
  if (summary.validUntil > Math.max(Date.now(), notBefore)) return;
  throw new Problem(
    422,
    {
      code: 'over-before-sent',
      message: 'Its validity ends before it would leave the node.',
      remedy: 'Give it a later end, or release it sooner; nothing was sent.',
    },
    { faults: [fieldFault('validUntil', phrase('a time after now, and after the embargo'))] },
  );
}

import { Injectable } from '@nestjs/common';
import { referenceOf } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import type { Officer } from '../../people/officers/roles.js';
import { Recalled } from '../recalls/recalled.js';
import { RepliesService } from '../replies/replies.service.js';
import { JourneyService } from './journey.service.js';
import { ReadingService, type Which } from './reading.service.js';
import { StandingService } from './standing.service.js';
import type { BulletinView } from './views.js';

/** Bulletins as officers read them. */
@Injectable()
export class BulletinsService {
  constructor(
    private readonly reading: ReadingService,
    private readonly recalled: Recalled,
    private readonly replies: RepliesService,
    private readonly standing: StandingService,
    private readonly journey: JourneyService,
    private readonly audit: Audit,
  ) {}

  /** One with what is known of it beside what it says. Each look is in the audit log, and its author is told of the first. */
  async show(officer: Officer, kind: BulletinName, which: Which, why?: string): Promise<BulletinView> {
    const { row, role, bulletin: read } = await this.reading.read(officer, kind, which);
    const recall = await this.recalled.of(row);
    // What is taken back while it is being read is not shown any more; its author keeps it.
    const bulletin = recall && row.direction === 'in' ? null : read;
    if (bulletin) await this.replies.opened(row, bulletin);
    await this.audit.note({
      officer: officer.name,
      unit: row.unit,
      role,
      action: 'message-opened',
      subject: referenceOf(row),
      why,
    });
    return {
      ...(await this.standing.of(row, bulletin, recall)),
      body: bulletin?.body ?? null,
      ...(await this.journey.of(row, bulletin)),
    };
  }

  /** What was written in one that the officer may read, to begin another one from. */
  async template(officer: Officer, kind: BulletinName, which: Which): Promise<Record<string, unknown>> {
    const { body } = await this.show(officer, kind, which, 'template for another');
    if (!body)
      throw problem(409, 'bulletin-erased', 'It was recalled, and its content is erased.', 'Begin from another.');
    const { files: _, replaces: __, ...content } = body as unknown as Record<string, unknown>;
    return content;
  }
}

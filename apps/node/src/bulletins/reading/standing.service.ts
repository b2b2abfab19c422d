import { Injectable } from '@nestjs/common';
import { iso } from '#libs/bounds/times.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import { FilesService } from '../../post/files/files.service.js';
import type { StoredMessage } from '../../post/stored-messages.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { CitationsService } from '../posting/citations.service.js';
import { ReplacementsService } from '../posting/replacements.service.js';
import type { RecallNote } from '../recalls/recalled.js';
import { summaryOf } from './summary.js';
import type { BulletinView } from './views.js';

/** How a bulletin stands with the unit that reads it: whether it holds, what it changed and rests on, which of its files are here. */
@Injectable()
export class StandingService {
  constructor(
    private readonly index: BulletinIndex,
    private readonly replacements: ReplacementsService,
    private readonly citations: CitationsService,
    private readonly files: FilesService,
  ) {}

  async of(
    row: StoredMessage,
    bulletin: Bulletin | null,
    recall: RecallNote | null,
  ): Promise<Omit<BulletinView, 'body' | 'trust' | 'replies' | 'delivery'>> {
    const index = await this.index.find(row.unit, row.sender, row.messageId);
    const replacementOf = await this.replacements.of([row]);
    return {
      ...summaryOf(row, bulletin, {
        recalled: recall !== null,
        replacedBy: replacementOf(row)?.replacedBy ?? null,
        index,
      }),
      files: await this.files.standing(row.unit, bulletin?.body.files ?? []),
      changes: bulletin && (await this.replacements.changes(row, bulletin)),
      sources: bulletin ? await this.citations.standing(row.unit, bulletin) : [],
      recall: recall && { at: iso(recall.at), reason: recall.reason },
    };
  }
}

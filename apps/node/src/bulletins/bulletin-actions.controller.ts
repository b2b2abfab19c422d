import { Controller, type Type } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Recall } from '#libs/kinds/bulletin-recall.js';
import { replyContent } from '#libs/kinds/bulletin-reply.js';
import { InBody, Post } from '../http/route.js';
import { InPath } from '../http/validated.js';
import { type Officer, RELEASING, WRITING } from '../people/officers/roles.js';
import { CurrentOfficer } from '../people/sign-in/session.js';
import { bulletinsOf } from './paths.js';
import { RecallsService } from './recalls/recalls.service.js';
import { RemindersService } from './reminders/reminders.service.js';
import { AnsweringService } from './replies/answering.service.js';

export const RecallRequest = z.strictObject({ reason: Recall.shape.reason });
/** The units that are asked to erase it; the bulletin itself says who has confirmed. */
export const RecallView = z.object({ recalledFrom: z.array(z.string()) });
export const RemindedView = z.object({ reminded: z.array(z.string()) });

/** What is done about a bulletin that was posted: the same for every kind, as far as the kind has it. */
function actionsOn(kind: BulletinName): Type {
  const ReplyRequest = replyContent(bulletinKind(kind).replies);

  @Controller(`${bulletinsOf(kind)}/:id`)
  class BulletinActionsController {
    constructor(
      private readonly recalls: RecallsService,
      private readonly reminders: RemindersService,
      private readonly answering: AnsweringService,
    ) {}

    @Post('recall', {
      summary: 'Take it back from everyone who has it',
      by: RELEASING,
      body: RecallRequest,
      answer: RecallView,
      status: 201,
    })
    async recall(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InBody() { reason }: z.infer<typeof RecallRequest>,
    ) {
      return { recalledFrom: await this.recalls.recall(officer, kind, id, reason) };
    }

    @Post('reminder', {
      summary: 'Remind those who have not opened it',
      by: RELEASING,
      answer: RemindedView,
      status: 201,
    })
    async remind(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
      return { reminded: await this.reminders.remind(officer, kind, id) };
    }

    @Post('replies', { summary: 'Answer it: to its author alone', by: WRITING, body: ReplyRequest, status: 204 })
    reply(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InBody() body: z.infer<typeof ReplyRequest>,
    ): Promise<void> {
      return this.answering.answer(officer, kind, id, body);
    }
  }
  return BulletinActionsController;
}

export const BULLETIN_ACTIONS: Type[] = BULLETIN_NAMES.map(actionsOn);

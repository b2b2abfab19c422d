import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { Recall } from '#libs/kinds/alert/recall.js';
import { InBody, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { CourierService } from '../../post/courier/courier.service.js';
import { RecallsService } from './recalls.service.js';

export const RecallRequest = z.strictObject({ reason: Recall.shape.reason });
/** The units that are asked to erase it; "GET /alerts/:id" says who has confirmed. */
export const RecallView = z.object({ recalledFrom: z.array(z.string()) });

@Controller('alerts/:id/recall')
export class RecallsController {
  constructor(
    private readonly recalls: RecallsService,
    private readonly courier: CourierService,
  ) {}

  @Post('', {
    summary: 'Take an alert back from everyone who has it',
    body: RecallRequest,
    answer: RecallView,
    status: 201,
  })
  async recall(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InBody() body: z.infer<typeof RecallRequest>,
  ) {
    const recalledFrom = await this.recalls.recall(officer, id, body.reason);
    this.courier.wake();
    return { recalledFrom };
  }
}

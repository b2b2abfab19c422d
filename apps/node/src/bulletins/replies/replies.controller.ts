import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { ReplyContent } from '#libs/kinds/alert/reply.js';
import { InBody, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { AlertsService } from '../alerts/alerts.service.js';

@Controller('alerts/:id/replies')
export class RepliesController {
  constructor(private readonly alerts: AlertsService) {}

  @Post('', { summary: 'Answer an alert: to its author alone', body: ReplyContent, status: 204 })
  reply(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InBody() body: z.infer<typeof ReplyContent>,
  ): Promise<void> {
    return this.alerts.reply(officer, id, body);
  }
}

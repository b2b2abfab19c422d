import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { MessageReference } from '#libs/envelope/id.js';
import { ReplyContent } from '#libs/kinds/alert/reply.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { InPath, validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';

@Controller('alerts/:id/replies')
export class RepliesController {
  constructor(private readonly alerts: AlertsService) {}

  @Post()
  @HttpCode(204)
  reply(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @Body() body: unknown,
  ): Promise<void> {
    return this.alerts.reply(officer, id, validated(ReplyContent, body));
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ReplyContent } from '#libs/kinds/alert/reply.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';

@Controller('alerts/:id/replies')
export class RepliesController {
  constructor(private readonly alerts: AlertsService) {}

  @Post()
  @HttpCode(204)
  reply(@CurrentOfficer() officer: Officer, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.alerts.reply(officer, id, validated(ReplyContent, body));
  }
}

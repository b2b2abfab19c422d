import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { MessageReference } from '#libs/envelope/id.js';
import { InPath, validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { AlertsService } from './alerts.service.js';
import { InboxService } from './inbox.service.js';
import { PostingService } from './posting.service.js';
import { ListQuery, PostAlertRequest, ShowQuery } from './views.js';

@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly posting: PostingService,
    private readonly inbox: InboxService,
  ) {}

  @Post()
  post(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    return this.posting.post(officer, validated(PostAlertRequest, body));
  }

  @Post('audience')
  @HttpCode(200)
  async audience(@Body() body: unknown) {
    const { unit, alert } = validated(PostAlertRequest, body);
    return { audience: await this.posting.audience(unit, alert) };
  }

  /** All that posting would check, and whom it would reach; nothing is sent. */
  @Post('dry-run')
  @HttpCode(200)
  rehearse(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    return this.posting.rehearse(officer, validated(PostAlertRequest, body));
  }

  /** Within the time that it was released with: nothing of it has left the node then. */
  @Delete(':id')
  @HttpCode(204)
  undo(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference): Promise<void> {
    return this.posting.undo(officer, id);
  }

  @Get()
  list(@CurrentOfficer() officer: Officer, @Query() query: unknown) {
    return this.inbox.list(officer, validated(ListQuery, query));
  }

  @Get(':id')
  show(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @Query() query: unknown,
  ) {
    return this.alerts.show(officer, id, validated(ShowQuery, query).why);
  }
}

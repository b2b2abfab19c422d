import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { Delete, Get, InBody, InQuery, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { AlertsService } from './alerts.service.js';
import { InboxService } from './inbox.service.js';
import { PostingService } from './posting.service.js';
import { AlertList, AlertView, ListQuery, PostAlertRequest, PostedView, ShowQuery } from './views.js';

@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly posting: PostingService,
    private readonly inbox: InboxService,
  ) {}

  @Post('', { summary: 'Post an alert to its audience', body: PostAlertRequest, answer: PostedView, status: 201 })
  post(@CurrentOfficer() officer: Officer, @InBody() body: z.infer<typeof PostAlertRequest>) {
    return this.posting.post(officer, body);
  }

  @Post('audience', {
    summary: 'Who would receive an alert, unit by unit, with reasons',
    body: PostAlertRequest,
    answer: PostedView.pick({ audience: true }),
  })
  async audience(@InBody() { unit, alert }: z.infer<typeof PostAlertRequest>) {
    return { audience: await this.posting.audience(unit, alert) };
  }

  /** All that posting would check, and whom it would reach; nothing is sent. */
  @Post('dry-run', {
    summary: 'All that posting would check, and whom it would reach; sends nothing',
    body: PostAlertRequest,
    answer: PostedView.pick({ audience: true }),
  })
  rehearse(@CurrentOfficer() officer: Officer, @InBody() body: z.infer<typeof PostAlertRequest>) {
    return this.posting.rehearse(officer, body);
  }

  /** Within the time that it was released with: nothing of it has left the node then. */
  @Delete(':id', { summary: 'Undo a release before anything of it has left the node', status: 204 })
  undo(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference): Promise<void> {
    return this.posting.undo(officer, id);
  }

  @Get('', { summary: 'A page of alerts, newest first', query: ListQuery, answer: AlertList })
  async list(@CurrentOfficer() officer: Officer, @InQuery() query: z.infer<typeof ListQuery>) {
    const { lines, ...page } = await this.inbox.list(officer, 'alert', query);
    return { alerts: lines, ...page };
  }

  @Get(':id', { summary: 'One alert with its trust and delivery', query: ShowQuery, answer: AlertView })
  show(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InQuery() query: z.infer<typeof ShowQuery>,
  ) {
    return this.alerts.show(officer, id, query.why);
  }
}

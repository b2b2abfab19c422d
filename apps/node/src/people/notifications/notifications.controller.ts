import { Controller, type MessageEvent } from '@nestjs/common';
import { concatMap, interval, map, merge, type Observable, takeUntil, takeWhile } from 'rxjs';
import { z } from 'zod';
import { RowNumber } from '#libs/bounds/numbers.js';
import { iso } from '#libs/bounds/times.js';
import { Events, Get, InBody, InQuery, Post } from '../../http/route.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer, CurrentToken } from '../sign-in/session.js';
import { SessionsService } from '../sign-in/sessions.service.js';
import { type Notification, NotificationsService } from './notifications.service.js';

export const NotificationQuery = z.strictObject({
  unseen: z
    .enum(['yes', 'no'])
    .transform((word) => word === 'yes')
    .default(false),
  /** An id: what came after it, the oldest first. */
  since: RowNumber.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const NotificationView = z.object({
  id: z.string(),
  unit: z.string(),
  officer: z.string().nullable(),
  type: z.string(),
  /** Of a kind whose own words say it. */
  kind: z.string().nullable(),
  /** The id of what it is about. */
  subject: z.string(),
  toldAt: z.iso.datetime(),
  seen: z.boolean(),
});
export const NotificationList = z.object({ notifications: z.array(NotificationView) });
/** Which have been seen; without ids all of them. */
export const SeenRequest = z.strictObject({ ids: z.array(RowNumber).max(1000).optional() });

/** Thin lines drop what is silent: something comes at least so often. */
const HEARTBEAT_MS = 20_000;

const viewOf = ({ toldAt, forDigest: _, ...told }: Notification): z.infer<typeof NotificationView> => ({
  ...told,
  toldAt: iso(toldAt),
});

@Controller()
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly sessions: SessionsService,
  ) {}

  @Get('notifications', {
    summary: 'What you were told, newest first',
    by: 'officers',
    query: NotificationQuery,
    answer: NotificationList,
  })
  async list(@CurrentOfficer() officer: Officer, @InQuery() query: z.infer<typeof NotificationQuery>) {
    const found = await this.notifications.list(officer, query as { limit: number });
    return { notifications: found.map(viewOf) };
  }

  @Post('notifications/seen', { summary: 'Say what you have seen', by: 'officers', body: SeenRequest, status: 204 })
  see(@CurrentOfficer() officer: Officer, @InBody() body: z.infer<typeof SeenRequest>): Promise<void> {
    return this.notifications.see(officer, body.ids);
  }

  /**
   * Server-sent events: each notification with its id, from which "GET notifications?since=" goes on after a cut. The
   * stream ends with the session.
   */
  @Events('events', { summary: 'Notifications as they come (server-sent events)', by: 'officers', answer: 'bytes' })
  events(@CurrentOfficer() officer: Officer, @CurrentToken() token: string): Observable<MessageEvent> {
    const events = merge(
      this.notifications.of(officer).pipe(map((told) => ({ id: told.id, type: told.type, data: viewOf(told) }))),
      interval(HEARTBEAT_MS).pipe(map(() => ({ type: 'heartbeat', data: '' }))),
    );
    return events.pipe(
      takeUntil(this.notifications.ended),
      concatMap(async (event) => ({ event, signedIn: await this.sessions.isOpen(token) })),
      takeWhile(({ signedIn }) => signedIn),
      map(({ event }) => event),
    );
  }
}

import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { KindOfBulletin } from '#libs/kinds/bulletin-kinds.js';

import { MOST_DAYS, Purpose } from '#libs/kinds/bulletin-retention.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InBody, InQuery, Post, Put } from '../../http/route.js';
import { type Officer, SEEING_RETENTION, WEEDING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { Authority } from '../../trust/authority/authority.js';
import { RetentionService } from './retention.service.js';

export const RetentionQuery = z.strictObject({ unit: UnitAddress });
const Days = z.int().min(1).max(MOST_DAYS);
export const RetentionView = z.object({
  unit: UnitAddress,
  /** By kind and purpose: days after a bulletin's validity ended. */
  days: z.record(KindOfBulletin, z.record(Purpose, Days)),
  /** What weeding would erase now. */
  due: z.array(
    z.object({
      id: z.string(),
      kind: KindOfBulletin,
      sender: z.string(),
      purpose: Purpose,
      validUntil: z.iso.datetime(),
      dueAt: z.iso.datetime(),
    }),
  ),
});
export const ChangeRetention = z.strictObject({
  unit: UnitAddress,
  kind: KindOfBulletin,
  purpose: Purpose,
  days: Days,
});
/** Exactly what the preview showed. */
export const WeedRequest = z.strictObject({ unit: UnitAddress, bulletins: z.array(MessageReference).min(1).max(5000) });
export const WeededView = z.object({ weeded: z.int() });

@Controller('retention')
export class RetentionController {
  constructor(
    private readonly retention: RetentionService,
    private readonly authority: Authority,
  ) {}

  @Get('', {
    summary: 'How long a unit keeps bulletins, and what weeding would erase now',
    by: SEEING_RETENTION,
    query: RetentionQuery,
    answer: RetentionView,
  })
  show(@CurrentOfficer() officer: Officer, @InQuery() { unit }: z.infer<typeof RetentionQuery>) {
    this.authority.mustHold(officer, unit, SEEING_RETENTION);
    return this.viewOf(unit);
  }

  @Put('', { summary: 'Change how long', by: WEEDING, body: ChangeRetention, answer: RetentionView })
  async change(
    @CurrentOfficer() officer: Officer,
    @InBody() { unit, kind, purpose, days }: z.infer<typeof ChangeRetention>,
  ) {
    await this.retention.change(officer, unit, kind, purpose, days);
    return this.viewOf(unit);
  }

  @Post('weeding', {
    summary: 'Erase exactly what the preview showed',
    by: WEEDING,
    body: WeedRequest,
    answer: WeededView,
  })
  async weed(@CurrentOfficer() officer: Officer, @InBody() { unit, bulletins }: z.infer<typeof WeedRequest>) {
    return { weeded: await this.retention.weed(officer, unit, bulletins) };
  }

  private async viewOf(unit: UnitAddress): Promise<z.infer<typeof RetentionView>> {
    const due = await this.retention.due(unit, Date.now());
    return {
      unit,
      days: await this.retention.rules(unit),
      due: due.map((one) => ({ ...one, validUntil: iso(one.validUntil), dueAt: iso(one.dueAt) })),
    };
  }
}

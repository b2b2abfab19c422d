import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { MOST_CASE_DAYS } from '#libs/kinds/case-retention.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InBody, InQuery, Post, Put } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { mustHold } from '../../people/officers/must-hold.js';
import { HOLDING, type Officer, READING, roleIn, SEEING_RETENTION, WEEDING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { CaseId, HoldView, KindName } from '../views.js';
import { CaseHolds } from './case-holds.service.js';
import { CaseRetention, MOST_CASES_AT_ONCE } from './case-retention.service.js';

const Days = z.int().min(1).max(MOST_CASE_DAYS);
/** With kind and days: as if that were the rule, to be seen before it is one. */
const CaseRetentionQuery = z.strictObject({
  unit: UnitAddress,
  kind: KindName.optional(),
  days: z.coerce.number().pipe(Days).optional(),
});
/** Null for who keeps the node running and reads no cases. */
const Reference = z.string().nullable();
const CaseRetentionView = z.object({
  unit: UnitAddress,
  /** By kind: days after a case ended; null where cases are kept without end, as they are until somebody says otherwise. */
  days: z.record(KindName, Days.nullable()),
  /** What weeding would erase now, how many cases in all, and the longest due of them. */
  dueInAll: z.int(),
  due: z.array(
    z.object({
      id: CaseId,
      kind: KindName,
      reference: Reference,
      endedAt: z.iso.datetime(),
      dueAt: z.iso.datetime(),
    }),
  ),
  /** Those that are kept whatever the rule says; none for who reads no cases. */
  held: z.array(HoldView.extend({ id: CaseId, kind: KindName, reference: Reference })),
});
const ChangeCaseRetention = z.strictObject({ unit: UnitAddress, kind: KindName, days: Days.nullable() });
/** Exactly what the preview showed. */
const WeedCases = z.strictObject({ unit: UnitAddress, cases: z.array(CaseId).min(1).max(MOST_CASES_AT_ONCE) });
const WeededCases = z.object({ weeded: z.int() });
const Hold = z.strictObject({
  unit: UnitAddress,
  why: z.string().trim().min(1, 'the reason; it stands beside the case and in the audit log').max(500),
});

/** How long what was said in cases is kept, and which of them are kept whatever the rule says. */
@Controller('retention/cases')
export class CaseRetentionController {
  constructor(
    private readonly retention: CaseRetention,
    private readonly holds: CaseHolds,
    private readonly keys: KeysService,
  ) {}

  @Get('', {
    summary: 'How long a unit keeps what was said in cases, and what weeding would erase now',
    by: SEEING_RETENTION,
    query: CaseRetentionQuery,
    answer: CaseRetentionView,
  })
  show(@CurrentOfficer() officer: Officer, @InQuery() { unit, kind, days }: z.infer<typeof CaseRetentionQuery>) {
    mustHold(this.keys, officer, unit, SEEING_RETENTION);
    return this.viewOf(officer, unit, kind !== undefined && days !== undefined ? { [kind]: days } : {});
  }

  @Put('', { summary: 'Change how long', by: WEEDING, body: ChangeCaseRetention, answer: CaseRetentionView })
  async change(
    @CurrentOfficer() officer: Officer,
    @InBody() { unit, kind, days }: z.infer<typeof ChangeCaseRetention>,
  ) {
    await this.retention.change(officer, unit, kind, days);
    return this.viewOf(officer, unit);
  }

  @Post('weeding', {
    summary: 'Erase what was said in exactly the cases that the preview showed',
    by: WEEDING,
    body: WeedCases,
    answer: WeededCases,
  })
  async weed(@CurrentOfficer() officer: Officer, @InBody() { unit, cases }: z.infer<typeof WeedCases>) {
    return { weeded: await this.retention.weed(officer, unit, cases) };
  }

  @Post(':id/hold', { summary: 'Keep a case whatever the rule says', by: HOLDING, body: Hold, status: 204 })
  hold(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InBody() { unit, why }: z.infer<typeof Hold>,
  ): Promise<void> {
    return this.holds.put(officer, unit, id, why);
  }

  @Post(':id/hold/end', { summary: 'Keep it by the rule again', by: HOLDING, body: Hold, status: 204 })
  endHold(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InBody() { unit, why }: z.infer<typeof Hold>,
  ): Promise<void> {
    return this.holds.end(officer, unit, id, why);
  }

  /** @param asIf days that are looked at in the place of those that hold */
  private async viewOf(
    officer: Officer,
    unit: UnitAddress,
    asIf: Readonly<Record<string, number>> = {},
  ): Promise<z.infer<typeof CaseRetentionView>> {
    const days = await this.retention.days(unit);
    const due = await this.retention.due(unit, Date.now(), { ...days, ...asIf });
    const role = roleIn(officer, unit, READING);
    if (role) await this.retention.noteLook(officer, unit, role, due.cases.length);
    const shown = <One extends { readonly kind: string; readonly reference: string | null }>(one: One) => ({
      ...one,
      kind: KindName.parse(one.kind),
      reference: role ? one.reference : null,
    });
    return {
      unit,
      days: Object.fromEntries(KindName.options.map((kind) => [kind, days[kind] ?? null])),
      dueInAll: due.inAll,
      due: due.cases.map((one) => ({ ...shown(one), endedAt: iso(one.endedAt), dueAt: iso(one.dueAt) })),
      held: (role ? await this.holds.list(unit) : []).map((one) => ({ ...shown(one), at: iso(one.at) })),
    };
  }
}

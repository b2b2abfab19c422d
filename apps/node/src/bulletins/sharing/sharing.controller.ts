import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { GrantDays, ShareRequest } from '#libs/kinds/alert/sharing.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InBody, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { type Officer, READING, RELEASING, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { PassingOn } from './passing-on.service.js';
import { ShareAsking } from './share-asking.service.js';
import { ShareDecisions } from './share-decisions.service.js';
import { ShareRequests } from './share-requests.js';

export const AskShareRequest = ShareRequest.pick({ recipients: true, reason: true });
export const AskedView = z.object({ id: z.string() });
const DEFAULT_DAYS = 30;
export const DecideShareRequest = z.strictObject({
  granted: z.boolean(),
  /** How long the grant holds. */
  days: GrantDays.default(DEFAULT_DAYS),
  reason: ShareRequest.shape.reason.optional(),
});
export const AskGrantRequest = DecideShareRequest.pick({ days: true });
export const PassedOnView = z.object({ id: z.string(), recipients: z.array(z.string()) });
export const ShareRequestList = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      unit: UnitAddress,
      alert: z.string(),
      author: UnitAddress,
      requester: UnitAddress,
      recipients: z.array(z.string()),
      reason: ShareRequest.shape.reason,
      askedAt: z.iso.datetime(),
      decidedAt: z.iso.datetime().nullable(),
      granted: z.boolean().nullable(),
      releaseAskedBy: z.string().nullable(),
      /** For how long it would be granted at most. */
      releaseAskedDays: z.int().nullable(),
    }),
  ),
});

@Controller()
export class SharingController {
  constructor(
    private readonly requests: ShareRequests,
    private readonly asking: ShareAsking,
    private readonly decisions: ShareDecisions,
    private readonly passing: PassingOn,
  ) {}

  @Post('bulletins/alert/:id/share-requests', {
    summary: 'Ask its author whether you may pass it on',
    by: RELEASING,
    body: AskShareRequest,
    answer: AskedView,
    status: 201,
  })
  async ask(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InBody() { recipients, reason }: z.infer<typeof AskShareRequest>,
  ) {
    return { id: await this.asking.ask(officer, id, recipients, reason) };
  }

  @Get('share-requests', { summary: 'What your units asked, and are asked', by: READING, answer: ShareRequestList })
  async list(@CurrentOfficer() officer: Officer) {
    const requests = await this.requests.list(officer);
    return {
      requests: requests.map(({ askedAt, decidedAt, ...one }) => ({
        ...one,
        askedAt: iso(askedAt),
        decidedAt: decidedAt === null ? null : iso(decidedAt),
      })),
    };
  }

  @Post('share-requests/:id/decision', {
    summary: 'Grant it by signature, or refuse',
    by: RELEASING,
    body: DecideShareRequest,
    status: 204,
  })
  decide(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) request: MessageReference,
    @InBody() { granted, days, reason }: z.infer<typeof DecideShareRequest>,
  ): Promise<void> {
    return this.decisions.decide(officer, request, granted ? days : null, reason);
  }

  @Post('share-requests/:id/decision/release-request', {
    summary: 'Ask a second officer to grant it',
    by: WRITING,
    body: AskGrantRequest,
    status: 204,
  })
  askGrant(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) request: MessageReference,
    @InBody() { days }: z.infer<typeof AskGrantRequest>,
  ): Promise<void> {
    return this.decisions.askGrant(officer, request, days);
  }

  @Post('share-requests/:id/share/release-request', {
    summary: 'Ask a second officer to pass it on',
    by: WRITING,
    status: 204,
  })
  askPassOn(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) request: MessageReference,
  ): Promise<void> {
    return this.passing.askPassOn(officer, request);
  }

  @Post('share-requests/:id/share', {
    summary: 'Pass it on to whom its author granted it',
    by: RELEASING,
    answer: PassedOnView,
    status: 201,
  })
  passOn(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) request: MessageReference) {
    return this.passing.passOn(officer, request);
  }
}

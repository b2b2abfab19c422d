import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { Citation, RiskAssessment } from '#libs/kinds/risk-assessment/assessment.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InBody, InQuery, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { InboxService } from '../alerts/inbox.service.js';
import { AlertLine, AlertView, ListQuery, PostedView, ShowQuery } from '../alerts/views.js';
import { PATHS } from '../paths.js';
import { AssessmentsService, KIND } from './assessments.service.js';

export const PostAssessment = z.strictObject({ unit: UnitAddress, assessment: RiskAssessment });
export const PostedAssessment = PostedView.pick({ id: true, audience: true });
export const AssessmentList = z.object({
  assessments: z.array(AlertLine),
  next: z.string().nullable(),
  ignored: z.array(z.string()),
});
export const AssessmentView = AlertView.omit({ alert: true, files: true, changes: true }).extend({
  /** Null where it was recalled: its content is erased. */
  assessment: RiskAssessment.nullable(),
  /** How what it rests on stands now. */
  sources: z.array(
    z.object({
      ...Citation.shape,
      title: z.string().nullable(),
      standing: z.enum(['valid', 'expired', 'replaced', 'recalled', 'not-here']),
    }),
  ),
});

@Controller(PATHS[KIND])
export class AssessmentsController {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly inbox: InboxService,
  ) {}

  @Post('', {
    summary: 'Post a risk assessment that cites alerts',
    body: PostAssessment,
    answer: PostedAssessment,
    status: 201,
  })
  post(@CurrentOfficer() officer: Officer, @InBody() { unit, assessment }: z.infer<typeof PostAssessment>) {
    return this.assessments.post(officer, unit, assessment);
  }

  @Get('', { summary: 'A page of risk assessments, newest first', query: ListQuery, answer: AssessmentList })
  async list(@CurrentOfficer() officer: Officer, @InQuery() query: z.infer<typeof ListQuery>) {
    const { lines, ...page } = await this.inbox.list(officer, KIND, query);
    return { assessments: lines, ...page };
  }

  @Get(':id', {
    summary: 'One of them with its trust and delivery, and how its sources stand now',
    query: ShowQuery,
    answer: AssessmentView,
  })
  async show(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InQuery() { why }: z.infer<typeof ShowQuery>,
  ) {
    return this.assessments.show(officer, id, why);
  }
}

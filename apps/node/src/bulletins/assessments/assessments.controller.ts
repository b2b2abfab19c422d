import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { Citation, RiskAssessment } from '#libs/kinds/risk-assessment/assessment.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InBody, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { PostedView } from '../alerts/views.js';
import { AssessmentsService } from './assessments.service.js';

export const PostAssessment = z.strictObject({ unit: UnitAddress, assessment: RiskAssessment });
export const PostedAssessment = PostedView.pick({ id: true, audience: true });
const Summary = z.object({
  id: z.string(),
  unit: UnitAddress,
  sender: UnitAddress,
  title: z.string(),
  tlp: z.string(),
  storedAt: z.iso.datetime(),
});
export const AssessmentList = z.object({ assessments: z.array(Summary) });
export const AssessmentView = z.object({
  ...Summary.shape,
  assessment: RiskAssessment,
  /** How what it rests on stands now. */
  sources: z.array(
    z.object({
      ...Citation.shape,
      title: z.string().nullable(),
      standing: z.enum(['valid', 'expired', 'replaced', 'recalled', 'not-here']),
    }),
  ),
});

@Controller('assessments')
export class AssessmentsController {
  constructor(private readonly assessments: AssessmentsService) {}

  @Post('', {
    summary: 'Post a risk assessment that cites alerts',
    body: PostAssessment,
    answer: PostedAssessment,
    status: 201,
  })
  post(@CurrentOfficer() officer: Officer, @InBody() { unit, assessment }: z.infer<typeof PostAssessment>) {
    return this.assessments.post(officer, unit, assessment);
  }

  @Get('', { summary: 'Risk assessments, newest first', answer: AssessmentList })
  async list(@CurrentOfficer() officer: Officer) {
    return { assessments: (await this.assessments.list(officer)).map(summaryOf) };
  }

  @Get(':id', { summary: 'One of them, with how its sources stand now', answer: AssessmentView })
  async show(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
    const { row, assessment, sources } = await this.assessments.show(officer, id);
    return { ...summaryOf({ row, assessment }), assessment, sources };
  }
}

type Listed = Awaited<ReturnType<AssessmentsService['list']>>[number];
const summaryOf = ({ row, assessment }: Listed): z.infer<typeof Summary> => ({
  id: row.messageId,
  unit: row.unit as UnitAddress,
  sender: row.sender as UnitAddress,
  title: assessment.title.text,
  tlp: row.handling,
  storedAt: iso(row.storedAt),
});

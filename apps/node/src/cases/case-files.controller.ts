import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AttachedFile } from '#libs/kinds/attached-file.js';
import { contentOf, filesIn } from '#libs/kinds/case-message.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InQuery } from '../http/route.js';
import { InPath } from '../http/validated.js';
import { type Officer, READING } from '../people/officers/roles.js';
import { CurrentOfficer } from '../people/sign-in/session.js';
import { FileAnswers, theFile } from '../post/files/file-answers.js';
import { FilesService } from '../post/files/files.service.js';
import { CasesService } from './cases.service.js';
import { fileInCase } from './open-case.js';
import { CaseId } from './views.js';

export const CaseFileQuery = z.strictObject({ unit: UnitAddress.optional() });

/** Files of cases, by the event that describes them. */
@Controller('cases/:id/events/:event/files')
export class CaseFilesController {
  constructor(
    private readonly files: FilesService,
    private readonly cases: CasesService,
    private readonly answers: FileAnswers,
  ) {}

  @Get(':name', {
    summary: 'Download a file that an event of a case describes',
    by: READING,
    query: CaseFileQuery,
    answer: 'bytes',
  })
  async file(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InPath('event', CaseId) event: string,
    @InPath('name', AttachedFile.shape.name) name: string,
    @InQuery() { unit }: z.infer<typeof CaseFileQuery>,
    @Res() reply: FastifyReply,
  ) {
    const { open, role } = await this.cases.read(officer, id, unit);
    const described = theFile(filesIn(contentOf(open.contents.get(event) ?? null)), name);
    const row = await this.files.find(open.unit, described);
    await this.answers.download(officer, { row, role, described, subject: fileInCase(event, name) }, reply);
  }
}

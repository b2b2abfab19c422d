import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { SentBytes } from '../../http/reading.js';
import { InBody, InQuery, Post } from '../../http/route.js';
import { type Officer, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { ImportsService } from './imports.service.js';
import { ImportQuery, ImportReport } from './views.js';

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  /** The body is the file's bytes: application/octet-stream. What it is, is told from its content. */
  @Post('imports', {
    summary: 'A STIX 2.1, MISP or GeoJSON file as drafts, with a line for each thing in it',
    by: WRITING,
    query: ImportQuery,
    body: 'bytes',
    answer: ImportReport,
    status: 201,
  })
  import(
    @CurrentOfficer() officer: Officer,
    @InQuery() query: z.infer<typeof ImportQuery>,
    @InBody() content: SentBytes,
  ) {
    return this.imports.import(officer, query.unit, content, query.dryRun);
  }
}

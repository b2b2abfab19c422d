import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { EXPORTS } from '#libs/kinds/alert/exchange/index.js';
import { SentBytes } from '../../http/reading.js';
import { InBody, InQuery, Post } from '../../http/route.js';
import { type Officer, READING, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { OneEach } from '../../process/one-each.js';
import { ExchangeService } from './exchange.service.js';
import { ExportRequest, ImportQuery, ImportReport } from './views.js';

const PDF = { mediaType: 'application/pdf', extension: 'pdf' };

@Controller()
export class ExchangeController {
  private readonly exports = new OneEach();

  constructor(private readonly exchange: ExchangeService) {}

  @Post('exports', {
    summary: 'Alerts as STIX 2.1, MISP events, GeoJSON or CSV, where policy lets you export them',
    by: READING,
    body: ExportRequest,
    answer: 'bytes',
  })
  async export(
    @CurrentOfficer() officer: Officer,
    @InBody() request: z.infer<typeof ExportRequest>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mediaType, extension } = request.format === 'pdf' ? PDF : EXPORTS[request.format];
    await this.exports.of(
      officer.name,
      reply,
      () => this.exchange.export(officer, request),
      (content) =>
        reply
          .header('content-type', mediaType)
          .header('content-disposition', `attachment; filename="alerts.${extension}"`)
          .header('x-content-type-options', 'nosniff')
          .send(typeof content === 'string' ? content : Buffer.from(content)),
    );
  }

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
    return this.exchange.import(officer, query.unit, content, query.dryRun);
  }
}

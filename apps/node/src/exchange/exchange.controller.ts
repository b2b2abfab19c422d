import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EXPORTS } from '#libs/kinds/alert/exchange/index.js';
import { problem } from '../http/problem.js';
import { SentBytes } from '../http/reading.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { ExchangeService } from './exchange.service.js';
import { ExportRequest, ImportQuery } from './views.js';

const PDF = { mediaType: 'application/pdf', extension: 'pdf' };

@Controller()
export class ExchangeController {
  constructor(private readonly exchange: ExchangeService) {}

  @Post('exports')
  @HttpCode(200)
  async export(@CurrentOfficer() officer: Officer, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const request = validated(ExportRequest, body);
    const content = await this.exchange.export(officer, request);
    const { mediaType, extension } = request.format === 'pdf' ? PDF : EXPORTS[request.format];
    await reply
      .header('content-type', mediaType)
      .header('content-disposition', `attachment; filename="alerts.${extension}"`)
      .header('x-content-type-options', 'nosniff')
      .send(typeof content === 'string' ? content : Buffer.from(content));
  }

  /** The body is the file's bytes: application/octet-stream. What it is, is told from its content. */
  @Post('imports')
  import(@CurrentOfficer() officer: Officer, @Query() query: unknown, @Req() request: FastifyRequest) {
    const { unit, dryRun } = validated(ImportQuery, query);
    if (!(request.body instanceof SentBytes)) {
      throw problem(415, 'not-a-file', 'A file is sent as application/octet-stream.', 'Set that content type.');
    }
    return this.exchange.import(officer, unit, request.body, dryRun);
  }
}

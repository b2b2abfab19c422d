import { Controller, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatsOf, PAPER } from '#libs/kinds/bulletin-exports.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { InBody, Post } from '../../http/route.js';
import { type Officer, READING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { bulletinsOf } from '../paths.js';
import { ExportsService } from './exports.service.js';
import { type ExportRequest, exportRequest } from './views.js';

function exportsController(kind: BulletinName): Type {
  const formats = formatsOf(kind);

  @Controller(bulletinsOf(kind))
  class BulletinExportsController {
    constructor(private readonly exporting: ExportsService) {}

    @Post('exports', {
      summary: 'Some of them for programs or on paper, where policy lets you export them',
      by: READING,
      body: exportRequest(Object.keys(formats)),
      answer: 'bytes',
    })
    async export(
      @CurrentOfficer() officer: Officer,
      @InBody() request: ExportRequest,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      const { mediaType, extension } = formats[request.format] ?? PAPER;
      await this.exporting.oneEach.of(
        officer.name,
        reply,
        () => this.exporting.export(officer, kind, request),
        (content) =>
          reply
            .header('content-type', mediaType)
            .header('content-disposition', `attachment; filename="${kind}.${extension}"`)
            .header('x-content-type-options', 'nosniff')
            .send(typeof content === 'string' ? content : Buffer.from(content)),
      );
    }
  }
  return BulletinExportsController;
}

/** Bulletins for programs and on paper. */
export const BULLETIN_EXPORTS: Type[] = BULLETIN_NAMES.map(exportsController);

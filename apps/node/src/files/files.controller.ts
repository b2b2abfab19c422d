import { Readable } from 'node:stream';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AttachedFile } from '#libs/kinds/alert/schema.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Audit } from '../audit/audit.js';
import { problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import { type Officer, READING, roleIn } from '../officers/roles.js';
import { CurrentOfficer } from '../officers/session.js';
import { FilesService } from './files.service.js';

export const UploadQuery = z.strictObject({
  unit: UnitAddress,
  fileName: AttachedFile.shape.fileName,
  mediaType: AttachedFile.shape.mediaType,
});
export const UploadedView = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() });

@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly audit: Audit,
  ) {}

  /** The body is the file's bytes, whatever they are: application/octet-stream. */
  @Post()
  async upload(@CurrentOfficer() officer: Officer, @Query() query: unknown, @Req() request: FastifyRequest) {
    const { unit, ...described } = validated(UploadQuery, query);
    if (!roleIn(officer, unit, ['drafter', 'releaser'])) {
      throw problem(403, 'role-missing', `You may not draft for ${unit}.`, 'Ask the administrator of your node.');
    }
    if (!(request.body instanceof Readable)) {
      throw problem(415, 'not-a-file', 'A file is sent as application/octet-stream.', 'Set that content type.');
    }
    return this.files.upload(unit, described, request.body);
  }

  /** Always a download, never shown in place: what it is was said by somebody else. */
  @Get(':name')
  async download(@CurrentOfficer() officer: Officer, @Param('name') name: string, @Res() reply: FastifyReply) {
    const rows = await this.files.find(name);
    const row = rows.find((one) => roleIn(officer, one.unit, READING));
    if (!row) throw problem(404, 'file-unknown', 'None of your units has this file.', 'See the alert that names it.');
    if (row.direction === 'in' && !row.complete) {
      throw problem(409, 'file-on-its-way', 'The file has not arrived whole yet.', 'Try again in a moment.');
    }
    const role = roleIn(officer, row.unit, READING)!;
    await this.audit.note({ officer: officer.name, unit: row.unit, role, action: 'file-opened', subject: name });
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', row.bytes)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(row.fileName)}`)
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(this.files.content(row)));
  }
}

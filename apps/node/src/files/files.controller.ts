import { Readable } from 'node:stream';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AttachedFile } from '#libs/kinds/attached-file.js';
import { Audit } from '../audit/audit.js';
import { problem } from '../http/problem.js';
import { InPath } from '../http/validated.js';
import { type Officer, READING, roleIn } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { FilesService } from './files.service.js';
import { isPicture, MAX_PICTURE_BYTES, previewOf } from './pictures.js';

@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly audit: Audit,
  ) {}

  /** Always a download, never shown in place: what it is was said by somebody else. */
  @Get(':name')
  async download(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    const { row, role } = await this.found(officer, name);
    await this.audit.note({ officer: officer.name, unit: row.unit, role, action: 'file-opened', subject: name });
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', row.bytes)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(row.fileName)}`)
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(this.files.content(row)));
  }

  /** A small picture, written anew: safe to show, as nothing of the sender's own bytes is in it. */
  @Get(':name/preview')
  async preview(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    const { row, role } = await this.found(officer, name);
    const content =
      isPicture(row.mediaType) && row.bytes <= MAX_PICTURE_BYTES ? await this.files.whole(row) : undefined;
    const picture = content && (await previewOf(content));
    if (!picture)
      throw problem(
        404,
        'no-preview',
        'There is no preview of this file.',
        'Save it and open it where it can do no harm.',
      );
    await this.audit.note({
      officer: officer.name,
      unit: row.unit,
      role,
      action: 'file-opened',
      subject: name,
      why: 'preview',
    });
    await reply.header('content-type', 'image/webp').header('x-content-type-options', 'nosniff').send(picture);
  }

  private async found(officer: Officer, name: string) {
    const rows = await this.files.find(name);
    const row = rows.find((one) => roleIn(officer, one.unit, READING));
    if (!row) throw problem(404, 'file-unknown', 'None of your units has this file.', 'See the alert that names it.');
    if (row.direction === 'in' && !row.complete) {
      throw problem(409, 'file-on-its-way', 'The file has not arrived whole yet.', 'Try again in a moment.');
    }
    return { row, role: roleIn(officer, row.unit, READING)! };
  }
}

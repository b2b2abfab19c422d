import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AttachedFile } from '#libs/kinds/attached-file.js';
import { Get } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { type Officer, READING, roleIn } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { FileAnswers, type FoundFile, fileUnknown } from './file-answers.js';
import { FilesService } from './files.service.js';

/** Files that a unit of the officer uploaded: their names are this node's. */
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly answers: FileAnswers,
  ) {}

  @Get(':name', { summary: 'Download a file that your unit uploaded', by: READING, answer: 'bytes' })
  async upload(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    await this.answers.download(officer, await this.uploaded(officer, name), reply);
  }

  @Get(':name/preview', { summary: 'A small picture of it, made anew', by: READING, answer: 'bytes' })
  async uploadPreview(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    await this.answers.preview(officer, await this.uploaded(officer, name), reply);
  }

  private async uploaded(officer: Officer, name: string): Promise<FoundFile> {
    const row = await this.files.upload(name);
    const role = row && roleIn(officer, row.unit, READING);
    if (!row || !role) throw fileUnknown();
    return { row, role, described: row, subject: name };
  }
}

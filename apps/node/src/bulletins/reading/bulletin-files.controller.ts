import { Controller, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MessageReference } from '#libs/envelope/id.js';
import { referenceOf } from '#libs/envelope/reference.js';
import { AttachedFile } from '#libs/kinds/attached-file.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Get } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { type Officer, READING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { FileAnswers, type FoundFile, theFile } from '../../post/files/file-answers.js';
import { FilesService } from '../../post/files/files.service.js';
import { bulletinsOf } from '../paths.js';
import { ReadingService } from './reading.service.js';

function filesController(kind: BulletinName): Type {
  @Controller(`${bulletinsOf(kind)}/:id/files`)
  class BulletinFilesController {
    constructor(
      private readonly files: FilesService,
      private readonly reading: ReadingService,
      private readonly answers: FileAnswers,
    ) {}

    @Get(':name', { summary: 'Download a file that it describes', by: READING, answer: 'bytes' })
    async file(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InPath('name', AttachedFile.shape.name) name: string,
      @Res() reply: FastifyReply,
    ) {
      await this.answers.download(officer, await this.found(officer, id, name), reply);
    }

    @Get(':name/preview', { summary: 'A small picture of it, made anew', by: READING, answer: 'bytes' })
    async preview(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InPath('name', AttachedFile.shape.name) name: string,
      @Res() reply: FastifyReply,
    ) {
      await this.answers.preview(officer, await this.found(officer, id, name), reply);
    }

    private async found(officer: Officer, which: MessageReference, name: string): Promise<FoundFile> {
      const { row: message, role, bulletin } = await this.reading.whole(officer, kind, which);
      const described = theFile(bulletin.body.files, name);
      return {
        row: await this.files.find(message.unit, described),
        role,
        described,
        subject: `${referenceOf(message)}/${name}`,
      };
    }
  }
  return BulletinFilesController;
}

/** Files of bulletins, by the one that describes them: a name alone is whatever its sender chose. */
export const BULLETIN_FILES: Type[] = BULLETIN_NAMES.map(filesController);

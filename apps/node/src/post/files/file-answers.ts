import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import type { Role } from '#libs/policy/roles.js';
import type { FileRow } from '#libs/store/post-entities.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import type { Officer } from '../../people/officers/roles.js';
import { FilesService } from './files.service.js';
import { isPicture, MAX_PICTURE_BYTES, previewOf } from './pictures.js';

/** A file that an officer may read, as the message that they read describes it. */
export interface FoundFile {
  readonly row: FileRow;
  readonly role: Role;
  readonly described: Pick<AttachedFile, 'fileName' | 'mediaType'>;
  /** As the audit log names it. */
  readonly subject: string;
}

/** Answers with files: each look is in the audit log, and nothing of a sender's is shown in place. */
@Injectable()
export class FileAnswers {
  constructor(
    private readonly files: FilesService,
    private readonly audit: Audit,
  ) {}

  /** Always a download, never shown in place: what it is was said by somebody else. */
  async download(officer: Officer, found: FoundFile, reply: FastifyReply): Promise<void> {
    const { row, described } = found;
    await this.note(officer, found);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', row.bytes)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(described.fileName)}`)
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(this.files.content(row)));
  }

  /** A small picture, written anew: safe to show, as nothing of the sender's own bytes is in it. */
  async preview(officer: Officer, found: FoundFile, reply: FastifyReply): Promise<void> {
    const { row, described } = found;
    const mayHaveOne = isPicture(described.mediaType) && row.bytes <= MAX_PICTURE_BYTES;
    const picture = mayHaveOne ? await previewOf(() => this.files.whole(row)) : undefined;
    if (!picture)
      throw problem(
        404,
        'no-preview',
        'There is no preview of this file.',
        'Save it and open it where it can do no harm.',
      );
    await this.note(officer, found, 'preview');
    await reply.header('content-type', 'image/webp').header('x-content-type-options', 'nosniff').send(picture);
  }

  private note = (officer: Officer, { row, role, subject }: FoundFile, why?: string): Promise<void> =>
    this.audit.note({ officer: officer.name, unit: row.unit, role, action: 'file-opened', subject, why });
}

/** @throws Problem where the message describes none of that name */
export function theFile(files: readonly AttachedFile[], name: string): AttachedFile {
  const found = files.find((file) => file.name === name);
  if (found) return found;
  throw fileUnknown();
}

export const fileUnknown = () =>
  problem(404, 'file-unknown', 'None of your units has this file.', 'See the message that names it.');

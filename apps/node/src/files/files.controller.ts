import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { referenceOf } from '#libs/envelope/reference.js';
import { AttachedFile } from '#libs/kinds/attached-file.js';
import { contentOf, filesIn } from '#libs/kinds/case-message.js';
import type { FileRow } from '#libs/store/node-entities.js';
import { UnitAddress } from '#libs/trust/address.js';
import { ReadingService } from '../alerts/reading.service.js';
import { Audit } from '../audit/audit.js';
import { fileInCase } from '../cases/case-store.js';
import { CasesService } from '../cases/cases.service.js';
import { CaseId } from '../cases/views.js';
import { problem } from '../http/problem.js';
import { Get, InQuery } from '../http/route.js';
import { InPath } from '../http/validated.js';
import { type Officer, READING, type Role, roleIn } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { FilesService } from './files.service.js';
import { isPicture, MAX_PICTURE_BYTES, previewOf } from './pictures.js';

export const CaseFileQuery = z.strictObject({ unit: UnitAddress.optional() });

/** A file that an officer may read, as the message that they read describes it. */
interface Found {
  readonly row: FileRow;
  readonly role: Role;
  readonly described: Pick<AttachedFile, 'fileName' | 'mediaType'>;
  /** As the audit log names it. */
  readonly subject: string;
}

/** Files by the message that describes them: a name alone is whatever its sender chose. */
@Controller()
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly reading: ReadingService,
    private readonly cases: CasesService,
    private readonly audit: Audit,
  ) {}

  /** One that a unit of the officer uploaded: the name is this node's. */
  @Get('files/:name', { summary: 'Download a file that your unit uploaded', answer: 'bytes' })
  async upload(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    await this.download(officer, await this.uploaded(officer, name), reply);
  }

  @Get('files/:name/preview', { summary: 'A small picture of it, made anew', answer: 'bytes' })
  async uploadPreview(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    await this.preview(officer, await this.uploaded(officer, name), reply);
  }

  @Get('alerts/:id/files/:name', { summary: 'Download a file that an alert describes', answer: 'bytes' })
  async ofAlert(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    await this.download(officer, await this.inAlert(officer, id, name), reply);
  }

  @Get('alerts/:id/files/:name/preview', { summary: 'A small picture of it, made anew', answer: 'bytes' })
  async ofAlertPreview(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InPath('name', AttachedFile.shape.name) name: string,
    @Res() reply: FastifyReply,
  ) {
    await this.preview(officer, await this.inAlert(officer, id, name), reply);
  }

  @Get('cases/:id/events/:event/files/:name', {
    summary: 'Download a file that an event of a case describes',
    query: CaseFileQuery,
    answer: 'bytes',
  })
  async ofCase(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InPath('event', CaseId) event: string,
    @InPath('name', AttachedFile.shape.name) name: string,
    @InQuery() { unit }: z.infer<typeof CaseFileQuery>,
    @Res() reply: FastifyReply,
  ) {
    const { open, role } = await this.cases.read(officer, id, unit);
    const described = theOne(filesIn(contentOf(open.contents.get(event) ?? null)), name);
    const row = await this.files.find(open.unit, described);
    await this.download(officer, { row, role, described, subject: fileInCase(event, name) }, reply);
  }

  private async uploaded(officer: Officer, name: string): Promise<Found> {
    const row = await this.files.upload(name);
    const role = row && roleIn(officer, row.unit, READING);
    if (!row || !role) throw fileUnknown();
    return { row, role, described: row, subject: name };
  }

  private async inAlert(officer: Officer, which: MessageReference, name: string): Promise<Found> {
    const { row: message, role, alert } = await this.reading.readWhole(officer, which);
    const described = theOne(alert.files, name);
    return {
      row: await this.files.find(message.unit, described),
      role,
      described,
      subject: `${referenceOf(message)}/${name}`,
    };
  }

  /** Always a download, never shown in place: what it is was said by somebody else. */
  private async download(officer: Officer, found: Found, reply: FastifyReply): Promise<void> {
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
  private async preview(officer: Officer, found: Found, reply: FastifyReply): Promise<void> {
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

  private note = (officer: Officer, { row, role, subject }: Found, why?: string): Promise<void> =>
    this.audit.note({ officer: officer.name, unit: row.unit, role, action: 'file-opened', subject, why });
}

/** @throws Problem where the message describes none of that name */
function theOne(files: readonly AttachedFile[], name: string): AttachedFile {
  const found = files.find((file) => file.name === name);
  if (found) return found;
  throw fileUnknown();
}

const fileUnknown = () =>
  problem(404, 'file-unknown', 'None of your units has this file.', 'See the message that names it.');

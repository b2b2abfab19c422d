import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Count, FileBytes } from '#libs/bounds/numbers.js';
import { AttachedFile } from '#libs/kinds/attached-file.js';
import type { UploadRow } from '#libs/store/post-entities.js';
import { UnitAddress } from '#libs/trust/address.js';
import { SentBytes } from '../../http/reading.js';
import { Get, InBody, InQuery, Post, Put } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { ATTACHING, type Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { Authority } from '../../trust/authority/authority.js';
import { UploadsService } from './uploads.service.js';

export const BeginUpload = z.strictObject({
  unit: UnitAddress,
  fileName: AttachedFile.shape.fileName,
  mediaType: AttachedFile.shape.mediaType,
  bytes: FileBytes,
  /** A picture's location and device data are taken out, unless they are kept on purpose. */
  keepMetadata: z.boolean().default(false),
});
export const AppendQuery = z.strictObject({ offset: z.coerce.number().pipe(Count) });
export const UploadView = z.object({
  name: z.string(),
  bytes: z.int(),
  /** From where to go on. */
  received: z.int(),
  /** Once all of it is here: by this name an alert attaches it. */
  file: z
    .object({
      name: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      metadata: z.enum(['removed', 'kept', 'unknown']),
    })
    .nullable(),
});

/** Files on their way in, in as many requests as the line needs. */
@Controller('uploads')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly authority: Authority,
  ) {}

  @Post('', { summary: 'Begin to upload a file', by: ATTACHING, body: BeginUpload, answer: UploadView, status: 201 })
  async begin(@CurrentOfficer() officer: Officer, @InBody() { unit, ...described }: z.infer<typeof BeginUpload>) {
    this.authority.mustHold(officer, unit, ATTACHING);
    return viewOf(await this.uploads.begin(officer, unit, described));
  }

  @Get(':name', { summary: 'From where to go on with an upload', by: ATTACHING, answer: UploadView })
  async show(@CurrentOfficer() officer: Officer, @InPath('name', AttachedFile.shape.name) name: string) {
    return viewOf(await this.uploads.find(officer, name));
  }

  /** The body is the file's bytes from `offset` on: application/octet-stream. */
  @Put(':name', {
    summary: 'Go on with an upload',
    by: ATTACHING,
    query: AppendQuery,
    body: 'bytes',
    answer: UploadView,
  })
  async append(
    @CurrentOfficer() officer: Officer,
    @InPath('name', AttachedFile.shape.name) name: string,
    @InQuery() query: z.infer<typeof AppendQuery>,
    @InBody() content: SentBytes,
  ) {
    const row = await this.uploads.find(officer, name);
    return { ...viewOf(row), ...(await this.uploads.append(row, query.offset, content)) };
  }
}

const viewOf = ({ name, bytes, received }: UploadRow): z.infer<typeof UploadView> => ({
  name,
  bytes,
  received,
  file: null,
});

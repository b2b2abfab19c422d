import { Controller, Param, ParseUUIDPipe, type Type } from '@nestjs/common';
import { z } from 'zod';
import { Version } from '#libs/bounds/numbers.js';
import { DateTime } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { FieldFault } from '#libs/outcome/field-faults.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import { type Officer, RELEASING, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { draftsOf } from '../paths.js';
import { BulletinsService } from '../reading/bulletins.service.js';
import { PostedView } from '../reading/views.js';
import { BulletinDraftsService, type WrittenDraft } from './bulletin-drafts.service.js';

const Unfinished = z.record(z.string(), z.json());
const LONGEST_UNDO_S = 60;

/** As far as it is written, or the id of one to begin from. */
export const CreateBulletinDraft = z.union([
  z.strictObject({ unit: UnitAddress, body: Unfinished }),
  z.strictObject({ unit: UnitAddress, from: MessageReference }),
]);
export const SaveBulletinDraft = z.strictObject({ version: Version, body: Unfinished });
export const AskRelease = z.strictObject({ version: Version });
export const ReleaseBulletinDraft = z.strictObject({
  version: Version,
  /** How long it can be undone before anything of it leaves the node, in seconds. */
  undoSeconds: z.int().min(0).max(LONGEST_UNDO_S).default(10),
  /** Nothing of it leaves the node before. */
  embargoUntil: DateTime.optional(),
  /** Once more what was posted before, word for word. */
  again: z.boolean().default(false),
});
export const BulletinDraftView = z.object({
  id: z.string(),
  unit: UnitAddress,
  version: Version,
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  releaseAskedBy: z.string().nullable(),
  body: Unfinished,
  faults: z.array(FieldFault).readonly(),
  warnings: z
    .array(
      z.object({
        field: z.string(),
        looksLike: z.enum(['telephone', 'mail', 'document-number', 'person']),
        found: z.string(),
      }),
    )
    .readonly(),
});
export const BulletinDraftList = z.object({
  drafts: z.array(
    BulletinDraftView.omit({ body: true, faults: true, warnings: true }).extend({
      title: z.string().nullable(),
      /** How many fields are wrong or missing. */
      faults: z.int(),
    }),
  ),
});

const viewOf = ({ savedAt, unit, body, ...draft }: WrittenDraft): z.infer<typeof BulletinDraftView> => ({
  ...draft,
  unit: unit as UnitAddress,
  savedAt: new Date(savedAt).toISOString(),
  body: body as z.infer<typeof Unfinished>,
});

function draftsController(kind: BulletinName): Type {
  @Controller(draftsOf(kind))
  class BulletinDraftsController {
    constructor(
      private readonly drafts: BulletinDraftsService,
      private readonly bulletins: BulletinsService,
    ) {}

    @Post('', {
      summary: 'Begin one, from nothing or from another',
      by: WRITING,
      body: CreateBulletinDraft,
      answer: BulletinDraftView,
      status: 201,
    })
    async create(@CurrentOfficer() officer: Officer, @InBody() request: z.infer<typeof CreateBulletinDraft>) {
      const body = 'from' in request ? await this.bulletins.template(officer, kind, request.from) : request.body;
      return viewOf(await this.drafts.create(officer, kind, request.unit, body as Record<string, unknown>));
    }

    @Get('', { summary: 'Those in the writing', by: WRITING, answer: BulletinDraftList })
    async list(@CurrentOfficer() officer: Officer) {
      const drafts = await this.drafts.list(officer, kind);
      return { drafts: drafts.map((one) => ({ ...one, savedAt: new Date(one.savedAt).toISOString() })) };
    }

    @Get(':id', { summary: 'One of them, with what is missing', by: WRITING, answer: BulletinDraftView })
    async show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
      return viewOf(await this.drafts.show(officer, kind, id));
    }

    @Put(':id', { summary: 'Save it as it is now', by: WRITING, body: SaveBulletinDraft, answer: BulletinDraftView })
    async save(
      @CurrentOfficer() officer: Officer,
      @Param('id', ParseUUIDPipe) id: string,
      @InBody() { version, body }: z.infer<typeof SaveBulletinDraft>,
    ) {
      return viewOf(await this.drafts.save(officer, kind, id, version, body));
    }

    @Delete(':id', { summary: 'Discard it', by: WRITING, status: 204 })
    discard(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
      return this.drafts.discard(officer, kind, id);
    }

    @Post(':id/release-request', {
      summary: 'Ask a second officer to release it',
      by: WRITING,
      body: AskRelease,
      answer: BulletinDraftView,
    })
    async ask(
      @CurrentOfficer() officer: Officer,
      @Param('id', ParseUUIDPipe) id: string,
      @InBody() body: z.infer<typeof AskRelease>,
    ) {
      return viewOf(await this.drafts.askRelease(officer, kind, id, body.version));
    }

    @Post(':id/dry-run', {
      summary: 'All that releasing it would check, and whom it would reach; sends nothing',
      by: RELEASING,
      body: AskRelease,
      answer: PostedView.pick({ audience: true }),
    })
    rehearse(
      @CurrentOfficer() officer: Officer,
      @Param('id', ParseUUIDPipe) id: string,
      @InBody() body: z.infer<typeof AskRelease>,
    ) {
      return this.drafts.rehearse(officer, kind, id, body.version);
    }

    @Post(':id/release', {
      summary: 'Release it to its audience',
      by: RELEASING,
      body: ReleaseBulletinDraft,
      answer: PostedView,
      status: 201,
    })
    release(
      @CurrentOfficer() officer: Officer,
      @Param('id', ParseUUIDPipe) id: string,
      @InBody() { version, undoSeconds, embargoUntil, again }: z.infer<typeof ReleaseBulletinDraft>,
    ) {
      const notBefore = Math.max(Date.now() + undoSeconds * 1000, embargoUntil ? Date.parse(embargoUntil) : 0);
      return this.drafts.release(officer, kind, { id, version }, { notBefore, again });
    }
  }
  return BulletinDraftsController;
}

/** Bulletins in the writing. */
export const BULLETIN_DRAFTS: Type[] = BULLETIN_NAMES.map(draftsController);

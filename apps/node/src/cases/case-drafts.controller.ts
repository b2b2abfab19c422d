import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { Version } from '#libs/bounds/numbers.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Delete, Get, InBody, Post, Put } from '../http/route.js';
import { type Officer, RELEASING, WRITING } from '../people/officers/roles.js';
import { CurrentOfficer } from '../people/sign-in/session.js';
import { type CaseDraft, CaseDraftsService } from './case-drafts.service.js';
import { BeginRequest, BegunView } from './views.js';

const Drafted = BeginRequest.omit({ unit: true });
const CreateCaseDraft = z.strictObject({ unit: UnitAddress, drafted: Drafted });
const SaveCaseDraft = z.strictObject({ version: Version, drafted: Drafted });
const DraftVersion = z.strictObject({ version: Version });
const CaseDraftView = z.object({
  id: z.string(),
  unit: UnitAddress,
  version: Version,
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  releaseAskedBy: z.string().nullable(),
  drafted: Drafted,
});
const CaseDraftList = z.object({
  drafts: z.array(
    CaseDraftView.omit({ drafted: true }).extend({
      kind: z.string(),
      move: z.string(),
      reference: z.string().nullable(),
    }),
  ),
});

const viewOf = ({ savedAt, drafted, ...draft }: CaseDraft): z.infer<typeof CaseDraftView> => ({
  ...draft,
  savedAt: new Date(savedAt).toISOString(),
  drafted: drafted as z.infer<typeof Drafted>,
});

/** Beginnings of cases of every kind in the writing, for a second officer to release. */
@Controller('case-drafts')
export class CaseDraftsController {
  constructor(private readonly drafts: CaseDraftsService) {}

  @Post('', {
    summary: 'Keep the beginning of a case',
    by: WRITING,
    body: CreateCaseDraft,
    answer: CaseDraftView,
    status: 201,
  })
  async create(@CurrentOfficer() officer: Officer, @InBody() { unit, drafted }: z.infer<typeof CreateCaseDraft>) {
    return viewOf(await this.drafts.create(officer, unit, drafted));
  }

  @Get('', { summary: 'Beginnings of cases in the writing', by: WRITING, answer: CaseDraftList })
  async list(@CurrentOfficer() officer: Officer) {
    const drafts = await this.drafts.list(officer);
    return { drafts: drafts.map((one) => ({ ...one, savedAt: new Date(one.savedAt).toISOString() })) };
  }

  @Get(':id', { summary: 'One of them', by: WRITING, answer: CaseDraftView })
  async show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return viewOf(await this.drafts.show(officer, id));
  }

  @Put(':id', { summary: 'Save it as it is now', by: WRITING, body: SaveCaseDraft, answer: CaseDraftView })
  async save(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { version, drafted }: z.infer<typeof SaveCaseDraft>,
  ) {
    return viewOf(await this.drafts.save(officer, id, version, drafted));
  }

  @Delete(':id', { summary: 'Discard it', by: WRITING, status: 204 })
  discard(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.drafts.discard(officer, id);
  }

  @Post(':id/release-request', {
    summary: 'Ask a second officer to release it',
    by: WRITING,
    body: DraftVersion,
    answer: CaseDraftView,
  })
  async ask(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { version }: z.infer<typeof DraftVersion>,
  ) {
    return viewOf(await this.drafts.askRelease(officer, id, version));
  }

  @Post(':id/release', { summary: 'Begin the case', by: RELEASING, body: DraftVersion, answer: BegunView, status: 201 })
  release(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { version }: z.infer<typeof DraftVersion>,
  ) {
    return this.drafts.release(officer, id, version);
  }
}

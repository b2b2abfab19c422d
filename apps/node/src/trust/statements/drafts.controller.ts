import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { Contact } from '#libs/contacts/contact.js';
import { Phrase } from '#libs/words/phrase.js';
import { Delete, Get, InBody, Post } from '../../http/route.js';
import { type Officer, READING, SUBSCRIBING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { ProofView } from '../directory/directory.controller.js';
import { DirectoryService } from '../directory/directory.service.js';
import { DraftRequest } from './draft-request.js';
import { DraftsService, viewOf } from './drafts.service.js';
import { StatementDrafts } from './statement-drafts.js';

export const DraftView = z.object({
  id: z.string(),
  author: z.string(),
  officer: z.string(),
  draftedAt: z.iso.datetime(),
  says: z.string(),
  phrase: Phrase,
  body: z.unknown(),
  record: Contact.nullable(),
});
export const DraftList = z.object({ drafts: z.array(DraftView) });
export const SignedView = z.object({ position: z.int(), says: z.string(), proof: ProofView });

/** Every write to the directory: a draft, then a signature, then a statement with its position and proof. */
@Controller('directory/drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly kept: StatementDrafts,
    private readonly contacts: ContactsService,
    private readonly directory: DirectoryService,
  ) {}

  @Post('', {
    summary: 'Draft what a unit would say in the directory',
    by: SUBSCRIBING,
    body: DraftRequest,
    answer: DraftView,
    status: 201,
  })
  async draft(
    @CurrentOfficer() officer: Officer,
    @InBody() body: z.infer<typeof DraftRequest>,
  ): Promise<z.infer<typeof DraftView>> {
    return viewOf(await this.drafts.draft(officer, body));
  }

  @Get('', { summary: 'The drafts of your units', by: READING, answer: DraftList })
  async list(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof DraftList>> {
    return { drafts: (await this.kept.list(officer)).map(viewOf) };
  }

  @Post(':id/signature', {
    summary: 'Sign a draft with its unit’s key and hand it in',
    by: SUBSCRIBING,
    answer: SignedView,
    status: 201,
  })
  async sign(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<z.infer<typeof SignedView>> {
    const { draft, position } = await this.drafts.sign(officer, id);
    await this.contacts.settle();
    await this.kept.forget(id);
    return { position, says: viewOf(draft).says, proof: this.directory.proofOf(position) };
  }

  @Delete(':id', { summary: 'Discard a draft', by: SUBSCRIBING, status: 204 })
  discard(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.drafts.discard(officer, id);
  }
}

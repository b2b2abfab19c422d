import { Controller, Header, Param, ParseUUIDPipe } from '@nestjs/common';
import type { z } from 'zod';
import { readRequestForm, requestForm } from '#libs/kinds/mutual-legal-assistance/form.js';
import type { CommonTerms } from '#libs/trust/instruments.js';
import { Problem } from '../../http/problem.js';
import { Delete, Get, InBody, InQuery, Post, Put } from '../../http/route.js';
import { type Officer, RELEASING, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { BegunView } from '../views.js';
import { type DraftedRequest, type JudgedRequest, RequestDraftsService } from './request-drafts.service.js';
import {
  CheckRequest,
  CheckView,
  CreateRequestDraft,
  FormQuery,
  ImportForm,
  RequestDraftList,
  RequestDraftView,
  RequestVersion,
  SaveRequestDraft,
} from './views.js';

const viewOf = ({ savedAt, drafted, terms, ...draft }: JudgedRequest): z.infer<typeof RequestDraftView> => ({
  ...draft,
  savedAt: new Date(savedAt).toISOString(),
  drafted: drafted as z.infer<typeof RequestDraftView>['drafted'],
  terms: terms && commonTermsView(terms),
});

const commonTermsView = ({ centralAuthority, times, ...terms }: CommonTerms) => ({
  ...terms,
  centralAuthority: centralAuthority ?? null,
  times: times ?? null,
});

/** Requests for mutual legal assistance in the writing. */
@Controller('request-drafts')
export class RequestDraftsController {
  constructor(private readonly drafts: RequestDraftsService) {}

  @Post('', {
    summary: 'Begin a request for mutual legal assistance, from nothing or from an earlier case',
    by: WRITING,
    body: CreateRequestDraft,
    answer: RequestDraftView,
    status: 201,
  })
  async create(@CurrentOfficer() officer: Officer, @InBody() request: z.infer<typeof CreateRequestDraft>) {
    const drafted: DraftedRequest =
      'from' in request ? await this.drafts.copyOf(officer, request.from) : request.drafted;
    return viewOf(await this.drafts.create(officer, request.unit, drafted));
  }

  /** Keeps nothing: for a form or a file before it is saved. */
  @Post('check', {
    summary: 'What a request lacks, and what binds the two states; keeps nothing',
    by: WRITING,
    body: CheckRequest,
    answer: CheckView,
  })
  check(@CurrentOfficer() officer: Officer, @InBody() { unit, drafted }: z.infer<typeof CheckRequest>) {
    const { gaps, terms } = this.drafts.check(officer, unit, drafted);
    return { gaps, terms: terms && commonTermsView(terms) };
  }

  /** The form that a request is written in with any spreadsheet program. */
  @Get('form', { summary: 'A form (CSV) to write a request in', by: WRITING, query: FormQuery, answer: 'bytes' })
  @Header('content-type', 'text/csv; charset=utf-8')
  form(
    @InQuery() { language, translation, measures, persons, places, accounts, devices }: z.infer<typeof FormQuery>,
  ): string {
    return requestForm(language, translation, measures, { persons, places, accounts, devices });
  }

  /** A filled form as a draft. */
  @Post('import', {
    summary: 'A filled form as a draft',
    by: WRITING,
    body: ImportForm,
    answer: RequestDraftView,
    status: 201,
  })
  async import(@CurrentOfficer() officer: Officer, @InBody() { unit, requested, form }: z.infer<typeof ImportForm>) {
    const read = readRequestForm(form);
    if (!read.ok) throw new Problem(422, read.refusal);
    return viewOf(await this.drafts.create(officer, unit, { requested, request: read.value }));
  }

  @Get('', { summary: 'Requests in the writing', by: WRITING, answer: RequestDraftList })
  async list(@CurrentOfficer() officer: Officer) {
    const drafts = await this.drafts.list(officer);
    return { drafts: drafts.map((one) => ({ ...one, savedAt: new Date(one.savedAt).toISOString() })) };
  }

  @Get(':id', {
    summary: 'One of them, with what is missing, why it will be asked for, and what binds the two states',
    by: WRITING,
    answer: RequestDraftView,
  })
  async show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return viewOf(await this.drafts.show(officer, id));
  }

  @Put(':id', { summary: 'Save it as it is now', by: WRITING, body: SaveRequestDraft, answer: RequestDraftView })
  async save(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { version, drafted }: z.infer<typeof SaveRequestDraft>,
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
    body: RequestVersion,
    answer: RequestDraftView,
  })
  async ask(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof RequestVersion>,
  ) {
    return viewOf(await this.drafts.askRelease(officer, id, body.version));
  }

  @Post(':id/release', {
    summary: 'Release it to the requested authority',
    by: RELEASING,
    body: RequestVersion,
    answer: BegunView,
    status: 201,
  })
  release(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof RequestVersion>,
  ) {
    return this.drafts.release(officer, id, body.version);
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import type { z } from 'zod';
import { readRequestForm, requestForm } from '#libs/kinds/mutual-legal-assistance/form.js';
import type { CommonTerms } from '#libs/trust/instruments.js';
import { Problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { type DraftedRequest, type JudgedRequest, RequestDraftsService } from './request-drafts.service.js';
import {
  CheckRequest,
  CreateRequestDraft,
  FormQuery,
  ImportForm,
  type RequestDraftView,
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

  @Post()
  async create(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    const request = validated(CreateRequestDraft, body);
    const drafted: DraftedRequest =
      'from' in request ? await this.drafts.copyOf(officer, request.from) : request.drafted;
    return viewOf(await this.drafts.create(officer, request.unit, drafted));
  }

  /** Keeps nothing: for a form or a file before it is saved. */
  @Post('check')
  @HttpCode(200)
  check(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    const { unit, drafted } = validated(CheckRequest, body);
    const { gaps, terms } = this.drafts.check(officer, unit, drafted);
    return { gaps, terms: terms && commonTermsView(terms) };
  }

  /** The form that a request is written in with any spreadsheet program. */
  @Get('form')
  @Header('content-type', 'text/csv; charset=utf-8')
  form(@Query() query: unknown): string {
    const { language, translation, measures, persons, places, accounts, devices } = validated(FormQuery, query);
    return requestForm(language, translation, measures, { persons, places, accounts, devices });
  }

  /** A filled form as a draft. */
  @Post('import')
  async import(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    const { unit, requested, form } = validated(ImportForm, body);
    const read = readRequestForm(form);
    if (!read.ok) throw new Problem(422, read.refusal);
    return viewOf(await this.drafts.create(officer, unit, { requested, request: read.value }));
  }

  @Get()
  async list(@CurrentOfficer() officer: Officer) {
    const drafts = await this.drafts.list(officer);
    return { drafts: drafts.map((one) => ({ ...one, savedAt: new Date(one.savedAt).toISOString() })) };
  }

  @Get(':id')
  async show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return viewOf(await this.drafts.show(officer, id));
  }

  @Put(':id')
  async save(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    const { version, drafted } = validated(SaveRequestDraft, body);
    return viewOf(await this.drafts.save(officer, id, version, drafted));
  }

  @Delete(':id')
  @HttpCode(204)
  discard(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.drafts.discard(officer, id);
  }

  @Post(':id/release-request')
  @HttpCode(200)
  async ask(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return viewOf(await this.drafts.askRelease(officer, id, validated(RequestVersion, body).version));
  }

  @Post(':id/release')
  release(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return this.drafts.release(officer, id, validated(RequestVersion, body).version);
  }
}

import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { MoveForm } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { problem } from '../http/problem.js';
import { InPath, validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { BundleService } from './bundle.service.js';
import { CasesService } from './cases.service.js';
import { DocumentsService } from './documents.service.js';
import { MovesService } from './moves.service.js';
import {
  BeginRequest,
  BundleRequest,
  CaseId,
  CaseListQuery,
  MoveFormQuery,
  MoveRequest,
  PrintRequest,
  ShowCaseQuery,
} from './views.js';

/** Cases between units: requests, teams, information, and every move in them. */
@Controller('cases')
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly moves: MovesService,
    private readonly bundles: BundleService,
    private readonly documents: DocumentsService,
  ) {}

  @Get()
  list(@CurrentOfficer() officer: Officer, @Query() query: unknown) {
    return this.cases.list(officer, validated(CaseListQuery, query));
  }

  @Get('forms')
  forms(@Query() query: unknown) {
    const { kind } = validated(MoveFormQuery, query);
    const rooms = CASE_KINDS[kind];
    if (!rooms) throw problem(404, 'kind-unknown', `There is no kind of case "${kind}".`, 'See the API.');
    return { beginnings: formsOf(rooms.beginnings), moves: formsOf(rooms.moves) };
  }

  @Post()
  async begin(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    const { unit, kind, ...said } = validated(BeginRequest, body);
    mustNotNeedDraft(said.move);
    return { id: await this.moves.begin(officer, unit, kind, said) };
  }

  @Get(':id')
  show(@CurrentOfficer() officer: Officer, @InPath('id', CaseId) id: string, @Query() query: unknown) {
    const { unit, why } = validated(ShowCaseQuery, query);
    return this.cases.show(officer, id, unit, why);
  }

  @Post(':id/moves')
  async make(@CurrentOfficer() officer: Officer, @InPath('id', CaseId) id: string, @Body() body: unknown) {
    const { unit, ...said } = validated(MoveRequest, body);
    mustNotNeedDraft(said.move);
    return { event: await this.moves.make(officer, unit, id, said) };
  }

  /** Streamed: a case may hold disk images. */
  @Post(':id/bundle')
  @HttpCode(200)
  async bundle(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const { why, languages } = validated(BundleRequest, body);
    const { stream, fileName } = await this.bundles.export(officer, id, why, languages);
    await reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .send(stream);
  }

  @Post(':id/documents')
  @HttpCode(200)
  async print(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const pdf = await this.documents.print(officer, id, validated(PrintRequest, body));
    await reply.header('content-type', 'application/pdf').send(Buffer.from(pdf));
  }
}

/** What the law requires of a request is judged in its draft: there is no way round it. */
function mustNotNeedDraft(move: string): void {
  if (!Object.values(CASE_KINDS).some((kind) => kind.isDrafted(move))) return;
  throw problem(
    409,
    'draft-needed',
    `"${move}" is written as a draft, which says what is missing.`,
    'Save it under request-drafts and release it there; nothing was sent.',
  );
}

const formsOf = (forms: Readonly<Record<string, MoveForm>>) =>
  Object.fromEntries(
    Object.entries(forms).map(([name, { law, terms, draft }]) => [
      name,
      { law, terms: schemaOf(terms), content: schemaOf(draft) },
    ]),
  );
const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

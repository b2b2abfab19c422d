import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { MoveForm } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { problem } from '../http/problem.js';
import { Get, InBody, InQuery, Post } from '../http/route.js';
import { InPath } from '../http/validated.js';
import { CUSTODY, type Officer, READING, RELEASING } from '../people/officers/roles.js';
import { CurrentOfficer } from '../people/sign-in/session.js';
import { OneEach } from '../process/one-each.js';
import { BundleService } from './bundle.service.js';
import { CasesService } from './cases.service.js';
import { DocumentsService } from './documents.service.js';
import { MovesService } from './moves.service.js';
import {
  BeginRequest,
  BegunView,
  BundleRequest,
  CaseId,
  CaseList,
  CaseListQuery,
  CaseView,
  MovedView,
  MoveFormQuery,
  MoveForms,
  MoveRequest,
  PrintRequest,
  ShowCaseQuery,
} from './views.js';

/** Cases between units: requests, teams, information, and every move in them. */
@Controller('cases')
export class CasesController {
  private readonly printing = new OneEach();

  constructor(
    private readonly cases: CasesService,
    private readonly moves: MovesService,
    private readonly bundles: BundleService,
    private readonly documents: DocumentsService,
  ) {}

  @Get('', { summary: 'Cases, what is due first', by: READING, query: CaseListQuery, answer: CaseList })
  list(@CurrentOfficer() officer: Officer, @InQuery() query: z.infer<typeof CaseListQuery>) {
    return this.cases.list(officer, query);
  }

  @Get('forms', {
    summary: 'What each move says, with the rule that it rests on, as JSON Schema',
    by: 'officers',
    query: MoveFormQuery,
    answer: MoveForms,
  })
  forms(@InQuery() { kind }: z.infer<typeof MoveFormQuery>) {
    const rooms = CASE_KINDS[kind];
    if (!rooms) throw problem(404, 'kind-unknown', `There is no kind of case "${kind}".`, 'See the API.');
    return formsOfKind(kind, rooms);
  }

  @Post('', { summary: 'Begin a case', by: RELEASING, body: BeginRequest, answer: BegunView, status: 201 })
  async begin(@CurrentOfficer() officer: Officer, @InBody() { unit, kind, ...said }: z.infer<typeof BeginRequest>) {
    return { id: await this.moves.begin(officer, unit, kind, said) };
  }

  @Get(':id', {
    summary: 'One case: whose turn it is, what each side did, what it says',
    by: READING,
    query: ShowCaseQuery,
    answer: CaseView,
  })
  show(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InQuery() { unit, why }: z.infer<typeof ShowCaseQuery>,
  ) {
    return this.cases.show(officer, id, unit, why);
  }

  @Post(':id/moves', { summary: 'Make a move in it', by: CUSTODY, body: MoveRequest, answer: MovedView, status: 201 })
  async make(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InBody() { unit, ...said }: z.infer<typeof MoveRequest>,
  ) {
    return { event: await this.moves.make(officer, unit, id, said) };
  }

  /** Streamed: a case may hold disk images. */
  @Post(':id/bundle', {
    summary: 'The case, whole, as a file that anybody can verify without a network',
    by: READING,
    body: BundleRequest,
    answer: 'bytes',
  })
  async bundle(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InBody() { why, languages }: z.infer<typeof BundleRequest>,
    @Res() reply: FastifyReply,
  ) {
    await this.printing.of(
      officer.name,
      reply,
      () => this.bundles.export(officer, id, why, languages),
      ({ stream, fileName }) =>
        reply
          .header('content-type', 'application/zip')
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
          .send(stream),
    );
  }

  @Post(':id/documents', {
    summary: 'A document of it as PDF/A, in one language or two side by side',
    by: READING,
    body: PrintRequest,
    answer: 'bytes',
  })
  async print(
    @CurrentOfficer() officer: Officer,
    @InPath('id', CaseId) id: string,
    @InBody() body: z.infer<typeof PrintRequest>,
    @Res() reply: FastifyReply,
  ) {
    await this.printing.of(
      officer.name,
      reply,
      () => this.documents.print(officer, id, body),
      (pdf) => reply.header('content-type', 'application/pdf').send(Buffer.from(pdf)),
    );
  }
}

type Forms = z.infer<typeof MoveForms>;
const formsMade = new Map<string, Forms>();
/** Made once: JSON Schema of every move takes far longer than a list of cases. */
function formsOfKind(kind: string, { between, beginnings, moves, isDrafted }: (typeof CASE_KINDS)[string]): Forms {
  const known = formsMade.get(kind);
  if (known) return known;
  const forms = { between, beginnings: formsOf(beginnings, isDrafted), moves: formsOf(moves, isDrafted) } as Forms;
  formsMade.set(kind, forms);
  return forms;
}

const formsOf = (forms: Readonly<Record<string, MoveForm>>, isDrafted: (move: string) => boolean) =>
  Object.fromEntries(
    Object.entries(forms).map(([name, { law, terms, draft, told }]) => [
      name,
      {
        law,
        terms: schemaOf(writtenOf(terms, told?.names)),
        content: schemaOf(draft),
        isDrafted: isDrafted(name),
      },
    ]),
  );
/** The terms that an officer writes: the others are told from the content. */
const writtenOf = ({ shape }: z.ZodObject, told: readonly string[] = []): z.ZodObject =>
  z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => !told.includes(name))));
const schemaOf = (schema: z.ZodType): Record<string, unknown> => ({
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
});

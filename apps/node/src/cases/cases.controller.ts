import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { MoveForm } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../officers/session.js';
import { CasesService } from './cases.service.js';
import { MovesService } from './moves.service.js';
import { BeginRequest, CaseListQuery, MoveFormQuery, MoveRequest, ShowCaseQuery } from './views.js';

/** Cases between units: requests, teams, information, and every move in them. */
@Controller('cases')
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly moves: MovesService,
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
    return { id: await this.moves.begin(officer, unit, kind, said) };
  }

  @Get(':id')
  show(@CurrentOfficer() officer: Officer, @Param('id') id: string, @Query() query: unknown) {
    const { unit, why } = validated(ShowCaseQuery, query);
    return this.cases.show(officer, id, unit, why);
  }

  @Post(':id/moves')
  async make(@CurrentOfficer() officer: Officer, @Param('id') id: string, @Body() body: unknown) {
    const { unit, ...said } = validated(MoveRequest, body);
    return { event: await this.moves.make(officer, unit, id, said) };
  }
}

const formsOf = (forms: Readonly<Record<string, MoveForm>>) =>
  Object.fromEntries(
    Object.entries(forms).map(([name, { law, terms, draft }]) => [
      name,
      { law, terms: schemaOf(terms), content: schemaOf(draft) },
    ]),
  );
const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

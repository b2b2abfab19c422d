import { Controller, Header, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { Delete, Get, InBody, InQuery, Post, Put } from '../http/route.js';
import { InPath } from '../http/validated.js';
import { ANALYSING, type Officer, READING } from '../people/officers/roles.js';
import { CurrentOfficer } from '../people/sign-in/session.js';
import { AnalysisService } from './analysis.service.js';
import {
  ConfirmRequest,
  GraphQuery,
  MergeRequest,
  NameRequest,
  NetworkList,
  NetworkQuery,
  NetworkView,
  SimilarList,
  SplitRequest,
} from './views.js';

@Controller()
export class NetworksController {
  constructor(private readonly analysis: AnalysisService) {}

  @Get('bulletins/alert/:id/similar', {
    summary: 'Alerts that seem to tell of the same network, with reasons',
    by: READING,
    answer: SimilarList,
  })
  similar(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
    return this.analysis.similar(officer, id);
  }

  @Get('networks', {
    summary: 'Networks, proposed and confirmed',
    by: READING,
    query: NetworkQuery,
    answer: NetworkList,
  })
  async list(@CurrentOfficer() officer: Officer, @InQuery() query: z.infer<typeof NetworkQuery>) {
    return { networks: await this.analysis.list(officer, query) };
  }

  @Get('networks/:id', { summary: 'One network with its alerts, links and reasons', by: READING, answer: NetworkView })
  show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return this.analysis.show(officer, id);
  }

  @Post('networks/:id/confirmation', {
    summary: 'Confirm exactly these alerts as a network',
    by: ANALYSING,
    body: ConfirmRequest,
    answer: NetworkView,
  })
  confirm(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { name, alerts }: z.infer<typeof ConfirmRequest>,
  ) {
    return this.analysis.confirm(officer, id, name, alerts);
  }

  @Post('networks/:id/split', {
    summary: 'Take alerts out into a network of their own',
    by: ANALYSING,
    body: SplitRequest,
    answer: NetworkView,
    status: 201,
  })
  split(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof SplitRequest>,
  ) {
    return this.analysis.split(officer, id, body.alerts);
  }

  @Post('networks/:id/merger', {
    summary: 'Put another network’s alerts into this one',
    by: ANALYSING,
    body: MergeRequest,
    answer: NetworkView,
  })
  merge(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof MergeRequest>,
  ) {
    return this.analysis.merge(officer, id, body.with);
  }

  @Put('networks/:id/name', { summary: 'Name a network', by: ANALYSING, body: NameRequest, answer: NetworkView })
  rename(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof NameRequest>,
  ) {
    return this.analysis.rename(officer, id, body.name);
  }

  @Delete('networks/:id', { summary: 'Say that these alerts are no network', by: ANALYSING, status: 204 })
  reject(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.analysis.reject(officer, id);
  }

  /** For a graph program: GraphML, each alert a node, each link an edge with its reasons. */
  @Get('networks/:id/graph', { summary: 'A network as GraphML', by: READING, query: GraphQuery, answer: 'bytes' })
  @Header('content-type', 'application/graphml+xml; charset=utf-8')
  graph(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InQuery() query: z.infer<typeof GraphQuery>,
  ) {
    return this.analysis.graph(officer, id, query.why);
  }
}

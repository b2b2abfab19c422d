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
import { MessageReference } from '#libs/envelope/id.js';
import { InPath, validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { AnalysisService } from './analysis.service.js';
import { ConfirmRequest, GraphQuery, MergeRequest, NameRequest, NetworkQuery, SplitRequest } from './views.js';

@Controller()
export class NetworksController {
  constructor(private readonly analysis: AnalysisService) {}

  @Get('alerts/:id/similar')
  similar(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
    return this.analysis.similar(officer, id);
  }

  @Get('networks')
  async list(@CurrentOfficer() officer: Officer, @Query() query: unknown) {
    return { networks: await this.analysis.list(officer, validated(NetworkQuery, query)) };
  }

  @Get('networks/:id')
  show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return this.analysis.show(officer, id);
  }

  @Post('networks/:id/confirmation')
  @HttpCode(200)
  confirm(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    const { name, alerts } = validated(ConfirmRequest, body);
    return this.analysis.confirm(officer, id, name, alerts);
  }

  @Post('networks/:id/split')
  split(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return this.analysis.split(officer, id, validated(SplitRequest, body).alerts);
  }

  @Post('networks/:id/merger')
  @HttpCode(200)
  merge(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return this.analysis.merge(officer, id, validated(MergeRequest, body).with);
  }

  @Put('networks/:id/name')
  rename(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return this.analysis.rename(officer, id, validated(NameRequest, body).name);
  }

  @Delete('networks/:id')
  @HttpCode(204)
  reject(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.analysis.reject(officer, id);
  }

  /** For a graph program: GraphML, each alert a node, each link an edge with its reasons. */
  @Get('networks/:id/graph')
  @Header('content-type', 'application/graphml+xml; charset=utf-8')
  graph(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Query() query: unknown) {
    return this.analysis.graph(officer, id, validated(GraphQuery, query).why);
  }
}

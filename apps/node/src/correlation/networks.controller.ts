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
import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../officers/session.js';
import { AnalysisService } from './analysis.service.js';

const Id = z.string().max(26);
const Reason = z.object({
  /** `indicator`, `name`, `route`, `methods`, `season`, `text`, or `apart`: what speaks against it. */
  signal: z.string(),
  shared: z.array(z.string()).readonly(),
  /** Log-odds; below 0 where it speaks against. */
  weight: z.number(),
});
const Link = z.object({ a: Id, b: Id, score: z.number(), reasons: z.array(Reason).readonly() });
export const SimilarList = z.object({
  similar: z.array(
    z.object({
      id: Id,
      sender: UnitAddress,
      title: z.string(),
      tlp: z.string(),
      score: z.number(),
      reasons: z.array(Reason).readonly(),
    }),
  ),
  networks: z.array(z.object({ id: z.string(), name: z.string().nullable(), confirmed: z.boolean() })),
});

export const NetworkSummary = z.object({
  id: z.string(),
  unit: UnitAddress,
  name: z.string().nullable(),
  /** `proposed` by the node, or `confirmed` by an analyst. */
  state: z.enum(['proposed', 'confirmed']),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  alerts: z.int(),
  /** Of them, those that the node proposes to add and nobody has confirmed. */
  proposed: z.int(),
});
export const NetworkQuery = z.strictObject({
  unit: UnitAddress.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});
export const NetworkList = z.object({ networks: z.array(NetworkSummary) });
export const NetworkView = z.object({
  ...NetworkSummary.shape,
  members: z.array(
    z.object({ id: Id, sender: UnitAddress, title: z.string(), tlp: z.string(), confirmed: z.boolean() }),
  ),
  links: z.array(Link),
});
const Name = z.string().trim().min(1).max(200);
export const ConfirmRequest = z.strictObject({ name: Name, alerts: z.array(Id).min(1).max(1000) });
export const SplitRequest = z.strictObject({ alerts: z.array(Id).min(1).max(1000) });
export const MergeRequest = z.strictObject({ with: z.uuid() });
export const NameRequest = z.strictObject({ name: Name });
/** Why a network is exported, for the audit log. */
export const GraphQuery = z.strictObject({ why: z.string().trim().min(1).max(500) });

@Controller()
export class NetworksController {
  constructor(private readonly analysis: AnalysisService) {}

  @Get('alerts/:id/similar')
  similar(@CurrentOfficer() officer: Officer, @Param('id') id: string) {
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

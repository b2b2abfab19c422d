import { Controller, Header } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { openApiDocument } from './openapi.js';
import { PROBLEMS_OF_ROUTES } from './problems-of-routes.js';
import { Get, routesOf } from './route.js';

@Controller('openapi.json')
export class OpenApiController {
  private made: Buffer | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** As bytes, made once: every schema becomes JSON Schema, which takes tenths of a second, and whoever comes may ask. */
  @Get('', { summary: 'This document', by: 'everyone', answer: z.record(z.string(), z.unknown()) })
  @Header('content-type', 'application/json; charset=utf-8')
  document(): Record<string, unknown> {
    this.made ??= Buffer.from(JSON.stringify(this.make()));
    return this.made as never;
  }

  private make(): object {
    const controllers = this.discovery.getControllers().flatMap(({ metatype }) => metatype ?? []);
    return openApiDocument(routesOf(controllers), PROBLEMS_OF_ROUTES);
  }
}

import { Controller } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { openApiDocument } from './openapi.js';
import { PROBLEMS_OF_ROUTES } from './problems-of-routes.js';
import { Get, routesOf } from './route.js';

@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly discovery: DiscoveryService) {}

  @Get('', { summary: 'This document', open: 'everyone', answer: z.record(z.string(), z.unknown()) })
  document() {
    const controllers = this.discovery.getControllers().flatMap(({ metatype }) => metatype ?? []);
    return openApiDocument(routesOf(controllers), PROBLEMS_OF_ROUTES);
  }
}

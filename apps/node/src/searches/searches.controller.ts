import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { SearchesService } from './searches.service.js';
import { SaveSearchRequest } from './views.js';

/** An officer's own saved searches. */
@Controller('searches')
export class SearchesController {
  constructor(private readonly searches: SearchesService) {}

  @Post()
  save(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    return this.searches.save(officer, validated(SaveSearchRequest, body));
  }

  @Get()
  async list(@CurrentOfficer() officer: Officer) {
    return { searches: await this.searches.list(officer) };
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.searches.remove(officer, id);
  }
}

import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { Delete, Get, InBody, Post } from '../../http/route.js';
import { type Officer, READING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { SearchesService } from './searches.service.js';
import { SaveSearchRequest, SearchList, SearchView } from './views.js';

/** An officer's own saved searches. */
@Controller('searches')
export class SearchesController {
  constructor(private readonly searches: SearchesService) {}

  @Post('', {
    summary: 'Save a search, and be told of new ones that it finds',
    by: READING,
    body: SaveSearchRequest,
    answer: SearchView,
    status: 201,
  })
  save(@CurrentOfficer() officer: Officer, @InBody() body: z.infer<typeof SaveSearchRequest>) {
    return this.searches.save(officer, body);
  }

  @Get('', { summary: 'Your saved searches', by: READING, answer: SearchList })
  async list(@CurrentOfficer() officer: Officer) {
    return { searches: await this.searches.list(officer) };
  }

  @Delete(':id', { summary: 'Remove a saved search', by: READING, status: 204 })
  remove(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.searches.remove(officer, id);
  }
}

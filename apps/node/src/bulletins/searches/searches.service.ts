import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { utf8 } from '#libs/cose/bytes.js';
import { SavedSearchRow } from '#libs/store/bulletins-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { problem } from '../../http/problem.js';
import { type Officer, READING, roleIn } from '../../people/officers/roles.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { InboxService } from '../reading/inbox.service.js';
import type { SaveSearchRequest, SearchView } from './views.js';

const PURPOSE = 'saved search';
const MOST_SEARCHES = 100;

/** What officers look for again and again, held against each bulletin that comes in. */
@Injectable()
export class SearchesService {
  constructor(
    private readonly database: DataSource,
    private readonly inbox: InboxService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async save(officer: Officer, request: z.infer<typeof SaveSearchRequest>): Promise<z.infer<typeof SearchView>> {
    const { unit, kind, name, filters, notify } = request;
    this.inbox.unitsOf(officer, { unit });
    const query = await this.inbox.wordsOf(kind, [unit], filters);
    if (query === null) {
      throw problem(
        422,
        'nothing-to-look-for',
        'There is nothing in this to look for: it is empty, or of words that every text has.',
        'Name a word, an identifier or a filter.',
      );
    }
    const rows = this.database.getRepository(SavedSearchRow);
    if ((await rows.countBy({ officer: officer.name })) >= MOST_SEARCHES) {
      throw problem(409, 'too-many-searches', `You have ${MOST_SEARCHES} saved searches.`, 'Remove one first.');
    }
    const id = randomUUID();
    const sealedRequest = sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify({ name, filters })));
    await rows.insert({ id, unit, kind, officer: officer.name, sealedRequest, query, notify });
    return { id, unit, kind, name, filters: filters as Record<string, string>, notify };
  }

  async list(officer: Officer): Promise<z.infer<typeof SearchView>[]> {
    const rows = await this.database.getRepository(SavedSearchRow).findBy({ officer: officer.name });
    // Whoever works for the unit no more does not see what was looked for there.
    return rows
      .filter(({ unit }) => roleIn(officer, unit, READING))
      .map(({ id, unit, kind, sealedRequest, notify }) => {
        const opened = openUnder(this.config.storageKey, PURPOSE, sealedRequest);
        return { id, unit, kind, notify, ...JSON.parse(Buffer.from(opened).toString('utf8')) };
      });
  }

  async remove(officer: Officer, id: string): Promise<void> {
    const gone = await this.database.getRepository(SavedSearchRow).delete({ id, officer: officer.name });
    if (gone.affected === 0)
      throw problem(404, 'search-unknown', 'You have no such saved search.', 'See "liaison search list".');
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { Cited } from '#libs/kinds/bulletin-kind.js';
import { isAsStrict } from '#libs/kinds/handling.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import { RecallRow, ReplacementRow } from '#libs/store/bulletins-entities.js';
import { MessageRow } from '#libs/store/post-entities.js';
import { type Phrase, phrase } from '#libs/words/phrase.js';
import { Problem } from '../../http/problem.js';
import { StoredMessages } from '../../post/stored-messages.js';

/** How something that is cited stands now, as the reading unit knows it. */
type Standing = 'valid' | 'expired' | 'replaced' | 'recalled' | 'not-here';

/** What bulletins rest on: judged before one is posted, and each time it is read. */
@Injectable()
export class CitationsService {
  constructor(
    private readonly database: DataSource,
    private readonly stored: StoredMessages,
  ) {}

  /** Each source once, as it stands now. */
  async standing(unit: string, { kind, body }: Bulletin) {
    const cited = kind.cites?.(body) ?? [];
    const once = new Map(cited.map((one) => [`${one.kind} ${one.author} ${one.bulletin}`, one]));
    return Promise.all(
      [...once.values()].map(async ({ field: _, ...source }) => ({
        ...source,
        title: (await this.cited(unit, source))?.summary.title.text ?? null,
        standing: await this.standingOf(unit, source),
      })),
    );
  }

  /** @throws Problem unless each source is the unit's to read, still stands, and is labelled no stricter than what rests on it */
  async mustHold(unit: string, bulletin: Bulletin): Promise<void> {
    const faults = [];
    for (const cited of bulletin.kind.cites?.(bulletin.body) ?? []) {
      const expected = await this.faultOf(unit, cited, bulletin);
      if (expected) faults.push(fieldFault(cited.field, expected));
    }
    if (faults.length === 0) return;
    throw new Problem(
      422,
      {
        code: 'citations-wrong',
        message: 'It rests on alerts that it cannot rest on.',
        remedy: 'Mend the citations named; nothing was sent.',
      },
      { faults },
    );
  }

  private async faultOf(unit: string, cited: Cited, { summary }: Bulletin): Promise<Phrase | undefined> {
    const source = await this.cited(unit, cited);
    if (!source) return phrase('an alert that {{unit}} has', { unit });
    const standing = await this.standingOf(unit, cited);
    if (standing === 'recalled') return phrase('an alert that was not recalled');
    if (standing === 'replaced') return phrase('an alert that was not replaced');
    return isAsStrict(summary.tlp, source.summary.tlp)
      ? undefined
      : phrase('an alert whose label the assessment keeps: it is TLP:{{tlp}}', { tlp: source.summary.tlp });
  }

  /** What a unit has of a source; undefined where it has none, or no more. */
  private async cited(unit: string, { kind, author, bulletin }: Omit<Cited, 'field'>): Promise<Bulletin | undefined> {
    const where = { unit, sender: author, messageId: bulletin, kind };
    const row = await this.database.getRepository(MessageRow).findOneBy(where);
    const source = row && this.stored.bulletin(row);
    return source === null || typeof source === 'string' ? undefined : source;
  }

  private async standingOf(unit: string, source: Omit<Cited, 'field'>): Promise<Standing> {
    const { kind, author, bulletin } = source;
    const which = { unit, sender: author };
    if (await this.database.getRepository(RecallRow).existsBy({ ...which, messageId: bulletin, kind }))
      return 'recalled';
    if (await this.database.getRepository(ReplacementRow).existsBy({ ...which, bulletin })) return 'replaced';
    const found = await this.cited(unit, source);
    if (!found) return 'not-here';
    return found.summary.validUntil > Date.now() ? 'valid' : 'expired';
  }
}

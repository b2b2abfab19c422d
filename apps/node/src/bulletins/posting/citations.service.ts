import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinSummary, Cited } from '#libs/kinds/bulletin-kind.js';
import { isAsStrict } from '#libs/kinds/handling.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import type { MessageTerms } from '#libs/policy/engine.js';
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
    const sources = await this.standings(unit, kind.cites?.(body) ?? []);
    return [...sources.values()].map(({ cited: { field: _, ...source }, content, standing }) => ({
      ...source,
      title: content?.titles[0].text ?? null,
      standing,
    }));
  }

  /** @throws Problem unless each source is the unit's to read, still stands, and is labelled no stricter than what rests on it */
  async mustHold(unit: string, { kind, body, facts: { terms } }: Bulletin): Promise<void> {
    const cited = kind.cites?.(body) ?? [];
    const sources = await this.standings(unit, cited);
    const faults = cited.flatMap((source) => {
      const expected = faultOf(unit, sources.get(nameOf(source))!, terms.tlp);
      return expected ? [fieldFault(source.field, expected)] : [];
    });
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

  /**
   * What a unit knows of each source, by its name. What comes in cites thousands where its author likes: three questions tell how
   * all of them stand, and what is here is opened one at a time.
   */
  private async standings(unit: string, cited: readonly Cited[]): Promise<ReadonlyMap<string, Source>> {
    const once = new Map(cited.map((source) => [nameOf(source), source]));
    const all = [...once.values()];
    const asked = [
      unit,
      all.map(({ kind }) => kind),
      all.map(({ author }) => author),
      all.map(({ bulletin }) => bulletin),
    ];
    const among = async (table: string, id: string, ofKind: string): Promise<ReadonlySet<string>> => {
      const rows: { name: string }[] = await this.database.query(
        `SELECT c.kind || ' ' || t.sender || ' ' || t.${id} AS name FROM ${table} t
         JOIN unnest($2::text[], $3::text[], $4::text[]) AS c(kind, author, bulletin)
           ON t.sender = c.author AND t.${id} = c.bulletin ${ofKind}
         WHERE t.unit = $1`,
        asked,
      );
      return new Set(rows.map(({ name }) => name));
    };
    const recalled = await among('recall', 'message_id', 'AND t.kind = c.kind');
    const replaced = await among('replacement', 'bulletin', '');
    const here = await among('message', 'message_id', 'AND t.kind = c.kind');
    const sources = new Map<string, Source>();
    for (const [name, source] of once) {
      const content = here.has(name) ? await this.content(unit, source) : undefined;
      sources.set(name, {
        cited: source,
        content,
        standing: standingOf(recalled.has(name), replaced.has(name), content),
      });
    }
    return sources;
  }

  /** What a unit has of a source; undefined where it has none, or no more. */
  private async content(unit: string, { kind, author, bulletin }: Cited): Promise<Content | undefined> {
    const where = { unit, sender: author, messageId: bulletin, kind };
    const row = await this.stored.find(where);
    const source = row && this.stored.bulletin(row);
    return source === null || typeof source === 'string'
      ? undefined
      : { ...source.summary, tlp: source.facts.terms.tlp };
  }
}

type Content = BulletinSummary & Pick<MessageTerms, 'tlp'>;

interface Source {
  readonly cited: Cited;
  readonly content: Content | undefined;
  readonly standing: Standing;
}

const nameOf = ({ kind, author, bulletin }: Cited): string => `${kind} ${author} ${bulletin}`;

function standingOf(recalled: boolean, replaced: boolean, content: Content | undefined): Standing {
  if (recalled) return 'recalled';
  if (replaced) return 'replaced';
  if (!content) return 'not-here';
  return content.validUntil > Date.now() ? 'valid' : 'expired';
}

function faultOf(unit: string, { content, standing }: Source, tlp: MessageTerms['tlp']): Phrase | undefined {
  if (!content) return phrase('an alert that {{unit}} has', { unit });
  if (standing === 'recalled') return phrase('an alert that was not recalled');
  if (standing === 'replaced') return phrase('an alert that was not replaced');
  return isAsStrict(tlp, content.tlp)
    ? undefined
    : phrase('an alert whose label the assessment keeps: it is TLP:{{tlp}}', { tlp: content.tlp });
}

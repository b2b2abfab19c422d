import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import type { z } from 'zod';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Bodies } from '#libs/kinds/registry.js';
import { BulletinIndexRow, BulletinReplyRow, RecallRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING, roleIn, unitsIn } from '../../people/officers/roles.js';
import { type StoredMessage, StoredMessages } from '../../post/stored-messages.js';
import { Authority } from '../../trust/authority/authority.js';
import { ReplacementsService } from '../posting/replacements.service.js';
import { Lexicon } from '../search/lexicon.js';
import { pathOf, summaryOf } from './summary.js';
import type { BulletinFilters, BulletinLine, ListQuery } from './views.js';

const NOBODY = 'nobody';

/** A bulletin that was found, as it is stored and as its author wrote it. */
export interface FoundBulletin<Name extends BulletinName = BulletinName> {
  readonly row: StoredMessage;
  /** Null where it is erased. */
  readonly bulletin: (Bulletin & { readonly body: Bodies[Name] }) | null;
}

type FoundRow = { readonly row: StoredMessage; readonly bulletin: Bulletin | null };

export interface Page {
  readonly lines: z.infer<typeof BulletinLine>[];
  /** Where the next one begins; null at the end. */
  readonly next: string | null;
  readonly ignored: string[];
}

/** Where a page ends: no two rows have all four alike. */
const PLACE = ['storedAt', 'messageId', 'sender', 'unit'] as const;
export type Place = Pick<StoredMessage, (typeof PLACE)[number]>;

/** Each may be as long as a message is. */
const OPENED_AT_ONCE = 50;

/** Finding bulletins: the inbox, its filters, and full-text search, in what the officer may open. */
@Injectable()
export class InboxService {
  constructor(
    private readonly database: DataSource,
    private readonly authority: Authority,
    private readonly audit: Audit,
    private readonly lexicon: Lexicon,
    private readonly replacements: ReplacementsService,
    private readonly stored: StoredMessages,
  ) {}

  /** A page of an officer's bulletins of a kind. Each search is in the audit log with its words, sealed. */
  async list(officer: Officer, kind: BulletinName, query: ListQuery): Promise<Page> {
    const units = this.unitsOf(officer, query);
    const { builder, words } = await this.chosen(kind, units, query);
    if (query.q !== undefined && words === null) return { lines: [], next: null, ignored: [query.q] };
    const relevance = query.sort === 'relevance' && words !== null;
    const offset = relevance ? Number(query.before ?? 0) || 0 : 0;
    if (relevance) builder.orderBy('ts_rank_cd(i.words, :words::tsquery)', 'DESC').offset(offset);
    for (const column of PLACE) builder.addOrderBy(`m.${column}`, 'DESC');
    const [at, id, sender, unit] = query.before?.split('~') ?? [];
    if (!relevance && at && id && sender && unit) {
      standingAt(builder, '<', { storedAt: Number(at), messageId: id, sender, unit });
    }
    const rows = await builder.limit(query.limit + 1).getMany();
    await this.noteSearch(officer, kind, units, query);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > page.length && last;
    return {
      lines: await this.lines(officer, units, page, query.with === 'routes'),
      next: more ? (relevance ? String(offset + page.length) : PLACE.map((column) => last[column]).join('~')) : null,
      ignored: [],
    };
  }

  /**
   * What the filters choose and the officer may open, oldest first.
   * @param from begins there; else with the first
   */
  async *each<Name extends BulletinName>(
    officer: Officer,
    kind: Name,
    filters: BulletinFilters,
    from?: Place,
  ): AsyncGenerator<FoundBulletin<Name>> {
    const { builder } = await this.chosen(kind, this.unitsOf(officer, filters), filters);
    for (const column of PLACE) builder.addOrderBy(`m.${column}`, 'ASC');
    builder.limit(OPENED_AT_ONCE);
    const first = from ? standingAt(builder.clone(), '>=', from) : builder;
    for (let rows = await first.getMany(); rows.length > 0; ) {
      yield* (await this.permitted(officer, rows)) as FoundBulletin<Name>[];
      rows = rows.length < OPENED_AT_ONCE ? [] : await standingAt(builder.clone(), '>', rows.at(-1)!).getMany();
    }
  }

  /** What the filters ask for as keyed hashes, to be held against bulletins as they come. Null where they ask for nothing. */
  wordsOf = (kind: BulletinName, units: readonly string[], filters: Asked): Promise<string | null> =>
    this.lexicon.queryOf(units, filters.q ?? '', facetsOf(kind, filters));

  unitsOf(officer: Officer, { unit }: Pick<BulletinFilters, 'unit'>): string[] {
    const units = unit ? [unit] : unitsIn(officer, READING);
    for (const one of units) this.authority.mustHold(officer, one as UnitAddress, READING);
    return units;
  }

  private async chosen(kind: BulletinName, units: readonly string[], filters: BulletinFilters) {
    const { box, state, sender, urgent, unread, assigned, since, until } = filters;
    const words =
      filters.q !== undefined || facetsOf(kind, filters).length > 0 ? await this.wordsOf(kind, units, filters) : null;
    const builder: SelectQueryBuilder<StoredMessage> = this.stored
      .query('m')
      .leftJoin(BulletinIndexRow, 'i', 'i.unit = m.unit AND i.sender = m.sender AND i.messageId = m.messageId')
      .where('m.unit IN (:...units) AND m.kind = :kind', { units, kind });
    if (box !== 'all') builder.andWhere('m.direction = :box', { box });
    if (words !== null) builder.andWhere('i.words @@ :words::tsquery', { words });
    if (sender) builder.andWhere('m.sender = :sender', { sender });
    if (urgent !== undefined) builder.andWhere('m.urgent = :urgent', { urgent });
    if (since) builder.andWhere('m.storedAt >= :since', { since: Date.parse(since) });
    if (until) builder.andWhere('m.storedAt < :until', { until: Date.parse(until) });
    if (assigned === NOBODY) builder.andWhere('i.assignedTo IS NULL');
    else if (assigned) builder.andWhere('i.assignedTo = :assigned', { assigned });
    const replaced = `EXISTS (SELECT 1 FROM replacement r WHERE r.unit = m.unit AND r.sender = m.sender AND r.bulletin = m.message_id)`;
    const recalled = `EXISTS (SELECT 1 FROM recall r WHERE r.unit = m.unit AND r.sender = m.sender AND r.message_id = m.message_id AND r.kind = m.kind)`;
    const opened = `EXISTS (SELECT 1 FROM bulletin_reply r WHERE r.unit = m.unit AND r.author = m.sender AND r.bulletin = m.message_id AND r.sender = m.unit AND r.type = 'opened')`;
    if (state === 'replaced') builder.andWhere(replaced);
    if (state === 'recalled') builder.andWhere(recalled);
    if (state === 'valid') builder.andWhere(`i.validUntil > :now AND NOT ${replaced}`, { now: Date.now() });
    if (state === 'expired') builder.andWhere('i.validUntil <= :now', { now: Date.now() });
    if (unread !== undefined) builder.andWhere(unread ? `m.direction = 'in' AND NOT ${opened}` : opened);
    return { builder, words };
  }

  private async permitted(officer: Officer, rows: readonly StoredMessage[]): Promise<FoundRow[]> {
    const permitted: FoundRow[] = [];
    for (const row of rows) {
      // Each may be as long as a message is: others have their turn in between.
      await turn();
      const opened = this.stored.bulletin(row);
      const bulletin = typeof opened === 'string' ? null : opened;
      if (!bulletin || this.authority.may('open', officer, row.unit, bulletin.facts.terms).allowed)
        permitted.push({ row, bulletin });
    }
    return permitted;
  }

  private async lines(
    officer: Officer,
    units: readonly string[],
    page: readonly StoredMessage[],
    withRoutes: boolean,
  ): Promise<z.infer<typeof BulletinLine>[]> {
    const ids = page.map((row) => row.messageId);
    const where = { unit: In([...units]), messageId: In(ids) };
    // An id is the word of whoever sent it: nobody recalls or replaces another author's bulletin by naming it.
    const isOf = (row: StoredMessage) => (one: { unit: string; sender: string; messageId: string; kind: string }) =>
      one.unit === row.unit && one.sender === row.sender && one.messageId === row.messageId && one.kind === row.kind;
    const recalls = await this.database.getRepository(RecallRow).findBy(where);
    const replacementOf = await this.replacements.of(page);
    const opened = await this.database.getRepository(BulletinReplyRow).find({
      select: { unit: true, author: true, bulletin: true, sender: true },
      where: { unit: In([...units]), bulletin: In(ids), type: 'opened' },
    });
    const index = await this.database.getRepository(BulletinIndexRow).find({
      select: { unit: true, sender: true, messageId: true, kind: true, assignedTo: true },
      where,
    });
    return (await this.permitted(officer, page)).map(({ row, bulletin }) => ({
      ...summaryOf(row, bulletin, {
        recalled: recalls.some(isOf(row)),
        replacedBy: replacementOf(row)?.replacedBy ?? null,
        index: index.find(isOf(row)) ?? null,
      }),
      read:
        row.direction === 'out' ||
        opened.some(
          (one) =>
            one.unit === row.unit &&
            one.author === row.sender &&
            one.sender === row.unit &&
            one.bulletin === row.messageId,
        ),
      path: withRoutes && bulletin ? pathOf(bulletin) : null,
    }));
  }

  private async noteSearch(
    officer: Officer,
    kind: BulletinName,
    units: readonly string[],
    query: BulletinFilters,
  ): Promise<void> {
    const facets = facetsOf(kind, query);
    const searched = query.q !== undefined || facets.length > 0;
    for (const unit of units) {
      // A search is an act of its own each time.
      const note = searched ? this.audit.note : this.audit.noteListing;
      await note({
        officer: officer.name,
        unit,
        role: roleIn(officer, unit, READING)!,
        action: `${kind}-${searched ? 'searched' : 'listed'}`,
        subject: searched ? this.audit.sealed([query.q, ...facets].filter(Boolean).join(' ')) : query.box,
      });
    }
  }
}

/** Only what stands there in the list, by its place. */
const standingAt = (builder: SelectQueryBuilder<StoredMessage>, how: '<' | '>' | '>=', place: Place) =>
  builder.andWhere(`(m.storedAt, m.messageId, m.sender, m.unit) ${how} (:at, :id, :from, :to)`, {
    at: place.storedAt,
    id: place.messageId,
    from: place.sender,
    to: place.unit,
  });

/** What is looked for: words, and facets by their names. */
type Asked = Partial<BulletinFilters>;

/** What is asked of facets: `country:NE`. Label and language every kind has. */
function facetsOf(kind: BulletinName, filters: Asked): string[] {
  const asked: Readonly<Record<string, unknown>> = filters;
  const names = ['tlp', ...Object.keys(bulletinKind(kind).facets), 'language'];
  return names.flatMap((name) => (asked[name] === undefined ? [] : [`${name}:${asked[name]}`]));
}

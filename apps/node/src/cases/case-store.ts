import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { keptEvent, type SignedEvent } from '#libs/cases/event.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { hex, utf8 } from '#libs/cose/bytes.js';
import type { CaseSummary, Owed } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { type CaseMessage, eachOnce, withoutContents } from '#libs/kinds/case-message.js';
import { CASE_ENDS } from '#libs/kinds/case-retention.js';
import { CaseEventRow, CaseFileRow, CaseHoldRow, CaseMessageRow, CaseRow } from '#libs/store/cases-entities.js';
import { lookupHash, openUnder, sealUnder } from '#libs/store/storage-key.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { type News, NotificationsService } from '../people/notifications/notifications.service.js';
import type { Arrived } from '../post/arrivals.js';
import { FilesService } from '../post/files/files.service.js';
import { StoredMessages } from '../post/stored-messages.js';
import { CONFIG, type NodeConfig } from '../process/config.js';
import { Incidents } from '../trust/incidents/incidents.js';
import { leave, leftWithRoom } from './left-events.js';
import { isWhatWasSigned, type OpenCase, type PlacedEvent } from './open-case.js';
import { nextTelling, tellingsOf } from './tellings.js';

const SUMMARY = 'case summary';

/** What a list shows of a case, as it is kept sealed. */
export interface KeptSummary extends CaseSummary {
  readonly role: string;
  readonly owed: readonly Owed[];
}

/** Cases in the database: their events among the unit's messages, and what clocks and lists go by. */
@Injectable()
export class CaseStore {
  constructor(
    private readonly database: DataSource,
    private readonly incidents: Incidents,
    private readonly notifications: NotificationsService,
    private readonly stored: StoredMessages,
    private readonly files: FilesService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Undefined where the unit has no such case. */
  async open(
    unit: string,
    caseId: string,
    manager: EntityManager = this.database.manager,
  ): Promise<OpenCase | undefined> {
    const row = await manager.findOneBy(CaseRow, { unit, caseId });
    return row ? this.load(manager, row) : undefined;
  }

  /** Opens a case for writing: nobody else of this node adds to it until the transaction ends. */
  async lock(manager: EntityManager, unit: UnitAddress, caseId: string, kind: string): Promise<OpenCase> {
    const now = Date.now();
    await manager
      .createQueryBuilder()
      .insert()
      .into(CaseRow)
      .values({
        unit,
        caseId,
        kind,
        begunAt: now,
        changedAt: now,
        status: null,
        sealedSummary: null,
        nextDueAt: null,
        tellAt: null,
      })
      .orIgnore()
      .execute();
    const row = await manager.findOneOrFail(CaseRow, {
      where: { unit, caseId },
      lock: { mode: 'pessimistic_write' },
    });
    return this.load(manager, row);
  }

  /**
   * Adds events, and those that were left as soon as there is room for them; one that is there already gets the content
   * that it lacked.
   * @returns the names of those that are new
   */
  async add(manager: EntityManager, open: OpenCase, events: readonly PlacedEvent[]): Promise<string[]> {
    const fresh: string[] = [];
    for (let next = events; next.length > 0; next = await this.leftWithRoom(manager, open)) {
      fresh.push(...(await this.addAll(manager, open, next)));
    }
    return fresh;
  }

  /** In a few queries, however many there are and however many of them are known. @returns the names of those that are new */
  private async addAll(manager: EntityManager, open: OpenCase, events: readonly PlacedEvent[]): Promise<string[]> {
    const fresh: string[] = [];
    const kept = new Map<string, PlacedEvent>();
    const taken: PlacedEvent[] = [];
    const left: PlacedEvent[] = [];
    const overfull = new Map<UnitAddress, SignedEvent>();
    for (const placed of events) {
      const { event, content, sender } = placed;
      const name = hex(event.hash);
      const added = open.ledger.add(event);
      if (added === 'refused') continue;
      if (added === 'too-many') overfull.set(event.author, event);
      if (added === 'left') left.push(placed);
      if (added === 'too-many' || added === 'left') continue;
      taken.push(placed);
      if (added === 'known' && (content === null || isWhole(open, event))) continue;
      kept.set(name, placed);
      open.contents.set(name, content);
      if (added === 'known') continue;
      open.storedAt.set(name, Date.now());
      open.broughtBy.set(name, sender);
      fresh.push(name);
    }
    for (const event of overfull.values()) await this.noteOverfull(manager, open.unit, event);
    if (left.length > 0) await leave(manager, open, left);
    await this.keep(manager, open, [...kept.values()]);
    await this.takeFiles(manager, open, taken);
    return fresh;
  }

  /** Notes where events of the case lie among the unit's messages. */
  async keep(
    manager: EntityManager,
    { unit, caseId }: OpenCase,
    placed: readonly Omit<PlacedEvent, 'files'>[],
  ): Promise<void> {
    if (placed.length === 0) return;
    await manager.query(
      `INSERT INTO case_event (unit, case_id, hash, sender, message_id, place, whole, stored_at)
       SELECT $1, $2, h, s, m, p, w, $8
       FROM unnest($3::bytea[], $4::text[], $5::text[], $6::integer[], $7::boolean[]) AS e(h, s, m, p, w)
       ON CONFLICT (unit, case_id, hash) DO UPDATE
         SET sender = excluded.sender, message_id = excluded.message_id, place = excluded.place, whole = true
         WHERE excluded.whole AND NOT case_event.whole`,
      [
        unit,
        caseId,
        placed.map(({ event }) => Buffer.from(event.hash)),
        placed.map(({ sender }) => sender),
        placed.map(({ messageId }) => messageId),
        placed.map(({ place }) => place),
        placed.map(({ event, content }) => content !== null || event.content === null),
        Date.now(),
      ],
    );
  }

  private async leftWithRoom(manager: EntityManager, open: OpenCase): Promise<PlacedEvent[]> {
    const rows = open.ledger.isBegun ? await leftWithRoom(manager, open) : [];
    if (rows.length === 0) return [];
    const messages = await this.messagesIn(manager, open.unit, open.kindName, rows);
    return rows.map((row) => {
      const { event: wire, content, files } = messages.get(`${row.sender} ${row.messageId}`)!.events[row.place]!;
      const event = keptEvent(wire);
      const said = isWhatWasSigned(event, content) ? { content, files } : { content: null, files: [] };
      return { ...row, event, ...said };
    });
  }

  /**
   * Notes that a message is one of the case, so that its words go with the case's. What was erased does not come back: in an erased
   * case only what is said for the first time keeps its words.
   * @returns the events that are believed, with what of them is to be taken in
   */
  async note(
    manager: EntityManager,
    { unit, caseId, contents, erasedAt }: OpenCase,
    { sender, messageId, body }: Arrived<CaseMessage>,
    believed: readonly PlacedEvent[],
  ): Promise<PlacedEvent[]> {
    const place = { unit, sender, messageId };
    const kept = believed.map((one) =>
      erasedAt !== null && contents.has(hex(one.event.hash)) ? { ...one, content: null, files: [] } : one,
    );
    const withWords = new Set(kept.filter((one) => one.content !== null).map((one) => one.place));
    const erased = erasedAt !== null && withWords.size === 0;
    await manager.insert(CaseMessageRow, { ...place, caseId, erased });
    if (erasedAt !== null)
      await this.stored.rewrite(
        manager,
        place,
        withoutContents(body, (at) => !withWords.has(at)),
      );
    return kept;
  }

  /**
   * Erases what was said in a case: contents and files, each with its key. The signed events stay, with their terms: they prove that the
   * case was, and its parties' later events follow from them.
   */
  async erase(manager: EntityManager, { unit, caseId, kind }: CaseRow): Promise<void> {
    const rows = await manager.findBy(CaseMessageRow, { unit, caseId, erased: false });
    const messages = await this.messagesIn(manager, unit, kind, rows);
    for (const { sender, messageId } of rows) {
      const message = messages.get(`${sender} ${messageId}`)!;
      await this.stored.rewrite(
        manager,
        { unit, sender, messageId },
        withoutContents(message, () => true),
      );
      await this.files.erase(manager, unit, sender, messageId);
    }
    await manager.update(CaseMessageRow, { unit, caseId }, { erased: true });
    await manager.update(CaseRow, { unit, caseId }, { erasedAt: Date.now() });
  }

  /** Whether the unit keeps the case whatever its rule says: who said so, when, and why. */
  holdOf = (unit: string, caseId: string): Promise<CaseHoldRow | null> =>
    this.database.getRepository(CaseHoldRow).findOneBy({ unit, caseId });

  /** After events were added: what lists and clocks go by, and what nobody has been told of yet. */
  async settle(manager: EntityManager, open: OpenCase, news: readonly News[] = []): Promise<void> {
    const { unit, caseId, kind, ledger } = open;
    const row = await manager.findOneByOrFail(CaseRow, { unit, caseId });
    const { state, forks, record } = ledger.view;
    const told = new Set(row.told);
    const more: News[] = [...news];
    for (const { event, refusal } of record) {
      const key = `void ${hex(event.hash)}`;
      if (!refusal || event.author !== unit || told.has(key)) continue;
      told.add(key);
      more.push({ unit, type: 'case-move-void', kind: open.kindName, subject: caseId });
    }
    const untold = forks.slice(row.forksTold);
    for (const author of new Set(untold.map((fork) => fork.author))) {
      const [first, ...others] = untold.filter((fork) => fork.author === author);
      const and = others.length === 0 ? '' : `, and so ${others.length} more places`;
      const detail = `${author} gave place ${first!.sequence} in a case to two events${and}`;
      const evidence = first!.events.map((event) => Buffer.from(event));
      await this.incidents.record({ type: 'case-forked', by: memberOf(author), unit, detail, evidence }, manager);
    }
    const role = state === undefined ? undefined : kind.role(state, unit);
    const owed = state === undefined ? [] : kind.owed(state);
    const summary: KeptSummary | undefined =
      state === undefined ? undefined : { ...kind.summary(state), role: role ?? 'former', owed };
    // A unit that never was a party of it has no case here, whatever somebody sent.
    const status = state === undefined || (!role && row.status === null) ? row.status : kind.status(state);
    const changed = {
      changedAt: Date.now(),
      status,
      // By this node's own clock: a party that dates back what ends a case has it erased no sooner.
      endedAt: status !== null && CASE_ENDS.includes(status) ? (row.endedAt ?? Date.now()) : null,
      waitsFor: [...new Set(owed.map((one) => one.who))],
      nextDueAt: role && owed.length > 0 ? Math.min(...owed.map((one) => one.dueAt)) : null,
      sealedSummary:
        summary === undefined
          ? row.sealedSummary
          : sealUnder(this.config.storageKey, SUMMARY, utf8(JSON.stringify(summary))),
      told: [...told],
      tellAt: role ? nextTelling(tellingsOf(unit, owed), told) : null,
      forksTold: forks.length,
    };
    await manager.update(CaseRow, { unit, caseId }, changed);
    if (changed.status !== null) await this.notifications.tell(manager, ...more);
  }

  summaryOf = (row: Pick<CaseRow, 'sealedSummary'>): KeptSummary | undefined =>
    row.sealedSummary === null
      ? undefined
      : JSON.parse(Buffer.from(openUnder(this.config.storageKey, SUMMARY, row.sealedSummary)).toString('utf8'));

  /** The case of a unit that a file came in, and who gave it; undefined where it is no such file. */
  async fileGivenIn(unit: string, sha256: string): Promise<CaseFileRow[]> {
    return this.database.getRepository(CaseFileRow).findBy({ unit, fileHash: this.fileHash(sha256) });
  }

  private async load(manager: EntityManager, row: CaseRow): Promise<OpenCase> {
    const kind = CASE_KINDS[row.kind];
    if (!kind) throw new Error('a case of a kind that this node does not know');
    const erased = new Set<string>();
    const open: OpenCase = {
      unit: row.unit as UnitAddress,
      caseId: row.caseId,
      kindName: row.kind,
      kind,
      ledger: new CaseLedger(kind.engine, Buffer.from(row.caseId, 'hex')),
      contents: new Map(),
      erased,
      erasedAt: row.erasedAt,
      storedAt: new Map(),
      broughtBy: new Map(),
    };
    const kept = await manager.findBy(CaseEventRow, { unit: row.unit, caseId: row.caseId });
    const messages = await this.messagesIn(manager, row.unit, row.kind, kept);
    for (const { sender, messageId, place, storedAt, whole } of kept) {
      const { event: wire, content } = messages.get(`${sender} ${messageId}`)!.events[place]!;
      const event = keptEvent(wire);
      open.ledger.restore(event);
      open.broughtBy.set(hex(event.hash), sender);
      open.contents.set(hex(event.hash), isWhatWasSigned(event, content) ? content : null);
      if (whole && content === null && event.content !== null) erased.add(hex(event.hash));
      open.storedAt.set(hex(event.hash), storedAt);
    }
    return open;
  }

  /** By sender and id, each opened once: a message may hold many events. */
  private async messagesIn(
    manager: EntityManager,
    unit: string,
    kind: string,
    places: readonly Pick<CaseEventRow, 'sender' | 'messageId'>[],
  ): Promise<Map<string, CaseMessage>> {
    const rows: { sender: string; messageId: string; sealedRecordKey: Buffer; sealedBody: Buffer }[] =
      await manager.query(
        `SELECT sender, message_id AS "messageId", sealed_record_key AS "sealedRecordKey", sealed_body AS "sealedBody"
         FROM message WHERE unit = $1 AND (sender, message_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
        [unit, places.map((one) => one.sender), places.map((one) => one.messageId)],
      );
    return new Map(
      rows.map(({ sender, messageId, ...sealed }) => {
        const message = this.stored.open(kind, sealed);
        // What a case rests on is erased with the case alone: a hole in it is not to be passed over.
        if (typeof message === 'string') throw new Error(`a message of a case is ${message}`);
        return [`${sender} ${messageId}`, message];
      }),
    );
  }

  /** The files of events are fetched, where they came by mail, and known again, where another gave them. */
  private async takeFiles(
    manager: EntityManager,
    { unit, caseId }: OpenCase,
    events: readonly PlacedEvent[],
  ): Promise<void> {
    const naming = events.filter(({ files }) => files.length > 0);
    const messages = new Map(naming.map(({ sender, messageId: id }) => [`${sender} ${id}`, { sender, id }]));
    for (const message of messages.values()) {
      if (message.sender === unit) continue;
      const beside = naming.filter((one) => one.sender === message.sender && one.messageId === message.id);
      await this.files.want(manager, unit, message, eachOnce(beside.flatMap(({ files }) => files)));
    }
    const others = naming.filter(({ event }) => event.author !== unit);
    if (others.length === 0) return;
    // What the unit had before is not bound by who names it in a case.
    const had = await this.files.hashesHere(manager, unit, eachOnce(others.flatMap(({ files }) => files)));
    const given = others.flatMap(({ event: { author }, files }) => files.map(({ sha256 }) => ({ author, sha256 })));
    const rows = given
      .filter(({ sha256 }) => !had.has(sha256))
      .map(({ author, sha256 }) => ({ unit, caseId, giver: author, fileHash: this.fileHash(sha256) }));
    if (rows.length > 0)
      await manager.createQueryBuilder().insert().into(CaseFileRow).values(rows).orIgnore().execute();
  }

  private async noteOverfull(manager: EntityManager, unit: string, { author, wire }: SignedEvent): Promise<void> {
    const detail = `${author} says more in a case than a case holds`;
    const found = { type: 'case-overfull', by: memberOf(author), unit, detail, evidence: [Buffer.from(wire)] };
    await this.incidents.recordOnce(found, manager);
  }

  private fileHash = (sha256: string): Buffer =>
    lookupHash(this.config.storageKey, 'case file', Buffer.from(sha256, 'hex'));
}

/** Whether what an event says is kept, or was. */
const isWhole = ({ contents, erased }: OpenCase, { hash, content }: SignedEvent): boolean =>
  content === null || typeof contents.get(hex(hash)) === 'string' || erased.has(hex(hash));

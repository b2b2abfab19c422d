import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { keptEvent, type SignedEvent } from '#libs/cases/event.js';
import { hex, utf8 } from '#libs/cose/bytes.js';
import type { CaseSummary, Owed } from '#libs/kinds/case-kind.js';
import { type CaseMessage, eachOnce, withoutContents } from '#libs/kinds/case-message.js';
import { CASE_ENDS } from '#libs/kinds/case-retention.js';
import { type CaseEventRow, CaseFileRow, CaseHoldRow, CaseMessageRow, CaseRow } from '#libs/store/cases-entities.js';
import { lookupHash, openUnder, sealUnder } from '#libs/store/storage-key.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { type News, NotificationsService } from '../people/notifications/notifications.service.js';
import type { Arrived } from '../post/arrivals.js';
import { FilesService } from '../post/files/files.service.js';
import { StoredMessages } from '../post/stored-messages.js';
import { CONFIG, type NodeConfig } from '../process/config.js';
import { Incidents } from '../trust/incidents/incidents.js';
import { areKept, bytesOf, keepEvents, keptEvents } from './kept-events.js';
import { leave, leftWithRoom } from './left-events.js';
import { isWhatWasSigned, type OpenCase, opened, type PlacedEvent } from './open-case.js';
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

  /** Without what its events say. Undefined where the unit has no such case. */
  async open(
    unit: string,
    caseId: string,
    manager: EntityManager = this.database.manager,
  ): Promise<OpenCase | undefined> {
    const row = await manager.findOneBy(CaseRow, { unit, caseId });
    return row ? this.load(manager, row) : undefined;
  }

  /** The same with everything that is said in it. */
  async read(unit: string, caseId: string): Promise<OpenCase | undefined> {
    const { manager } = this.database;
    const open = await this.open(unit, caseId, manager);
    if (open) await this.readWords(manager, open, [...open.places.keys()]);
    return open;
  }

  /** Opens what these events of an open case say, as far as the unit has it. */
  async readWords(manager: EntityManager, open: OpenCase, names: readonly string[]): Promise<void> {
    const { contents, whole, erased, places, unit, kindName } = open;
    const unread = names.filter((name) => !contents.has(name) && whole.has(name) && !erased.has(name));
    const lying = unread.map((name) => [name, places.get(name)!] as const);
    const messages = await this.messagesIn(
      manager,
      unit,
      kindName,
      lying.map(([, place]) => place),
    );
    for (const [name, { sender, messageId, place }] of lying) {
      const { content } = messages.get(`${sender} ${messageId}`)!.events[place]!;
      contents.set(name, content);
    }
  }

  /** Opens a case for writing, without what its events say: nobody else of this node adds to it until the transaction ends. */
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
    return this.load(manager, await this.locked(manager, unit, caseId));
  }

  private locked = (manager: EntityManager, unit: UnitAddress, caseId: string): Promise<CaseRow> =>
    manager.findOneOrFail(CaseRow, { where: { unit, caseId }, lock: { mode: 'pessimistic_write' } });

  /**
   * Takes in a message of events that are all here, each with what it says: the case is not opened for them.
   * @returns whether it is such a message
   */
  async takeKnown(manager: EntityManager, message: Arrived<CaseMessage>): Promise<boolean> {
    const { unit, sender, messageId, body } = message;
    const place = { unit, caseId: body.case };
    if (!(await areKept(manager, place, body.events))) return false;
    const placed = body.events.map(({ event: wire, content, files }, at) => {
      const event = keptEvent(wire);
      const isRight = event !== undefined && (content === null || isWhatWasSigned(event, content));
      return isRight ? [{ event, content, files, sender, messageId, place: at }] : [];
    });
    if (placed.some((one) => one.length === 0)) return false;
    const { erasedAt } = await this.locked(manager, unit, body.case);
    const kept = await this.note(manager, { ...place, erasedAt, places: { has: () => true } }, message, placed.flat());
    await this.takeFiles(manager, place, kept);
    return true;
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
    for (const one of events) {
      const { event } = one;
      const name = hex(event.hash);
      const added = open.ledger.add(event);
      if (added === 'refused') continue;
      if (added === 'too-many') overfull.set(event.author, event);
      if (added === 'left') left.push(one);
      if (added === 'too-many' || added === 'left') continue;
      const words = open.whole.has(name) ? 0 : bytesOf(one.content);
      const isHeard = open.words.has(event.author, words);
      // What it says is not kept where there is no room for it; the event is, since others build on it.
      const placed = isHeard ? one : { ...one, content: null, files: [] };
      const { content, sender, messageId, place } = placed;
      if (!isHeard) overfull.set(event.author, event);
      taken.push(placed);
      if (added === 'known' && (content === null || open.whole.has(name))) continue;
      kept.set(name, placed);
      open.contents.set(name, content);
      open.words.take(event.author, words);
      open.places.set(name, { sender, messageId, place });
      if (content !== null || event.content === null) open.whole.add(name);
      if (added === 'known') continue;
      open.storedAt.set(name, Date.now());
      fresh.push(name);
    }
    for (const event of overfull.values()) await this.noteOverfull(manager, open.unit, event);
    if (left.length > 0) await leave(manager, open, left);
    await this.keep(manager, open, [...kept.values()]);
    await this.takeFiles(manager, open, taken);
    return fresh;
  }

  /** Notes events of the case, and where they lie among the unit's messages. */
  keep = (manager: EntityManager, open: OpenCase, placed: readonly Omit<PlacedEvent, 'files'>[]): Promise<void> =>
    keepEvents(manager, this.config.storageKey, open, placed);

  private async leftWithRoom(manager: EntityManager, open: OpenCase): Promise<PlacedEvent[]> {
    const rows = open.ledger.isBegun ? await leftWithRoom(manager, open) : [];
    if (rows.length === 0) return [];
    const messages = await this.messagesIn(manager, open.unit, open.kindName, rows);
    return rows.flatMap((row) => {
      const { event: wire, content, files } = messages.get(`${row.sender} ${row.messageId}`)!.events[row.place]!;
      const event = keptEvent(wire);
      if (!event) return [];
      const said = isWhatWasSigned(event, content) ? { content, files } : { content: null, files: [] };
      return [{ ...row, event, ...said }];
    });
  }

  /**
   * Notes that a message is one of the case, so that its words go with the case's. What was erased does not come back: in an erased
   * case only what is said for the first time keeps its words.
   * @returns the events that are believed, with what of them is to be taken in
   */
  async note(
    manager: EntityManager,
    {
      unit,
      caseId,
      places,
      erasedAt,
    }: Pick<OpenCase, 'unit' | 'caseId' | 'erasedAt'> & {
      readonly places: Pick<OpenCase['places'], 'has'>;
    },
    { sender, messageId, body }: Arrived<CaseMessage>,
    believed: readonly PlacedEvent[],
  ): Promise<PlacedEvent[]> {
    const place = { unit, sender, messageId };
    const kept = believed.map((one) =>
      erasedAt !== null && places.has(hex(one.event.hash)) ? { ...one, content: null, files: [] } : one,
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

  private load = async (manager: EntityManager, row: CaseRow): Promise<OpenCase> =>
    opened(row, await keptEvents(manager, this.config.storageKey, row));

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
    { unit, caseId }: Pick<OpenCase, 'unit' | 'caseId'>,
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

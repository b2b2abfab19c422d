import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Profile } from '#libs/correlation/profile.js';
import { hex } from '#libs/cose/bytes.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { errorName } from '#libs/outcome/error-name.js';
import { BulletinIndexRow, BulletinNoteRow, RecallRow, ReplacementRow } from '#libs/store/bulletins-entities.js';
import { comesAgain } from '../../post/one-culprit.js';
import { type StoredMessage, StoredMessages } from '../../post/stored-messages.js';
import type { Worker } from '../../process/roles.js';
import { Signals } from '../../process/signals.js';
import { Wakeable } from '../../process/wakeable.js';
import { Lexicon } from '../search/lexicon.js';
import { BulletinNews } from './bulletin-news.js';
import { Comparing } from './comparing.js';

const BATCH = 20;
/** More than there are members, so that each is among those whose turn may be next. */
const MOST_IN_TURN = 200;
/** After so long it is looked anew who is next. */
const BATCH_MS = 500;
const IDLE_MS = 1000;
/** So much mail within a second means that more is behind it. */
const STORM = 50;
const STORM_MS = 1000;
/** However hard it storms, a bulletin is indexed after so long. */
const LONGEST_WAIT_MS = 30_000;
const MOST_PREPARED = 32;
/** Until when it holds stands in what cannot be read: it is taken to hold for so long after it came. */
const UNREADABLE_MS = 30 * 86_400_000;
/** Any number that no other advisory lock of the node uses: a unit's bulletins are compared one after another. */
const INDEX_LOCK = 0x6c69;

/** What a bulletin's content alone makes: the same for every unit that has it. */
interface Prepared {
  readonly bulletin: Bulletin;
  readonly profile: Profile | undefined;
  readonly words: string;
  readonly spellings: ReadonlyMap<string, string>;
}

/** A stored bulletin that nothing was made of yet. */
type ToIndex = Pick<StoredMessage, 'unit' | 'sender' | 'messageId' | 'storedAt'>;

interface InTurn extends ToIndex {
  readonly member: string;
  /** Of its member's, by when they came. */
  readonly nth: number;
}

/** Makes each stored bulletin findable, compares it with the others, and tells officers; undoes all of it when it is erased. */
@Injectable()
export class BulletinIndex implements Worker {
  private readonly logger = new Logger(BulletinIndex.name);
  private storm = { since: 0, messages: 0 };
  private busyUntil = 0;
  private lookedAt = 0;
  /** When each member's turn was last, in turns. */
  private readonly turns = new Map<string, number>();
  private turn = 0;
  /** The newest bulletins, as several units of a node have each of them. */
  private readonly prepared = new Map<string, Prepared>();
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: 20 },
    () => this.indexSome(),
    this.logger,
    'indexing waits',
  );

  constructor(
    private readonly database: DataSource,
    private readonly lexicon: Lexicon,
    private readonly comparing: Comparing,
    private readonly news: BulletinNews,
    private readonly stored: StoredMessages,
    private readonly signals: Signals,
  ) {}

  start(): void {
    this.signals.on('index', (messages) => this.noteStorm(Number(messages)));
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** @param messages how many have just come in */
  wake(messages = 1): void {
    this.signals.wake('index', messages);
  }

  private noteStorm(messages: number): void {
    const now = Date.now();
    if (now > this.storm.since + STORM_MS) this.storm = { since: now, messages: 0 };
    this.storm.messages += messages;
    if (this.storm.messages >= STORM) this.busyUntil = now + STORM_MS;
    this.loop.wake();
  }

  find = (unit: string, sender: string, messageId: string): Promise<BulletinIndexRow | null> =>
    this.database.getRepository(BulletinIndexRow).findOneBy({ unit, sender, messageId });

  /** Until the caller's transaction ends, what is indexed, erased and weeded in a unit is so one after the other. */
  async hold(manager: EntityManager, unit: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [INDEX_LOCK, unit]);
  }

  /** In the transaction that erases the bulletin: its words, features, links, places in networks and notes go with it. */
  async erase(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    await this.hold(manager, unit);
    await this.stored.markIndexed(manager, { unit, sender, messageId });
    const row = await manager.findOneBy(BulletinIndexRow, { unit, sender, messageId });
    if (!row) return;
    await this.comparing.remove(manager, unit, row.number);
    await manager.delete(BulletinIndexRow, { number: row.number });
    await this.lexicon.forget(manager, unit, row.words);
  }

  private async indexSome(): Promise<boolean> {
    const now = Date.now();
    const storm = now < this.busyUntil;
    if (storm && now < this.lookedAt + STORM_MS) return false;
    this.lookedAt = now;
    const rows = await this.nextInTurn();
    // In a storm mail goes before its index; what has waited for long goes a batch a second all the same.
    if (storm && now < Math.min(...rows.map(({ storedAt }) => storedAt)) + LONGEST_WAIT_MS) return false;
    for (const row of rows) {
      await this.indexOrLeave(row);
      this.turns.set(row.member, ++this.turn);
      // Whose turn it is may be another's by now.
      if (Date.now() > now + BATCH_MS) return true;
    }
    return rows.length === BATCH;
  }

  /**
   * Members in turn, of each the oldest first, then each one's second: what comes in is told here, and no member's mail is told
   * only behind all of another's.
   */
  private async nextInTurn(): Promise<InTurn[]> {
    const rows: InTurn[] = await this.database.query(
      `WITH RECURSIVE waiting AS (
         SELECT kind, (SELECT min(sender) FROM message m WHERE m.kind = k.kind AND NOT indexed) AS sender
         FROM unnest($1::text[]) AS k(kind)
         UNION ALL
         SELECT kind, (SELECT min(sender) FROM message m WHERE m.kind = w.kind AND NOT indexed AND m.sender > w.sender)
         FROM waiting w WHERE sender IS NOT NULL)
       SELECT m.unit, m.sender, m.message_id AS "messageId", m.stored_at::float8 AS "storedAt", split_part(m.sender, '/', 1) AS member,
         row_number() OVER (PARTITION BY split_part(m.sender, '/', 1) ORDER BY m.stored_at)::int AS nth
       FROM waiting w, LATERAL (
         SELECT * FROM message WHERE kind = w.kind AND sender = w.sender AND NOT indexed ORDER BY stored_at LIMIT $2) AS m
       ORDER BY nth, m.stored_at LIMIT $3`,
      [BULLETIN_NAMES, BATCH, MOST_IN_TURN],
    );
    const turnOf = ({ member }: InTurn) => this.turns.get(member) ?? 0;
    return rows.sort((a, b) => a.nth - b.nth || turnOf(a) - turnOf(b) || a.storedAt - b.storedAt).slice(0, BATCH);
  }

  /** One that cannot be indexed is listed all the same, and never stands in the way of the others. */
  private async indexOrLeave({ unit, sender, messageId }: ToIndex): Promise<void> {
    try {
      await this.database.transaction((manager) => this.index(manager, unit, sender, messageId));
    } catch (error) {
      if (comesAgain(error)) throw error;
      this.logger.error(`a bulletin could not be indexed: ${errorName(error)}`);
      await this.database.transaction((manager) => this.listAlone(manager, unit, sender, messageId));
    }
  }

  /** Nothing is made of it but its place in the lists, among what is told, and in weeding. */
  private async listAlone(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    await this.hold(manager, unit);
    const row = await this.stored.find({ unit, sender, messageId, indexed: false }, manager);
    if (!row) return;
    await this.stored.markIndexed(manager, { unit, sender, messageId });
    const bulletin = this.stored.bulletin(row);
    await manager.insert(BulletinIndexRow, {
      unit,
      sender,
      messageId,
      kind: row.kind,
      validUntil: typeof bulletin === 'string' ? row.storedAt + UNREADABLE_MS : bulletin.summary.validUntil,
      words: '',
      unsearchable: true,
    });
    await this.news.tellArrival(manager, row);
  }

  private async index(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    await this.hold(manager, unit);
    const row = await this.stored.find({ unit, sender, messageId, indexed: false }, manager);
    if (!row) return;
    await this.stored.markIndexed(manager, { unit, sender, messageId });
    const prepared = await this.prepare(manager, row);
    if (!prepared || (await manager.existsBy(RecallRow, { unit, sender, messageId, kind: row.kind }))) return;
    const { bulletin, profile, words, spellings } = prepared;
    const { name, kind, body, summary } = bulletin;
    // What was replaced, or passed on by this unit itself, is there already under another id: it is found, not compared.
    const passedOn = kind.passedOn?.(body) !== undefined && row.direction === 'out';
    const outdated = passedOn || (await manager.existsBy(ReplacementRow, { unit, sender, bulletin: messageId }));
    const { identifiers } = await manager.insert(BulletinIndexRow, {
      unit,
      sender,
      messageId,
      kind: name,
      validUntil: summary.validUntil,
      words,
    });
    const { number } = identifiers[0] as { number: string };
    await this.lexicon.learn(manager, unit, spellings);
    if (!outdated) {
      const { replaces } = summary;
      const earlier = replaces && (await this.takePlace(manager, unit, sender, replaces.id, number));
      const similar = profile !== undefined && (await this.comparing.add(manager, unit, number, profile, earlier));
      await this.news.tell(manager, row, bulletin, number, similar);
    }
  }

  /** Undefined where it is erased. */
  private async prepare(manager: EntityManager, row: StoredMessage): Promise<Prepared | undefined> {
    if (row.sealedBody.length === 0) return undefined;
    const name = row.envelopeHash ? hex(row.envelopeHash) : row.messageId;
    const known = this.prepared.get(name);
    if (known) return known;
    const bulletin = this.stored.bulletin(row);
    if (typeof bulletin === 'string') throw new Error('a bulletin that cannot be read');
    const { kind, body } = bulletin;
    const text = kind.searchable(body);
    const made = {
      bulletin,
      profile: kind.profile?.(body),
      words: await this.lexicon.vectorOf(manager, text),
      spellings: this.lexicon.spellingsOf(text),
    };
    this.prepared.set(name, made);
    for (const oldest of this.prepared.keys()) {
      if (this.prepared.size <= MOST_PREPARED) break;
      this.prepared.delete(oldest);
    }
    return made;
  }

  /** A later version goes on where the earlier one was, with its notes and who deals with it. @returns its number */
  private async takePlace(
    manager: EntityManager,
    unit: string,
    sender: string,
    earlier: string,
    number: string,
  ): Promise<string | undefined> {
    const row = await manager.findOneBy(BulletinIndexRow, { unit, sender, messageId: earlier });
    if (!row) return undefined;
    await manager.update(BulletinNoteRow, { bulletin: row.number }, { bulletin: number });
    await manager.update(BulletinIndexRow, { number }, { assignedTo: row.assignedTo });
    return row.number;
  }
}

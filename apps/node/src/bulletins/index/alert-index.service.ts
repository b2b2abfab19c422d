import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Profile, profileOf } from '#libs/correlation/profile.js';
import { hex } from '#libs/cose/bytes.js';
import { referenceOf } from '#libs/envelope/reference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { searchable } from '#libs/kinds/alert/words.js';
import { errorName } from '#libs/outcome/error-name.js';
import { decideFor } from '#libs/policy/audience.js';
import { AlertIndexRow, AlertNoteRow, RecallRow, ReplacementRow } from '#libs/store/bulletins-entities.js';
import { MessageRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { type News, NotificationsService } from '../../people/notifications/notifications.service.js';
import { comesAgain } from '../../post/one-culprit.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { Lexicon } from '../search/lexicon.js';
import { Comparing } from './comparing.js';

const BATCH = 20;
const IDLE_MS = 1000;
/** So much mail within a second means that more is behind it. */
const STORM = 50;
const STORM_MS = 1000;
/** However hard it storms, an alert is indexed after so long. */
const LONGEST_WAIT_MS = 30_000;
const MOST_PREPARED = 32;
/** Until when it holds stands in what cannot be read: it is taken to hold for so long after it came. */
const UNREADABLE_MS = 30 * 86_400_000;
/** Any number that no other advisory lock of the node uses: a unit's alerts are compared one after another. */
const INDEX_LOCK = 0x6c69;

/** What an alert's content alone makes: the same for every unit that has it. */
interface Prepared {
  readonly alert: Alert;
  readonly profile: Profile;
  readonly words: string;
  readonly spellings: ReadonlyMap<string, string>;
}

/** Makes each stored alert findable, compares it with the others, and tells officers; undoes all of it when it is erased. */
@Injectable()
export class AlertIndexService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(AlertIndexService.name);
  private storm = { since: 0, messages: 0 };
  private busyUntil = 0;
  private lookedAt = 0;
  /** The newest alerts, as several units of a node have each of them. */
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
    private readonly notifications: NotificationsService,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly stored: StoredMessages,
  ) {}

  onApplicationBootstrap = (): void => this.loop.start();
  onApplicationShutdown = (): Promise<void> => this.loop.stop();

  /** @param messages how many have just come in */
  wake(messages = 1): void {
    const now = Date.now();
    if (now > this.storm.since + STORM_MS) this.storm = { since: now, messages: 0 };
    this.storm.messages += messages;
    if (this.storm.messages >= STORM) this.busyUntil = now + STORM_MS;
    this.loop.wake();
  }

  find = (unit: string, sender: string, messageId: string): Promise<AlertIndexRow | null> =>
    this.database.getRepository(AlertIndexRow).findOneBy({ unit, sender, messageId });

  /** In the transaction that erases the alert: its words, features, links, places in networks and notes go with it. */
  async erase(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [INDEX_LOCK, unit]);
    await manager.update(MessageRow, { unit, sender, messageId }, { indexed: true });
    const row = await manager.findOneBy(AlertIndexRow, { unit, sender, messageId });
    if (!row) return;
    await this.comparing.remove(manager, unit, row.number);
    await manager.delete(AlertIndexRow, { number: row.number });
    await this.lexicon.forget(manager, unit, row.words);
  }

  private async indexSome(): Promise<boolean> {
    const now = Date.now();
    const storm = now < this.busyUntil;
    if (storm && now < this.lookedAt + STORM_MS) return false;
    this.lookedAt = now;
    const rows = await this.database.getRepository(MessageRow).find({
      select: { unit: true, sender: true, messageId: true, storedAt: true },
      where: { indexed: false, kind: 'alert' },
      order: { storedAt: 'ASC' },
      take: BATCH,
    });
    // In a storm mail goes before its index; what has waited for long goes a batch a second all the same.
    if (storm && rows[0] && now < rows[0].storedAt + LONGEST_WAIT_MS) return false;
    for (const row of rows) await this.indexOrLeave(row);
    return rows.length === BATCH;
  }

  /** One that cannot be indexed is listed all the same, and never stands in the way of the others. */
  private async indexOrLeave({ unit, sender, messageId }: MessageRow): Promise<void> {
    try {
      await this.database.transaction((manager) => this.index(manager, unit, sender, messageId));
    } catch (error) {
      if (comesAgain(error)) throw error;
      this.logger.error(`an alert could not be indexed: ${errorName(error)}`);
      await this.database.transaction((manager) => this.listAlone(manager, unit, sender, messageId));
    }
  }

  /** Nothing is made of it but its place in the lists, among what is told, and in weeding. */
  private async listAlone(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [INDEX_LOCK, unit]);
    const row = await manager.findOneBy(MessageRow, { unit, sender, messageId, indexed: false });
    if (!row) return;
    await manager.update(MessageRow, { unit, sender, messageId }, { indexed: true });
    const alert = this.stored.read('alert', row);
    await manager.insert(AlertIndexRow, {
      unit,
      sender,
      messageId,
      validUntil: alert ? Date.parse(alert.validUntil) : row.storedAt + UNREADABLE_MS,
      words: '',
      unsearchable: true,
    });
    if (row.direction === 'in') {
      await this.notifications.tell(manager, {
        unit,
        type: 'alert-received',
        subject: referenceOf(row),
      });
    }
  }

  private async index(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [INDEX_LOCK, unit]);
    const row = await manager.findOneBy(MessageRow, { unit, sender, messageId, indexed: false });
    if (!row) return;
    await manager.update(MessageRow, { unit, sender, messageId }, { indexed: true });
    const prepared = await this.prepare(manager, row);
    if (!prepared || (await manager.existsBy(RecallRow, { unit, sender, messageId }))) return;
    const { alert, profile, words, spellings } = prepared;
    // What was replaced, or passed on by this unit itself, is there already under another id: it is found, not compared.
    const passedOn = alert.passedOn !== undefined && row.direction === 'out';
    const outdated = passedOn || (await manager.existsBy(ReplacementRow, { unit, sender, alert: messageId }));
    const { identifiers } = await manager.insert(AlertIndexRow, {
      unit,
      sender,
      messageId,
      validUntil: Date.parse(alert.validUntil),
      words,
    });
    const { number } = identifiers[0] as { number: string };
    await this.lexicon.learn(manager, unit, spellings);
    if (!outdated) {
      const { replaces } = alert;
      const earlier = replaces && (await this.takePlace(manager, unit, sender, replaces.alert, number));
      const similar = await this.comparing.add(manager, unit, number, profile, earlier);
      await this.tell(manager, row, alert, number, similar);
    }
  }

  /** Undefined where the alert is erased. */
  private async prepare(manager: EntityManager, row: MessageRow): Promise<Prepared | undefined> {
    if (row.sealedBody.length === 0) return undefined;
    const name = row.envelopeHash ? hex(row.envelopeHash) : row.messageId;
    const known = this.prepared.get(name);
    if (known) return known;
    const alert = this.stored.read('alert', row);
    if (!alert) throw new Error('an alert that cannot be read');
    const [profile, text] = [profileOf(alert), searchable(alert)];
    const made = {
      alert,
      profile,
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
    const row = await manager.findOneBy(AlertIndexRow, { unit, sender, messageId: earlier });
    if (!row) return undefined;
    await manager.update(AlertNoteRow, { alert: row.number }, { alert: number });
    await manager.update(AlertIndexRow, { number }, { assignedTo: row.assignedTo });
    return row.number;
  }

  private async tell(
    manager: EntityManager,
    row: MessageRow,
    alert: Alert,
    number: string,
    similar: boolean,
  ): Promise<void> {
    const { unit } = row;
    const subject = referenceOf(row);
    const news: News[] = [];
    if (row.direction === 'in') {
      const known = this.directory.state.units.get(unit as UnitAddress);
      const facts = alertFacts(alert, row.sender as UnitAddress);
      const delivery = known && decideFor(this.directory.state, this.policy.engine, known, facts).delivery;
      news.push({ unit, type: 'alert-received', subject, forDigest: delivery === 'digest' });
      const found: { officer: string }[] = await manager.query(
        `SELECT DISTINCT s.officer FROM saved_search s JOIN alert_index i ON i.number = $1
         WHERE s.unit = $2 AND s.notify AND i.words @@ s.query::tsquery`,
        [number, unit],
      );
      news.push(...found.map(({ officer }) => ({ unit, officer, type: 'search-found' as const, subject })));
    }
    if (similar) news.push({ unit, type: 'similar-found', subject });
    await this.notifications.tell(manager, ...news);
  }
}

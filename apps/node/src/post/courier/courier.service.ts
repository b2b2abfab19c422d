import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { hex } from '#libs/cose/bytes.js';
import { sealCapsules } from '#libs/envelope/capsule.js';
import { EnvelopeHeader } from '#libs/envelope/header.js';
import { MessageId } from '#libs/envelope/id.js';
import { seal, slice } from '#libs/envelope/seal.js';
import { errorName } from '#libs/outcome/error-name.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { IntroductionOutRow, MessageRow, OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import { openRecord, openUnder, sealUnder } from '#libs/store/storage-key.js';
import { publishOnce, publishSlices } from '#libs/transport/publish.js';
import { introductionSubject, mailSubject } from '#libs/transport/subjects.js';
import { type MemberCode, memberOf, UnitAddress } from '#libs/trust/address.js';
import { epochKeyFor, isSuspended } from '#libs/trust/directory.js';
import { epochAt } from '#libs/trust/epochs.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import type { Worker } from '../../process/roles.js';
import { Signals } from '../../process/signals.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { FilesService } from '../files/files.service.js';
import { withoutCulprits } from '../one-culprit.js';
import { Channels } from './channels.js';
import { Introductions } from './introductions.js';

/** Messages sealed in one transaction. */
const CLAIM = 32;
const IDLE_MS = 1000;
const APART_MS = 20;
const CONTENT_KEY = 'content key';
const LONGEST_RESEND_MS = 3600 * 1000;

interface Parcel {
  readonly message: OutboxRow;
  readonly recipients: OutboxRecipientRow[];
  /** How many more are not written to, because their member is suspended. */
  readonly held: number;
}

/**
 * Carries the outbox to the hub. A message is sealed once, in the transaction that gives it its places in the channels,
 * and published after the commit; until each recipient's receipt is in, the same bytes go again.
 */
@Injectable()
export class CourierService implements Worker {
  private readonly logger = new Logger(CourierService.name);
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: APART_MS },
    () => this.carry(),
    this.logger,
    'outbox waits',
  );

  /** Members that are suspended, as this node last looked. */
  private suspended: readonly MemberCode[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly introductions: Introductions,
    private readonly files: FilesService,
    private readonly signals: Signals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  start(): void {
    this.signals.on('outbox', () => this.loop.wake());
    this.hub.whenReached(() => this.loop.wake());
    this.directory.whenChanged(() => void this.noticeReinstated());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** @returns whether there may be more to carry at once */
  private async carry(): Promise<boolean> {
    if (!this.hub.reachable) return false;
    const due: { id: string }[] = await this.database.query(
      `SELECT message_id AS id FROM outbox WHERE NOT done AND next_attempt_at <= $1
       ORDER BY urgent DESC, message_id LIMIT $2`,
      [Date.now(), CLAIM],
    );
    const parcels: Parcel[] = [];
    await withoutCulprits(
      due.map(({ id }) => id),
      async (ids) => void parcels.push(...(await this.database.transaction((manager) => this.claim(manager, ids)))),
      (id, error) => this.putOff(id, error),
    );
    const first = await Promise.all(parcels.map((parcel) => this.publish(parcel)));
    const sent = parcels.filter((_, i) => first[i]).map((parcel) => parcel.message.messageId);
    if (sent.length > 0) {
      await this.database.query('UPDATE outbox SET published_at = $2 WHERE message_id = ANY($1)', [sent, Date.now()]);
    }
    return due.length === CLAIM;
  }

  /** What cannot be sealed is tried again after a while, and holds up nothing beside it. */
  private async putOff(id: string, error: unknown): Promise<void> {
    this.logger.warn(`a message cannot be sealed: ${errorName(error)}`);
    await this.database
      .getRepository(OutboxRow)
      .update({ messageId: id }, { nextAttemptAt: Date.now() + LONGEST_RESEND_MS });
  }

  /** Claims what of these is due still, urgent first, seals what is not sealed yet, and sets when it would go again. */
  private async claim(manager: EntityManager, ids: readonly string[]): Promise<Parcel[]> {
    const now = Date.now();
    const due: OutboxRow[] = await manager.query(
      `SELECT message_id AS "messageId", sender, urgent, attempts, published_at AS "publishedAt", sealed,
         sealed_content_key AS "sealedContentKey", envelope_hash AS "envelopeHash"
       FROM outbox WHERE message_id = ANY($2) AND NOT done AND next_attempt_at <= $1
       ORDER BY urgent DESC, message_id FOR UPDATE SKIP LOCKED`,
      [now, ids],
    );
    if (due.length === 0) return [];
    const rows: (Omit<OutboxRecipientRow, 'sequence'> & { sequence: string | null })[] = await manager.query(
      `SELECT message_id AS "messageId", recipient, sequence, previous, introduction_id AS "introductionId",
         epoch, capsule
       FROM outbox_recipient WHERE message_id = ANY($1) AND delivered_at IS NULL ORDER BY recipient`,
      [due.map((row) => row.messageId)],
    );
    // PostgreSQL gives a bigint as text.
    const recipients: OutboxRecipientRow[] = rows.map((row) => ({
      ...row,
      sequence: row.sequence === null ? null : Number(row.sequence),
    }));
    const parcels = due.map((message) => {
      const own = recipients.filter((r) => r.messageId === message.messageId);
      const reachable = own.filter((r) => !this.isHeld(r.recipient));
      return { message, recipients: reachable, held: own.length - reachable.length };
    });
    const [sealed, unsealed] = [true, false].map((is) =>
      parcels.filter(({ message, recipients: to }) => to.length > 0 && Boolean(message.sealed) === is),
    );
    await this.sealNew(manager, unsealed!);
    await this.sealAnew(manager, sealed!);
    for (const { message } of parcels) {
      message.nextAttemptAt =
        now + Math.min(this.config.resendMs * 2 ** Math.min(message.attempts, 20), LONGEST_RESEND_MS);
      message.attempts++;
    }
    await manager.query(
      `UPDATE outbox o SET next_attempt_at = p.next, attempts = o.attempts + 1
       FROM unnest($1::text[], $2::bigint[]) AS p(id, next) WHERE o.message_id = p.id`,
      [parcels.map((p) => p.message.messageId), parcels.map((p) => p.message.nextAttemptAt)],
    );
    return parcels;
  }

  /** What nobody may or can read there now stays here: it goes when the member is reinstated, or the unit has a key. */
  private isHeld(recipient: string): boolean {
    const { state } = this.directory;
    const address = UnitAddress.parse(recipient);
    const member = state.members.get(memberOf(address));
    const unit = state.units.get(address);
    return !unit || !epochKeyFor(unit, Date.now()) || (member !== undefined && isSuspended(member, state.size));
  }

  /** Mail for members that were reinstated goes at once, not when it would be tried again. */
  private async noticeReinstated(): Promise<void> {
    const { members, size } = this.directory.state;
    const now = [...members.values()].filter((member) => isSuspended(member, size)).map((member) => member.code);
    const back = this.suspended.filter((member) => !now.includes(member));
    this.suspended = now;
    if (back.length === 0) return;
    await this.database.query(
      `UPDATE outbox SET next_attempt_at = $2 WHERE NOT done AND message_id IN (
         SELECT message_id FROM outbox_recipient WHERE delivered_at IS NULL AND split_part(recipient, '/', 1) = ANY($1))`,
      [back, Date.now()],
    );
    this.loop.wake();
  }

  private async sealNew(manager: EntityManager, due: readonly Parcel[]): Promise<void> {
    if (due.length === 0) return;
    const written = await manager.findBy(MessageRow, {
      direction: 'out',
      messageId: In(due.map((parcel) => parcel.message.messageId)),
    });
    const bodies = new Map(
      written.map((row) => [row.messageId, { row, body: openRecord(this.config.storageKey, row) }] as const),
    );
    // What was weeded before it could go does not go any more, and holds up nothing behind it.
    const erased = due.filter(({ message }) => bodies.get(message.messageId)?.body === 'erased');
    for (const parcel of erased) parcel.recipients.length = 0;
    const parcels = due.filter((parcel) => !erased.includes(parcel));
    if (parcels.length === 0) return;
    const pairs = parcels.flatMap(({ message, recipients }) =>
      recipients.map(({ recipient }) => ({ sender: message.sender, recipient })),
    );
    const channels = await Channels.lock(manager, pairs);
    for (const { message, recipients } of parcels) {
      const { row: written, body } = bodies.get(message.messageId)!;
      const sender = UnitAddress.parse(message.sender);
      const places = [];
      for (const row of recipients) {
        const unit = UnitAddress.parse(row.recipient);
        const pair = await this.introductions.toWrite(manager, sender, unit);
        places.push({ unit, ...pair, ...channels.next(sender, unit) });
      }
      const envelope = expectAccepted(
        seal(this.headerOf(written), body as Uint8Array, places, this.keys.signingKey(sender)),
      );
      message.sealed = Buffer.from(envelope.shared);
      message.envelopeHash = Buffer.from(envelope.hash);
      message.sealedContentKey = sealUnder(this.config.storageKey, CONTENT_KEY, envelope.contentKey);
      for (const [i, row] of recipients.entries()) {
        const unit = UnitAddress.parse(row.recipient);
        const { introductionId, capsule } = envelope.capsules.get(unit)!;
        const { sequence, previous, epoch } = places[i]!;
        row.sequence = sequence;
        row.previous = Buffer.from(previous);
        row.epoch = epoch;
        row.introductionId = Buffer.from(introductionId);
        row.capsule = Buffer.from(capsule);
        channels.take(sender, unit, envelope.hash);
      }
    }
    await channels.save();
    await this.saveSealed(manager, parcels);
    await this.saveCapsules(
      manager,
      parcels.flatMap((parcel) => parcel.recipients),
    );
  }

  /**
   * Capsules beside those that a sealed message has. What is still under way when its epoch has ended gets one under the
   * current epoch, since the recipient may have erased the old key by now: envelope, place and content key stay, so to
   * whoever has it already it is a repeat. A recipient that came later gets its first.
   */
  private async sealAnew(manager: EntityManager, parcels: readonly Parcel[]): Promise<void> {
    const epoch = epochAt(Date.now());
    const renewed: OutboxRecipientRow[] = [];
    const late = parcels.flatMap(({ message, recipients }) =>
      recipients.filter((row) => !row.capsule).map(({ recipient }) => ({ sender: message.sender, recipient })),
    );
    const channels = late.length > 0 ? await Channels.lock(manager, late) : undefined;
    for (const { message, recipients } of parcels) {
      const sender = UnitAddress.parse(message.sender);
      const contentKey = openUnder(this.config.storageKey, CONTENT_KEY, message.sealedContentKey!);
      for (const row of recipients) {
        if (row.epoch !== null && row.epoch >= epoch) continue;
        const pair = await this.introductions.toWrite(manager, sender, UnitAddress.parse(row.recipient));
        if (pair.epoch === row.epoch) continue;
        if (!row.capsule) {
          const { sequence, previous } = channels!.next(sender, row.recipient);
          [row.sequence, row.previous] = [sequence, Buffer.from(previous)];
          channels!.take(sender, row.recipient, message.envelopeHash!);
        }
        const place = { sequence: row.sequence!, previous: row.previous!, wrapKey: pair.wrapKey };
        row.capsule = Buffer.from(sealCapsules(contentKey, message.envelopeHash!, [place])[0]!);
        row.introductionId = Buffer.from(pair.introductionId);
        row.epoch = pair.epoch;
        renewed.push(row);
      }
    }
    await channels?.save();
    await this.saveCapsules(manager, renewed);
  }

  private headerOf(written: MessageRow): EnvelopeHeader {
    return EnvelopeHeader.parse({
      id: MessageId.parse(written.messageId),
      kind: written.kind,
      sender: written.sender,
      createdAt: written.createdAt,
      logPosition: this.directory.state.size,
      policyVersion: this.directory.state.networkPolicies.at(-1)?.from ?? 0,
      handling: written.handling,
      urgent: written.urgent,
    });
  }

  private async saveSealed(manager: EntityManager, parcels: readonly Parcel[]): Promise<void> {
    const messages = parcels.map((parcel) => parcel.message);
    await manager.query(
      `UPDATE outbox o SET sealed = p.s, envelope_hash = p.e, sealed_content_key = p.k
       FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::bytea[]) AS p(id, s, e, k) WHERE o.message_id = p.id`,
      [
        messages.map((m) => m.messageId),
        messages.map((m) => m.sealed),
        messages.map((m) => m.envelopeHash),
        messages.map((m) => m.sealedContentKey),
      ],
    );
  }

  private async saveCapsules(manager: EntityManager, rows: readonly OutboxRecipientRow[]): Promise<void> {
    if (rows.length === 0) return;
    await manager.query(
      `UPDATE outbox_recipient o SET sequence = p.n, previous = p.v, introduction_id = p.i, epoch = p.e, capsule = p.c
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[], $5::bytea[], $6::int[], $7::bytea[])
         AS p(id, r, n, v, i, e, c)
       WHERE o.message_id = p.id AND o.recipient = p.r`,
      [
        rows.map((r) => r.messageId),
        rows.map((r) => r.recipient),
        rows.map((r) => r.sequence),
        rows.map((r) => r.previous),
        rows.map((r) => r.introductionId),
        rows.map((r) => r.epoch),
        rows.map((r) => r.capsule),
      ],
    );
  }

  /**
   * A hub that does not take it is asked again soon; the rows stay as they are.
   * @returns whether it was taken for the first time
   */
  private async publish({ message, recipients: waiting, held }: Parcel): Promise<boolean> {
    const outbox = this.database.getRepository(OutboxRow);
    const { messageId } = message;
    if (waiting.length === 0) {
      if (held > 0) return false;
      await outbox.update({ messageId }, { done: true, sealed: null, sealedContentKey: null });
      return false;
    }
    try {
      const js = await this.hub.jetstream();
      await this.introduceBefore(message, waiting);
      if (message.attempts > 1) await this.files.sendAgain(message.messageId);
      const taken = await publishSlices(
        js,
        waiting.map((row) => {
          const recipient = UnitAddress.parse(row.recipient);
          const capsules = new Map([[recipient, { introductionId: row.introductionId!, capsule: row.capsule! }]]);
          return {
            subject: mailSubject(recipient, UnitAddress.parse(message.sender)),
            payload: slice({ shared: message.sealed!, capsules }, recipient)!,
          };
        }),
      );
      if (taken < waiting.length) this.logger.warn(`${waiting.length - taken} mailboxes are full`);
      return message.publishedAt === null && taken > 0;
    } catch (error) {
      this.logger.warn(`hub took no mail: ${errorName(error)}`);
      await outbox.update({ messageId, done: false }, { nextAttemptAt: Date.now() + IDLE_MS });
      return false;
    }
  }

  private readonly introduced = new Set<string>();

  /** Introductions go ahead of the mail that needs them; again before a resend, since the hub may have lost its disk. */
  private async introduceBefore(message: OutboxRow, waiting: readonly OutboxRecipientRow[]): Promise<void> {
    const again = message.attempts > 1;
    const needed = waiting.filter((row) => again || !this.introduced.has(hex(row.introductionId!)));
    if (needed.length === 0) return;
    const js = await this.hub.jetstream();
    const rows = await this.database
      .getRepository(IntroductionOutRow)
      .findBy({ sender: message.sender, id: In(needed.map((row) => row.introductionId)) });
    await Promise.all(
      rows.map((row) => {
        const subject = introductionSubject(
          UnitAddress.parse(row.sender),
          UnitAddress.parse(row.recipient),
          hex(row.id),
        );
        return publishOnce(js, { subject, payload: row.wire });
      }),
    );
    for (const row of rows) this.introduced.add(hex(row.id));
  }
}

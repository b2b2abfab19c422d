import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { sealCapsules } from '#libs/envelope/capsule.js';
import { EnvelopeHeader } from '#libs/envelope/header.js';
import { MessageId } from '#libs/envelope/id.js';
import { seal } from '#libs/envelope/seal.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { MessageRow, type OutboxRecipientRow } from '#libs/store/post-entities.js';
import { openRecord, openUnder, sealUnder } from '#libs/store/storage-key.js';
import { UnitAddress } from '#libs/trust/address.js';
import { epochAt } from '#libs/trust/epochs.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { Channels } from './channels.js';
import { Introductions } from './introductions.js';
import type { Parcel } from './parcel.js';

const CONTENT_KEY = 'content key';

/** Seals what is in the outbox: once, with its places in the channels, and a capsule for each recipient. */
@Injectable()
export class Sealing {
  constructor(
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly introductions: Introductions,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** In the transaction that claims them: what is not sealed yet, and capsules that are missing or have had their time. */
  async seal(manager: EntityManager, parcels: readonly Parcel[]): Promise<void> {
    const [sealed, unsealed] = [true, false].map((is) =>
      parcels.filter(({ message, recipients }) => recipients.length > 0 && Boolean(message.sealed) === is),
    );
    await this.sealNew(manager, unsealed!);
    await this.sealAnew(manager, sealed!);
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
}

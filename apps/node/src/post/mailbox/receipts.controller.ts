import { setImmediate as turn } from 'node:timers/promises';
import { Controller, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager } from 'typeorm';
import { hex, sha256 } from '#libs/cose/bytes.js';
import { type Receipt, readReceipt } from '#libs/envelope/receipt.js';
import type { HubMessage } from '#libs/transport/jetstream-server.js';
import { keyOfUnit } from '#libs/trust/sender.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { failedStep, withoutCulprits } from '../one-culprit.js';
import { type Shared, uselessAs } from './hourly-share.js';
import { Quarantine } from './quarantine.service.js';
import { Shares } from './shares.service.js';

interface Packet extends Shared {
  readonly message: HubMessage;
}

interface Believed {
  readonly packet: Packet;
  readonly receipt: Receipt;
  readonly hash: Buffer;
}

/** A recipient that had given no receipt for a message yet, and which of the receipts in hand is the first that says so. */
interface Proven {
  readonly id: string;
  readonly recipient: string;
  /** From 1. */
  readonly nth: number;
}

/** Takes receipts in: the only thing that ends an outbox row. */
@Controller()
export class ReceiptsController {
  private readonly logger = new Logger(ReceiptsController.name);

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly quarantine: Quarantine,
    private readonly shares: Shares,
  ) {}

  /** What is over its member's share of the hour is let go unread: a receipt is given again when the mail comes again. */
  @EventPattern('receipt')
  async takeIn(@Payload() batch: readonly HubMessage[]): Promise<void> {
    const now = Date.now();
    const { manager } = this.database;
    const packets: Packet[] = batch.map((message) => ({
      message,
      member: this.shares.memberOf(message),
      bytes: message.payload.length,
    }));
    const { fit, over } = await this.shares.fitting(packets, now);
    await this.shares.noteDropped(
      manager,
      'hour',
      over.map(({ member }) => member),
    );
    const useful = new Set<Packet>();
    await withoutCulprits(
      await this.believed(fit),
      async (some) => {
        const proving = await this.database.transaction((inside) => this.note(inside, some));
        for (const { packet } of proving) useful.add(packet);
      },
      ({ packet }, error) =>
        this.quarantine.setAside(manager, [
          { mail: packet.message, reason: `not-taken: ${failedStep(error, 'receipt')}` },
        ]),
    );
    const read = fit.map((packet) => (useful.has(packet) ? packet : { ...packet, bytes: uselessAs(packet.bytes) }));
    await this.shares.count(manager, read, now);
  }

  private async believed(packets: readonly Packet[]): Promise<Believed[]> {
    const believed: Believed[] = [];
    for (const packet of packets) {
      const { payload } = packet.message;
      const receipt = readReceipt(payload, (unit, id) => keyOfUnit(this.directory.state, unit, id));
      if (receipt.ok) believed.push({ packet, receipt: receipt.value, hash: Buffer.from(sha256(payload)) });
      // However many hashes they hold, what else the process has to do comes in between.
      await turn();
    }
    const others = packets.length - believed.length;
    if (others > 0) this.logger.warn(`receipts not believed: ${others}`);
    return believed;
  }

  /** @returns those that prove something that was not proven: the others are not kept, and there could be any number */
  private async note(manager: EntityManager, believed: readonly Believed[]): Promise<readonly Believed[]> {
    const proven = await this.provenBy(manager, believed);
    if (proven.length === 0) return [];
    const ids = proven.map((one) => one.id);
    // Of two that take in the last two receipts of a message at once, the second is to see what the first has noted.
    await manager.query('SELECT 1 FROM outbox WHERE message_id = ANY($1) ORDER BY message_id FOR UPDATE', [ids]);
    const [noted]: [{ hash: Buffer }[], number] = await manager.query(
      `UPDATE outbox_recipient r SET delivered_at = coalesce(r.delivered_at, $4), receipt_hash = p.h
       FROM unnest($1::text[], $2::text[], $3::bytea[]) AS p(id, r, h)
       WHERE r.message_id = p.id AND r.recipient = p.r AND r.receipt_hash IS NULL
       RETURNING r.receipt_hash AS hash`,
      [ids, proven.map((one) => one.recipient), proven.map(({ nth }) => believed[nth - 1]!.hash), Date.now()],
    );
    const proving = new Set(noted.map(({ hash }) => hex(hash)));
    const kept = believed.filter(({ hash }) => proving.has(hex(hash)));
    await manager.query(
      'INSERT INTO receipt (hash, wire) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ON CONFLICT DO NOTHING',
      [kept.map(({ hash }) => hash), kept.map(({ packet }) => Buffer.from(packet.message.payload))],
    );
    await manager.query(
      `UPDATE outbox o SET done = true, sealed = NULL, sealed_content_key = NULL
       WHERE o.message_id = ANY($1) AND NOT o.done AND NOT EXISTS
         (SELECT 1 FROM outbox_recipient r WHERE r.message_id = o.message_id AND r.delivered_at IS NULL)`,
      [ids],
    );
    return kept;
  }

  /** The hashes go as they are, and what is not of ours, or is proven, ends in the database: there are five hundred in a receipt. */
  private provenBy(manager: EntityManager, believed: readonly Believed[]): Promise<Proven[]> {
    return manager.query(
      `SELECT DISTINCT ON (r.message_id, r.recipient) r.message_id AS id, r.recipient, p.nth::int
       FROM unnest($1::text[], $2::text[], $3::bytea[]) WITH ORDINALITY AS p(sender, recipient, hashes, nth)
       CROSS JOIN LATERAL generate_series(0, length(p.hashes) / 32 - 1) AS i
       JOIN outbox o ON o.envelope_hash = substring(p.hashes FROM i * 32 + 1 FOR 32) AND o.sender = p.sender
       JOIN outbox_recipient r ON r.message_id = o.message_id AND r.recipient = p.recipient AND r.receipt_hash IS NULL
       ORDER BY r.message_id, r.recipient, p.nth`,
      [
        believed.map(({ receipt }) => receipt.sender),
        believed.map(({ receipt }) => receipt.recipient),
        believed.map(({ receipt }) => Buffer.concat(receipt.envelopes)),
      ],
    );
  }
}

import { Controller, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager } from 'typeorm';
import { hex, sha256 } from '#libs/cose/bytes.js';
import { type Receipt, readReceipt } from '#libs/envelope/receipt.js';
import type { HubMessage } from '#libs/transport/jetstream-server.js';
import { keyOfUnit } from '#libs/trust/sender.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { failedStep, withoutCulprits } from '../one-culprit.js';
import { Quarantine } from './quarantine.service.js';

interface Believed {
  readonly message: HubMessage;
  readonly receipt: Receipt;
  readonly wire: Buffer;
  readonly hash: Buffer;
}

/** Takes receipts in: the only thing that ends an outbox row. */
@Controller()
export class ReceiptsController {
  private readonly logger = new Logger(ReceiptsController.name);

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly quarantine: Quarantine,
  ) {}

  @EventPattern('receipt')
  async takeIn(@Payload() batch: readonly HubMessage[]): Promise<void> {
    const believed: Believed[] = [];
    for (const message of batch) {
      const { payload } = message;
      const receipt = readReceipt(payload, (unit, id) => keyOfUnit(this.directory.state, unit, id));
      if (receipt.ok) {
        const hash = Buffer.from(sha256(payload));
        believed.push({ message, receipt: receipt.value, wire: Buffer.from(payload), hash });
      } else this.logger.warn(`receipt not believed: ${receipt.refusal.code}`);
    }
    await withoutCulprits(
      believed,
      (some) => this.database.transaction((manager) => this.note(manager, some)),
      ({ message }, error) =>
        this.quarantine.setAside(this.database.manager, [
          { mail: message, reason: `not-taken: ${failedStep(error, 'receipt')}` },
        ]),
    );
  }

  private async note(manager: EntityManager, believed: readonly Believed[]): Promise<void> {
    const lines = believed.flatMap(({ receipt, hash }) =>
      receipt.envelopes.map((envelope) => ({
        sender: receipt.sender,
        recipient: receipt.recipient,
        envelope: Buffer.from(envelope),
        hash,
      })),
    );
    const envelopes = lines.map((line) => line.envelope);
    const own: { message_id: string; sender: string; envelope_hash: Buffer }[] = await manager.query(
      'SELECT message_id, sender, envelope_hash FROM outbox WHERE envelope_hash = ANY($1)',
      [envelopes],
    );
    const messageOf = new Map(own.map((row) => [`${row.sender} ${hex(row.envelope_hash)}`, row.message_id]));
    const delivered = lines.flatMap((line) => {
      const messageId = messageOf.get(`${line.sender} ${hex(line.envelope)}`);
      return messageId ? [{ ...line, messageId }] : [];
    });
    const [proven]: [{ hash: Buffer }[], number] = await manager.query(
      `UPDATE outbox_recipient r SET delivered_at = coalesce(r.delivered_at, $4), receipt_hash = p.h
       FROM unnest($1::text[], $2::text[], $3::bytea[]) AS p(id, r, h)
       WHERE r.message_id = p.id AND r.recipient = p.r AND r.receipt_hash IS NULL
       RETURNING r.receipt_hash AS hash`,
      [
        delivered.map((line) => line.messageId),
        delivered.map((line) => line.recipient),
        delivered.map((line) => line.hash),
        Date.now(),
      ],
    );
    // One that proves nothing that was not proven proves nothing, and there could be any number.
    const proving = new Set(proven.map(({ hash }) => hex(hash)));
    const kept = believed.filter(({ hash }) => proving.has(hex(hash)));
    await manager.query(
      'INSERT INTO receipt (hash, wire) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ON CONFLICT DO NOTHING',
      [kept.map(({ hash }) => hash), kept.map(({ wire }) => wire)],
    );
    await manager.query(
      `UPDATE outbox o SET done = true, sealed = NULL, sealed_content_key = NULL
       WHERE o.envelope_hash = ANY($1) AND NOT o.done AND NOT EXISTS
         (SELECT 1 FROM outbox_recipient r WHERE r.message_id = o.message_id AND r.delivered_at IS NULL)`,
      [envelopes],
    );
  }
}

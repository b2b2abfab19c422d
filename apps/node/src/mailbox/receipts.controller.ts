import { Controller, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager } from 'typeorm';
import { type Receipt, readReceipt } from '#libs/envelope/receipt.js';
import type { HubMessage } from '#libs/transport/jetstream-server.js';
import { DirectoryService } from '../directory/directory.service.js';

/** Takes receipts in: the only thing that ends an outbox row. */
@Controller()
export class ReceiptsController {
  private readonly logger = new Logger(ReceiptsController.name);

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
  ) {}

  @EventPattern('receipt')
  async takeIn(@Payload() batch: readonly HubMessage[]): Promise<void> {
    const believed: { receipt: Receipt; wire: Buffer }[] = [];
    for (const { payload } of batch) {
      const receipt = readReceipt(payload, (unit) => this.directory.state.units.get(unit)?.signingKeys.at(-1)?.key);
      if (receipt.ok) believed.push({ receipt: receipt.value, wire: Buffer.from(payload) });
      else this.logger.warn(`receipt not believed: ${receipt.refusal.code}`);
    }
    if (believed.length > 0) await this.database.transaction((manager) => this.note(manager, believed));
  }

  private async note(manager: EntityManager, believed: readonly { receipt: Receipt; wire: Buffer }[]): Promise<void> {
    const lines = believed.flatMap(({ receipt }, i) =>
      receipt.envelopes.map((envelope) => ({ ...receipt, envelope: Buffer.from(envelope), wire: i + 1 })),
    );
    const envelopes = lines.map((line) => line.envelope);
    await manager.query(
      `UPDATE outbox_recipient r SET delivered_at = $6, receipt = ($5::bytea[])[p.w]
       FROM unnest($1::bytea[], $2::text[], $3::text[], $4::int[]) AS p(e, s, r, w)
       JOIN outbox o ON o.envelope_hash = p.e AND o.sender = p.s
       WHERE r.message_id = o.message_id AND r.recipient = p.r AND r.delivered_at IS NULL`,
      [
        envelopes,
        lines.map((line) => line.sender),
        lines.map((line) => line.recipient),
        lines.map((line) => line.wire),
        believed.map(({ wire }) => wire),
        Date.now(),
      ],
    );
    await manager.query(
      `UPDATE outbox o SET done = true, sealed = NULL
       WHERE o.envelope_hash = ANY($1) AND NOT o.done AND NOT EXISTS
         (SELECT 1 FROM outbox_recipient r WHERE r.message_id = o.message_id AND r.delivered_at IS NULL)`,
      [envelopes],
    );
  }
}

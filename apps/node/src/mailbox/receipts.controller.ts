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
    await this.database.transaction(async (manager) => {
      for (const { payload } of batch) {
        const receipt = readReceipt(payload, (unit) => this.directory.state.units.get(unit)?.signingKeys.at(-1)?.key);
        if (receipt.ok) await this.note(manager, receipt.value, payload);
        else this.logger.warn(`receipt not believed: ${receipt.refusal.code}`);
      }
    });
  }

  private async note(manager: EntityManager, receipt: Receipt, wire: Uint8Array): Promise<void> {
    const envelopes = receipt.envelopes.map((hash) => Buffer.from(hash));
    await manager.query(
      `UPDATE outbox_recipient r SET delivered_at = $4, receipt = $5 FROM outbox o
       WHERE o.message_id = r.message_id AND o.envelope_hash = ANY($1) AND o.sender = $2 AND r.recipient = $3
         AND r.delivered_at IS NULL`,
      [envelopes, receipt.sender, receipt.recipient, Date.now(), Buffer.from(wire)],
    );
    await manager.query(
      `UPDATE outbox o SET done = true, ciphertext = NULL
       WHERE o.envelope_hash = ANY($1) AND NOT o.done AND NOT EXISTS
         (SELECT 1 FROM outbox_recipient r WHERE r.message_id = o.message_id AND r.delivered_at IS NULL)`,
      [envelopes],
    );
  }
}

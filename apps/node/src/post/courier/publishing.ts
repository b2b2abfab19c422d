import { Injectable, Logger } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { hex } from '#libs/cose/bytes.js';
import { slice } from '#libs/envelope/seal.js';
import { errorName } from '#libs/outcome/error-name.js';
import { IntroductionOutRow, type OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import { publishOnce, publishSlices } from '#libs/transport/publish.js';
import { introductionSubject, mailSubject } from '#libs/transport/subjects.js';
import { UnitAddress } from '#libs/trust/address.js';
import { HubLink } from '../../process/hub-link.js';
import { FilesService } from '../files/files.service.js';
import type { Parcel } from './parcel.js';

/** A hub that took no mail is asked again after so long. */
const AGAIN_MS = 1000;

/** Gives the hub what is sealed, and ahead of it the introductions that it needs. */
@Injectable()
export class Publishing {
  private readonly logger = new Logger(Publishing.name);
  private readonly introduced = new Set<string>();

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly files: FilesService,
  ) {}

  /**
   * A hub that does not take it is asked again soon; the rows stay as they are.
   * @returns whether it was taken for the first time
   */
  async publish({ message, recipients: waiting, held }: Parcel): Promise<boolean> {
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
      await outbox.update({ messageId, done: false }, { nextAttemptAt: Date.now() + AGAIN_MS });
      return false;
    }
  }

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

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { referenceOf } from '#libs/envelope/reference.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Reminder } from '#libs/kinds/bulletin-reminder.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, RELEASING } from '../../people/officers/roles.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { ReadingService, type Which } from '../reading/reading.service.js';

/** An author's reminders to recipients who have not opened its bulletin. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly database: DataSource,
    private readonly reading: ReadingService,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** @returns whom */
  async remind(officer: Officer, kind: BulletinName, which: Which): Promise<string[]> {
    const { row, role } = await this.reading.whole(officer, kind, which, 'open', RELEASING);
    const id = row.messageId;
    if (row.direction !== 'out')
      throw problem(409, 'not-yours', 'Only its author reminds of it.', 'Answer it instead.');
    const rows: { recipient: string }[] = await this.database.query(
      `SELECT recipient FROM outbox_recipient o WHERE message_id = $1 AND erased_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM bulletin_reply r WHERE r.unit = $2 AND r.author = $2 AND r.bulletin = $1 AND r.sender = o.recipient)`,
      [id, row.unit],
    );
    const recipients = rows.map((one) => one.recipient);
    if (recipients.length === 0)
      throw problem(409, 'all-opened', 'Everyone who has it has opened it.', 'See "liaison bulletin show".');
    const body = Reminder.parse({ bulletin: id });
    await this.database.transaction(async (manager) => {
      const message = notice(row.unit as UnitAddress, `${kind}/reminder`, body, {
        handling: 'GREEN',
        urgent: true,
      });
      const to = recipients.map((unit) => ({ unit, reason: `it has not opened the ${kind}` }));
      await this.outbox.put(manager, message, to);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-reminded`,
        subject: referenceOf(row),
      });
    });
    this.outbox.wake();
    return recipients;
  }
}

import { Controller } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { MailDroppedRow } from '#libs/store/post-entities.js';
import { Get } from '../../http/route.js';

export const QuarantineList = z.object({
  quarantined: z.array(
    z.object({ id: z.string(), receivedAt: z.iso.datetime(), subject: z.string(), reason: z.string(), bytes: z.int() }),
  ),
  /** Packets that were let go because a member's share was full: there, or in the waiting room. Empty: members not known here. */
  dropped: z.array(z.object({ member: z.string(), place: z.string(), messages: z.int(), lastAt: z.iso.datetime() })),
});

/** Mail that could not be believed: set aside, unopened, with why. */
@Controller('quarantine')
export class QuarantineController {
  constructor(private readonly database: DataSource) {}

  @Get('', { summary: 'Mail that could not be believed, newest first', by: 'officers', answer: QuarantineList })
  async list(): Promise<z.infer<typeof QuarantineList>> {
    const rows: { id: string; received_at: string; subject: string; reason: string; bytes: number }[] =
      await this.database.query(
        'SELECT id, received_at, subject, reason, length(wire) AS bytes FROM quarantine ORDER BY received_at DESC LIMIT 200',
      );
    const dropped = await this.database.getRepository(MailDroppedRow).find({ order: { member: 'ASC', place: 'ASC' } });
    return {
      quarantined: rows.map(({ received_at, ...row }) => ({
        ...row,
        receivedAt: new Date(Number(received_at)).toISOString(),
      })),
      dropped: dropped.map(({ member, place, messages, lastAt }) => ({
        member,
        place,
        messages,
        lastAt: new Date(lastAt).toISOString(),
      })),
    };
  }
}

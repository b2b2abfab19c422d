import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readMailSubject } from '#libs/transport/subjects.js';
import { MemberCode } from '#libs/trust/address.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { fitting, HOUR_MS, MOST_BYTES_AN_HOUR, type Shared } from './hourly-share.js';

/** What a member's packets may take up. */
export interface Share {
  readonly messages: number;
  readonly bytes: number;
}

/** Members that the directory does not know share one share, so that made-up ones get no room. */
const STRANGERS = '';

/** Whose share of this node a packet takes up, and how many packets found none left. */
@Injectable()
export class Shares {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
  ) {}

  /** The member that the hub let publish it. */
  memberOf({ subject }: { readonly subject: string }): string {
    const member = MemberCode.safeParse(readMailSubject(subject)?.senderMember);
    return member.success && this.directory.state.members.has(member.data) ? member.data : STRANGERS;
  }

  /** Notes packets that were let go. @param place where there was no room @param members of each packet */
  async noteDropped(manager: EntityManager, place: string, members: readonly string[]): Promise<void> {
    if (members.length === 0) return;
    await manager.query(
      `INSERT INTO mail_dropped (member, place, messages, last_at)
       SELECT m, $1, count(*), $3 FROM unnest($2::text[]) AS d(m) GROUP BY m
       ON CONFLICT (member, place) DO UPDATE SET messages = mail_dropped.messages + excluded.messages, last_at = excluded.last_at`,
      [place, members, Date.now()],
    );
  }

  /** Which packets still fit into what is kept of their members within this hour; nothing is counted before `count`. */
  async fitting<Packet extends Shared>(packets: readonly Packet[], now: number) {
    const rows: { member: string; bytes: string }[] = await this.database.query(
      'SELECT member, bytes FROM mail_kept WHERE member = ANY($1) AND began > $2',
      [packets.map(({ member }) => member), now - HOUR_MS],
    );
    return fitting(packets, new Map(rows.map(({ member, bytes }) => [member, Number(bytes)])), MOST_BYTES_AN_HOUR);
  }

  /** Last in the transaction that keeps them: processes that take mail in at once wait for each other here, one after the other. */
  async count(manager: EntityManager, packets: readonly Shared[], now: number): Promise<void> {
    if (packets.length === 0) return;
    await manager.query(
      `INSERT INTO mail_kept (member, began, bytes)
       SELECT m, $3, sum(b) FROM unnest($1::text[], $2::bigint[]) AS p(m, b) GROUP BY m ORDER BY m
       ON CONFLICT (member) DO UPDATE SET
         bytes = excluded.bytes + CASE WHEN mail_kept.began > $4 THEN mail_kept.bytes ELSE 0 END,
         began = CASE WHEN mail_kept.began > $4 THEN mail_kept.began ELSE excluded.began END`,
      [packets.map(({ member }) => member), packets.map(({ bytes }) => bytes), now, now - HOUR_MS],
    );
  }
}

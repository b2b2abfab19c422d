import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readMailSubject } from '#libs/transport/subjects.js';
import { MemberCode } from '#libs/trust/address.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';

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
  constructor(private readonly directory: DirectoryService) {}

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
}

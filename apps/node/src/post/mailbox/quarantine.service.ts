import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hex } from '#libs/cose/bytes.js';
import { Incidents } from '../../trust/incidents/incidents.js';
import { type Mail, packetHash } from './mail.js';
import { type Share, Shares } from './shares.service.js';

/** What a member's packets may take up that were set aside. */
const MOST: Share = { messages: 500, bytes: 16 * 1024 * 1024 };

/** Of one batch, of each member and reason, as many are kept; the others are like them, and counted. */
const MOST_OF_A_BATCH = 20;

/** Begins the reason of what could not be decided in all the time that it waited. */
export const UNDECIDED = 'undecided';

interface Refused {
  readonly mail: Mail;
  readonly reason: string;
}
type Placed = Refused & { readonly member: string };

/**
 * Where a packet is put that is not believed, unopened, with why. The same bytes are there once. Where a member's share is
 * full, the oldest of the reason that takes up most of it goes, so that a flood of one kind pushes out only itself and never
 * the evidence of something else. To be here bars nothing: the same bytes are judged anew when they come again.
 */
@Injectable()
export class Quarantine {
  private readonly logger = new Logger(Quarantine.name);

  constructor(
    private readonly shares: Shares,
    private readonly incidents: Incidents,
  ) {}

  /** In the transaction that takes the batch. */
  async setAside(manager: EntityManager, packets: readonly Refused[]): Promise<void> {
    if (packets.length === 0) return;
    const { placed, over } = this.fewOfEach(packets);
    await this.shares.noteDropped(
      manager,
      'quarantine',
      over.map(({ member }) => member),
    );
    const column = <T>(of: (packet: Placed) => T): T[] => placed.map(of);
    await manager.query(
      `INSERT INTO quarantine (id, hash, member, received_at, subject, reason, wire)
       SELECT i, h, m, $7, s, r, w FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::bytea[])
         AS p(i, h, m, s, r, w) ON CONFLICT (hash) DO NOTHING`,
      [
        column(() => randomUUID()),
        column(({ mail }) => packetHash(mail)),
        column(({ member }) => member),
        // Only the hub could have put it there: PostgreSQL keeps no U+0000.
        column(({ mail }) => mail.subject.replaceAll('\0', '\ufffd')),
        column(({ reason }) => reason),
        column(({ mail }) => Buffer.from(mail.payload)),
        Date.now(),
      ],
    );
    for (const member of new Set(placed.map((packet) => packet.member))) await this.trim(manager, member);
    await this.noteUndecided(manager, packets);
  }

  /** Junk by the thousand costs as little as can be: the newest few of what is alike are kept. */
  private fewOfEach(packets: readonly Refused[]): { placed: Placed[]; over: Placed[] } {
    const alike = new Map<string, Map<string, Placed>>();
    for (const { mail, reason } of packets) {
      const member = this.shares.memberOf(mail);
      const name = `${member} ${reason.split(':', 1)}`;
      const others = alike.get(name) ?? new Map<string, Placed>();
      alike.set(name, others.set(hex(packetHash(mail)), { mail, reason, member }));
    }
    const groups = [...alike.values()].map((group) => [...group.values()]);
    for (const [first, ...more] of groups) this.logger.warn(`mail set aside: ${first!.reason} (${more.length + 1})`);
    return {
      placed: groups.flatMap((group) => group.slice(-MOST_OF_A_BATCH)),
      over: groups.flatMap((group) => group.slice(0, -MOST_OF_A_BATCH)),
    };
  }

  /** A member whose mail could not be decided for that long is looked into by people, once for each reason. */
  private async noteUndecided(manager: EntityManager, refused: readonly Refused[]): Promise<void> {
    const undecided = refused.filter(({ reason }) => reason.startsWith(UNDECIDED));
    const once = new Map(undecided.map((one) => [`${this.shares.memberOf(one.mail)} ${one.reason}`, one]));
    for (const { mail, reason } of once.values()) {
      const by = this.shares.memberOf(mail);
      const detail = `${by || 'a member that is not known here'} sent mail that could not be decided: ${reason.slice(UNDECIDED.length + 2)}`;
      const evidence = [Buffer.from(mail.payload)];
      await this.incidents.recordOnce({ type: 'mail-undecided', by, detail, evidence }, manager);
    }
  }

  /** Keeps the newest of each reason in turn, as many as fit. */
  private async trim(manager: EntityManager, member: string): Promise<void> {
    const [gone]: [{ id: string }[], number] = await manager.query(
      `DELETE FROM quarantine WHERE id IN (
         SELECT id FROM (
           SELECT id, count(*) OVER turn AS place, sum(bytes) OVER turn AS total FROM (
             SELECT id, length(wire) AS bytes, row_number() OVER (
               PARTITION BY split_part(reason, ':', 1) ORDER BY received_at DESC, id) AS nth
             FROM quarantine WHERE member = $1) AS ranked
           WINDOW turn AS (ORDER BY nth, id)) AS counted
         WHERE place > $2 OR total > $3) RETURNING id`,
      [member, MOST.messages, MOST.bytes],
    );
    await this.shares.noteDropped(
      manager,
      'quarantine',
      gone.map(() => member),
    );
  }
}

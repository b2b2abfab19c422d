import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { hex } from '#libs/cose/bytes.js';
import { type Mail, packetHash, type Waiting } from './mail.js';
import { POOLS, type Pool, type Pooled, shareName, withinPools } from './pools.js';
import { Shares } from './shares.service.js';

const AGAIN_MS = 1000;
const LONGEST_AGAIN_MS = 600_000;
/** What could not be decided for so long is set aside. */
export const LONGEST_WAIT_MS = 7 * 86_400_000;
/** So many are looked at in one go. */
const LOOK = 50;

interface WaitingPacket {
  readonly mail: Mail;
  readonly waiting: Waiting;
}
type Placed = WaitingPacket & Pooled;

/**
 * Where a packet waits that cannot be decided yet: the hub's consumer holds nothing back for it. A pool belongs to the member
 * that the hub says has sent it; what a key that is known here signed has one, and what none did a smaller one beside it, so
 * that neither the hub nor a member fills another's. What does not fit is dropped without a receipt: its sender keeps it and
 * sends it again.
 */
@Injectable()
export class WaitingRoom {
  constructor(
    private readonly database: DataSource,
    private readonly shares: Shares,
  ) {}

  /** In the transaction that takes the batch. What waits already goes on waiting, until later each time. */
  async keep(manager: EntityManager, packets: readonly WaitingPacket[]): Promise<void> {
    if (packets.length === 0) return;
    const now = Date.now();
    const named = new Map(packets.map((packet) => [hex(packetHash(packet.mail)), packet]));
    const hashes = [...named.keys()].map((hash) => Buffer.from(hash, 'hex'));
    const known: { hash: Buffer; attempts: number }[] = await manager.query(
      'SELECT hash, attempts FROM waiting_mail WHERE hash = ANY($1)',
      [hashes],
    );
    for (const { hash, attempts } of known) {
      const { mail, waiting } = named.get(hex(hash))!;
      named.delete(hex(hash));
      // The same bytes once more from the hub: their sender has not had its receipt, and nothing has changed.
      if (mail.waitsSince === undefined) continue;
      const next = now + Math.min(AGAIN_MS * 2 ** Math.min(attempts + 1, 20), LONGEST_AGAIN_MS);
      await manager.query(
        'UPDATE waiting_mail SET reason = $2, pool = $3, attempts = attempts + 1, next_attempt_at = $4 WHERE hash = $1',
        [hash, waiting.reason, poolOf(waiting), next],
      );
    }
    // What has waited and is no longer here was decided in between, when it came again.
    const fresh = [...named.values()].filter(({ mail }) => mail.waitsSince === undefined);
    await this.insert(manager, await this.fitting(manager, fresh), now);
  }

  /** Those that there is room for, in the order in which they came; the others are let go, and counted. */
  private async fitting(manager: EntityManager, packets: readonly WaitingPacket[]): Promise<Placed[]> {
    if (packets.length === 0) return [];
    const rows: { pool: string; member: string; messages: string; bytes: string }[] = await manager.query(
      'SELECT pool, member, count(*) AS messages, sum(length(wire)) AS bytes FROM waiting_mail GROUP BY pool, member',
    );
    const taken = new Map(
      rows.map((row) => [shareName(row), { messages: Number(row.messages), bytes: Number(row.bytes) }]),
    );
    const pooled = packets.map((packet) => ({
      ...packet,
      pool: poolOf(packet.waiting),
      member: this.shares.memberOf(packet.mail),
      bytes: packet.mail.payload.length,
    }));
    const { fit, over } = withinPools(pooled, taken);
    for (const pool of Object.keys(POOLS)) {
      const members = over.filter((one) => one.pool === pool).map(({ member }) => member);
      await this.shares.noteDropped(manager, pool, members);
    }
    return fit;
  }

  private async insert(manager: EntityManager, packets: readonly Placed[], now: number): Promise<void> {
    if (packets.length === 0) return;
    const column = <T>(of: (packet: Placed) => T): T[] => packets.map(of);
    await manager.query(
      `INSERT INTO waiting_mail (hash, subject, wire, pool, member, reason, log_position, introduction_id, envelope_hash, received_at, next_attempt_at)
       SELECT h, s, w, o, m, r, l, i, e, $10, $11
       FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bytea[],
         $9::bytea[]) AS p(h, s, w, o, m, r, l, i, e) ON CONFLICT DO NOTHING`,
      [
        column(({ mail }) => packetHash(mail)),
        column(({ mail }) => mail.subject),
        column(({ mail }) => Buffer.from(mail.payload)),
        column(({ pool }) => pool),
        column(({ member }) => member),
        column(({ waiting }) => waiting.reason),
        column(({ waiting }) => waiting.logPosition),
        column(({ waiting }) => Buffer.from(waiting.introductionId)),
        column(({ waiting }) => Buffer.from(waiting.envelopeHash)),
        now,
        now + AGAIN_MS,
      ],
    );
  }

  /**
   * Packets whose reason may have gone, or that have waited for too long.
   * @param reach up to which position the directory is known here
   * @param hub whether introductions can be asked for
   */
  async due(reach: number, hub: boolean): Promise<Mail[]> {
    const now = Date.now();
    const rows: { subject: string; wire: Buffer; received_at: string }[] = await this.database.query(
      `SELECT subject, wire, received_at FROM waiting_mail
       WHERE received_at <= $1 OR (reason = 'position-ahead' AND log_position <= $2)
         OR (reason = 'introduction-absent' AND next_attempt_at <= $3 AND $4)
       ORDER BY next_attempt_at LIMIT $5`,
      [now - LONGEST_WAIT_MS, reach, now, hub, LOOK],
    );
    return rows.map(({ subject, wire, received_at }) => ({
      subject,
      payload: wire,
      waitsSince: Number(received_at),
    }));
  }

  /** Whether anything waits for the directory to move on. */
  async waitsForDirectory(): Promise<boolean> {
    const [row] = await this.database.query(
      `SELECT EXISTS (SELECT 1 FROM waiting_mail WHERE reason = 'position-ahead') AS it`,
    );
    return row.it;
  }

  /** In the transaction that decided them. */
  async leave(manager: EntityManager, mails: readonly Mail[]): Promise<void> {
    const waited = mails.filter((mail) => mail.waitsSince !== undefined);
    if (waited.length === 0) return;
    await manager.query('DELETE FROM waiting_mail WHERE hash = ANY($1)', [waited.map(packetHash)]);
  }

  /** What waits for an introduction is looked at now: it has come. */
  async introduced(id: Uint8Array): Promise<void> {
    await this.database.query(`UPDATE waiting_mail SET next_attempt_at = 0 WHERE introduction_id = $1`, [
      Buffer.from(id),
    ]);
  }
}

const poolOf = ({ signed }: Waiting): Pool => (signed ? 'waiting' : 'waiting-unsigned');

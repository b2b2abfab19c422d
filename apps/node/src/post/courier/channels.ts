import type { EntityManager } from 'typeorm';
import { ChannelOutRow } from '#libs/store/post-entities.js';

/** Gives out places in channels, under row locks that hold until the transaction ends. */
export class Channels {
  private constructor(
    private readonly manager: EntityManager,
    private readonly rows: Map<string, ChannelOutRow>,
  ) {}

  static async lock(
    manager: EntityManager,
    pairs: readonly { sender: string; recipient: string }[],
  ): Promise<Channels> {
    const [senders, recipients] = [pairs.map((p) => p.sender), pairs.map((p) => p.recipient)];
    await manager.query(
      `INSERT INTO channel_out (sender, recipient, sequence, head)
       SELECT s, r, 0, $3 FROM unnest($1::text[], $2::text[]) AS p(s, r) ORDER BY s, r ON CONFLICT DO NOTHING`,
      [senders, recipients, Buffer.alloc(32)],
    );
    const locked: { sender: string; recipient: string; sequence: string; head: Buffer }[] = await manager.query(
      `SELECT c.* FROM channel_out c JOIN (SELECT DISTINCT s, r FROM unnest($1::text[], $2::text[]) AS p(s, r)) p
       ON c.sender = p.s AND c.recipient = p.r ORDER BY c.sender, c.recipient FOR UPDATE OF c`,
      [senders, recipients],
    );
    const rows = locked.map((row) => [`${row.sender} ${row.recipient}`, { ...row, sequence: Number(row.sequence) }]);
    return new Channels(manager, new Map(rows as [string, ChannelOutRow][]));
  }

  /** The next message's place in the channel. */
  next(sender: string, recipient: string): { sequence: number; previous: Uint8Array } {
    const row = this.rows.get(`${sender} ${recipient}`)!;
    return { sequence: row.sequence + 1, previous: row.head };
  }

  /** Notes that the envelope took that place. */
  take(sender: string, recipient: string, envelopeHash: Uint8Array): void {
    const row = this.rows.get(`${sender} ${recipient}`)!;
    row.sequence++;
    row.head = Buffer.from(envelopeHash);
  }

  async save(): Promise<void> {
    const rows = [...this.rows.values()];
    await this.manager.query(
      `UPDATE channel_out c SET sequence = p.n, head = p.h
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[]) AS p(s, r, n, h)
       WHERE c.sender = p.s AND c.recipient = p.r`,
      [rows.map((r) => r.sender), rows.map((r) => r.recipient), rows.map((r) => r.sequence), rows.map((r) => r.head)],
    );
  }
}

import type { EntityManager } from 'typeorm';

interface Place {
  readonly sender: string;
  readonly recipient: string;
  readonly sequence: number;
}

interface ChannelState {
  readonly sender: string;
  readonly recipient: string;
  completeTo: number;
  highest: number;
}

const keyOf = (channel: { sender: string; recipient: string }): string => `${channel.sender} ${channel.recipient}`;

/** The channels that a batch of fresh mail belongs to, locked until its transaction ends. */
export class ChannelsIn {
  private constructor(
    private readonly manager: EntityManager,
    private readonly places: readonly Place[],
    private readonly channels: ReadonlyMap<string, ChannelState>,
  ) {}

  static async lock(manager: EntityManager, places: readonly Place[]): Promise<ChannelsIn> {
    const pairs = [...new Map(places.map((place) => [keyOf(place), place])).values()];
    const columns = [pairs.map((pair) => pair.sender), pairs.map((pair) => pair.recipient)];
    const locked = async (): Promise<{ sender: string; recipient: string; complete_to: string; highest: string }[]> =>
      manager.query(
        `SELECT c.* FROM channel_in c JOIN unnest($1::text[], $2::text[]) AS p(s, r)
         ON c.sender = p.s AND c.recipient = p.r ORDER BY c.sender, c.recipient FOR UPDATE OF c`,
        columns,
      );
    let rows = await locked();
    if (rows.length < pairs.length) {
      await manager.query(
        `INSERT INTO channel_in (sender, recipient, complete_to, highest)
         SELECT s, r, 0, 0 FROM unnest($1::text[], $2::text[]) AS p(s, r) ORDER BY s, r ON CONFLICT DO NOTHING`,
        columns,
      );
      rows = await locked();
    }
    const states = rows.map((row) => ({ ...row, completeTo: Number(row.complete_to), highest: Number(row.highest) }));
    return new ChannelsIn(manager, places, new Map(states.map((state) => [keyOf(state), state])));
  }

  /** Places that two different messages claim. Only a place that was reached before can be claimed again. */
  async forks(): Promise<(Place & { readonly hashes: Buffer[] })[]> {
    const seen = new Set<string>();
    const suspects = this.places.filter((place) => {
      const name = `${keyOf(place)} ${place.sequence}`;
      const again = seen.has(name) || place.sequence <= this.channels.get(keyOf(place))!.highest;
      seen.add(name);
      return again;
    });
    if (suspects.length === 0) return [];
    const forks: (Place & { hashes: Buffer[] })[] = await this.manager.query(
      `SELECT m.sender, m.unit AS recipient, m.sequence, array_agg(m.envelope_hash) AS hashes
       FROM message m JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS p(s, r, n)) p
         ON m.unit = p.r AND m.sender = p.s AND m.sequence = p.n AND m.direction = 'in'
       GROUP BY m.sender, m.unit, m.sequence HAVING count(*) > 1`,
      [suspects.map((p) => p.sender), suspects.map((p) => p.recipient), suspects.map((p) => p.sequence)],
    );
    // PostgreSQL gives a bigint as text.
    return forks.map((fork) => ({ ...fork, sequence: Number(fork.sequence) }));
  }

  /** Moves each channel on: as far as no place is missing, and to the highest place seen. */
  async save(): Promise<void> {
    for (const channel of this.channels.values()) {
      const fresh = new Set(this.places.filter((place) => keyOf(place) === keyOf(channel)).map((p) => p.sequence));
      const hadGap = channel.highest > channel.completeTo;
      const before = channel.completeTo;
      while (fresh.has(channel.completeTo + 1)) channel.completeTo++;
      channel.highest = Math.max(channel.highest, ...fresh);
      if (hadGap && channel.completeTo > before) channel.completeTo = await this.endOfRun(channel);
    }
    const rows = [...this.channels.values()];
    await this.manager.query(
      `UPDATE channel_in c SET complete_to = p.c, highest = p.h
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) AS p(s, r, c, h)
       WHERE c.sender = p.s AND c.recipient = p.r`,
      [
        rows.map((r) => r.sender),
        rows.map((r) => r.recipient),
        rows.map((r) => r.completeTo),
        rows.map((r) => r.highest),
      ],
    );
  }

  /** What filled a gap may join what waited beyond it: the last place before the next one that is missing. */
  private async endOfRun({ sender, recipient, completeTo }: ChannelState): Promise<number> {
    const [row]: { end: string | null }[] = await this.manager.query(
      `SELECT max(sequence) AS end FROM (
         SELECT sequence, sequence - row_number() OVER (ORDER BY sequence) AS run FROM (
           SELECT DISTINCT sequence FROM message
           WHERE unit = $1 AND sender = $2 AND direction = 'in' AND sequence > $3) beyond) numbered
       WHERE run = $3`,
      [recipient, sender, completeTo],
    );
    return row?.end ? Number(row.end) : completeTo;
  }
}

import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Group, type Link, propose } from '#libs/correlation/grouping.js';
import { TOGETHER } from '#libs/correlation/weights.js';
import { utf8 } from '#libs/cose/bytes.js';
import { NetworkRow } from '#libs/store/correlation-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../process/config.js';

const PURPOSE = 'network name';

export interface NetworkMember {
  /** The alert's number in the index. */
  readonly number: string;
  readonly sender: string;
  readonly messageId: string;
  /** Whether a person said that it belongs there. */
  readonly confirmed: boolean;
}

export interface Network {
  readonly id: string;
  readonly unit: string;
  readonly name: string | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: number | null;
  readonly members: readonly NetworkMember[];
}

/** Networks of a unit's alerts: proposed by links, made by people. Nothing is confirmed, split or merged by itself. */
@Injectable()
export class NetworksService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /**
   * Proposes anew around one alert: among the alerts that it is linked with and those that are grouped with these. What
   * people confirmed stays; proposals among them are made again. In the transaction that linked the alert.
   */
  async regroup(manager: EntityManager, unit: string, number: string): Promise<void> {
    const around: { alert: string }[] = await manager.query(
      `WITH near AS (SELECT $1::bigint AS alert UNION SELECT a FROM alert_link WHERE b = $1 UNION SELECT b FROM alert_link WHERE a = $1)
       SELECT alert FROM near UNION
       SELECT theirs.alert FROM near JOIN network_alert mine ON mine.alert = near.alert
         JOIN network_alert theirs ON theirs.network = mine.network`,
      [number],
    );
    const alerts = around.map((row) => row.alert);
    const links: Link[] = await manager.query(
      'SELECT a, b, score FROM alert_link WHERE a = ANY($1::bigint[]) AND b = ANY($1::bigint[])',
      [alerts],
    );
    const groups: { network: string; alert: string; confirmed: boolean; known: boolean }[] = await manager.query(
      `SELECT m.network, m.alert, m.confirmed, n.confirmed_by IS NOT NULL AS known
       FROM network_alert m JOIN network n ON n.id = m.network WHERE m.alert = ANY($1::bigint[])`,
      [alerts],
    );
    const apart: { a: string; b: string }[] = await manager.query(
      'SELECT a, b FROM network_apart WHERE a = ANY($1::bigint[]) AND b = ANY($1::bigint[])',
      [alerts],
    );
    const pairs = new Set(apart.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
    const confirmed = [...new Set(groups.filter((one) => one.known).map((one) => one.network))];
    const proposed = propose(
      links,
      TOGETHER,
      (a, b) => pairs.has(`${a} ${b}`),
      confirmed.map((network) =>
        groups.filter((one) => one.network === network && one.confirmed).map((one) => one.alert),
      ),
    );
    await this.put(manager, unit, alerts, proposed, confirmed, groups);
  }

  /** Writes proposals in the place of the earlier ones among these alerts; one that goes on keeps its id. */
  private async put(
    manager: EntityManager,
    unit: string,
    alerts: readonly string[],
    proposed: readonly Group[],
    confirmed: readonly string[],
    before: readonly { network: string; alert: string; known: boolean }[],
  ): Promise<void> {
    await manager.query('DELETE FROM network_alert WHERE NOT confirmed AND alert = ANY($1::bigint[])', [alerts]);
    const free = new Set(before.filter((one) => !one.known).map((one) => one.network));
    const touched = new Set(free);
    for (const group of proposed) {
      const earlier = before.find((one) => free.has(one.network) && group.alerts.includes(one.alert))?.network;
      const id = group.confirmed === undefined ? (earlier ?? randomUUID()) : confirmed[group.confirmed]!;
      free.delete(id);
      touched.add(id);
      await manager.query('INSERT INTO network (id, unit) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, unit]);
      await manager.query(
        `INSERT INTO network_alert (network, alert, confirmed) SELECT $1, a, false FROM unnest($2::bigint[]) AS a
         ON CONFLICT DO NOTHING`,
        [id, group.alerts],
      );
    }
    await this.dropEmpty(manager, [...touched]);
  }

  /** Confirms exactly these alerts as a network; what was proposed beside them is said to be apart. */
  confirm(officer: string, id: string, name: string, numbers: readonly string[]): Promise<void> {
    return this.database.transaction(async (manager) => {
      await manager.update(
        NetworkRow,
        { id },
        { sealedName: this.seal(name), confirmedBy: officer, confirmedAt: Date.now() },
      );
      const rest: { alert: string }[] = await manager.query(
        'SELECT alert FROM network_alert WHERE network = $1 AND NOT (alert = ANY($2::bigint[]))',
        [id, numbers],
      );
      const others = rest.map((row) => row.alert);
      await this.keepApart(manager, numbers, others);
      await manager.query('DELETE FROM network_alert WHERE network = $1 AND alert = ANY($2::bigint[])', [id, others]);
      await manager.query(
        `INSERT INTO network_alert (network, alert, confirmed) SELECT $1, a, true FROM unnest($2::bigint[]) AS a
         ON CONFLICT (network, alert) DO UPDATE SET confirmed = true`,
        [id, numbers],
      );
      // An alert that is confirmed here is proposed nowhere else.
      await manager.query(
        'DELETE FROM network_alert WHERE network <> $1 AND NOT confirmed AND alert = ANY($2::bigint[])',
        [id, numbers],
      );
    });
  }

  /** Takes alerts out of a network into one of their own. @returns its id */
  split(network: Network, numbers: readonly string[]): Promise<string> {
    return this.database.transaction(async (manager) => {
      const stay = network.members.filter((one) => !numbers.includes(one.number)).map((one) => one.number);
      const id = randomUUID();
      await manager.insert(NetworkRow, {
        id,
        unit: network.unit,
        confirmedBy: network.confirmedBy,
        confirmedAt: network.confirmedBy ? Date.now() : null,
      });
      await manager.query('UPDATE network_alert SET network = $1 WHERE network = $2 AND alert = ANY($3::bigint[])', [
        id,
        network.id,
        numbers,
      ]);
      await this.keepApart(manager, stay, numbers);
      return id;
    });
  }

  /** Puts another network's alerts into this one. */
  merge(network: Network, other: Network): Promise<void> {
    return this.database.transaction(async (manager) => {
      const [mine, theirs] = [network, other].map((one) => one.members.map((member) => member.number));
      await manager.query(
        `DELETE FROM network_apart WHERE (a = ANY($1::bigint[]) AND b = ANY($2::bigint[])) OR (b = ANY($1::bigint[]) AND a = ANY($2::bigint[]))`,
        [mine, theirs],
      );
      await manager.query(
        `INSERT INTO network_alert (network, alert, confirmed) SELECT $1, alert, confirmed FROM network_alert WHERE network = $2
         ON CONFLICT DO NOTHING`,
        [network.id, other.id],
      );
      await manager.delete(NetworkRow, { id: other.id });
    });
  }

  /** These alerts are no network: none of them is proposed with another of them again. */
  reject(network: Network): Promise<void> {
    return this.database.transaction(async (manager) => {
      const numbers = network.members.map((one) => one.number);
      for (const [i, number] of numbers.entries()) await this.keepApart(manager, [number], numbers.slice(i + 1));
      await manager.delete(NetworkRow, { id: network.id });
    });
  }

  rename = async (id: string, name: string): Promise<void> => {
    await this.database.getRepository(NetworkRow).update({ id }, { sealedName: this.seal(name) });
  };

  /** The networks of units, confirmed ones first, then the largest. */
  async list(units: readonly string[], limit: number, offset: number): Promise<Network[]> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT n.id FROM network n JOIN network_alert m ON m.network = n.id WHERE n.unit = ANY($1)
       GROUP BY n.id ORDER BY n.confirmed_by IS NULL, count(*) DESC, n.id LIMIT $2 OFFSET $3`,
      [units, limit, offset],
    );
    const found = await Promise.all(rows.map((row) => this.find(row.id)));
    return found.filter((one) => one !== null);
  }

  async find(id: string): Promise<Network | null> {
    const row = await this.database.getRepository(NetworkRow).findOneBy({ id });
    if (!row) return null;
    const members: NetworkMember[] = await this.database.query(
      `SELECT i.number, i.sender, i.message_id AS "messageId", m.confirmed
       FROM network_alert m JOIN bulletin_index i ON i.number = m.alert WHERE m.network = $1 ORDER BY i.number`,
      [id],
    );
    const { unit, sealedName, confirmedBy, confirmedAt } = row;
    return { id, unit, name: sealedName && this.open(sealedName), confirmedBy, confirmedAt, members };
  }

  /** The networks that an alert is in, or proposed for. */
  async of(number: string): Promise<Network[]> {
    const rows: { network: string }[] = await this.database.query(
      'SELECT network FROM network_alert WHERE alert = $1',
      [number],
    );
    const found = await Promise.all(rows.map((row) => this.find(row.network)));
    return found.filter((one) => one !== null);
  }

  /** An alert's links, closest first. */
  linksOf = (number: string): Promise<Link[]> =>
    this.database.query('SELECT a, b, score FROM alert_link WHERE a = $1 OR b = $1 ORDER BY score DESC', [number]);

  /** The links among alerts, closest first. */
  linksAmong = (numbers: readonly string[]): Promise<Link[]> =>
    this.database.query(
      'SELECT a, b, score FROM alert_link WHERE a = ANY($1::bigint[]) AND b = ANY($1::bigint[]) ORDER BY score DESC',
      [numbers],
    );

  /** In the transaction that erases an alert, before it does. @returns the networks to look at afterwards */
  /** In the transaction that erases the alert. */
  async leave(manager: EntityManager, number: string): Promise<void> {
    const [rows]: [{ network: string }[], number] = await manager.query(
      'DELETE FROM network_alert WHERE alert = $1 RETURNING network',
      [number],
    );
    await this.dropEmpty(
      manager,
      rows.map((row) => row.network),
    );
  }

  /** In the transaction that stores a later version of an alert: it goes on where the earlier one was. */
  async takePlace(manager: EntityManager, earlier: string, later: string): Promise<void> {
    await manager.query('UPDATE network_alert SET alert = $1 WHERE alert = $2', [later, earlier]);
    await manager.query('DELETE FROM alert_link WHERE a = $1 OR b = $1', [earlier]);
  }

  /** A network without alerts, or a proposal of one alert, is none. */
  private async dropEmpty(manager: EntityManager, networks: readonly string[]): Promise<void> {
    await manager.query(
      `DELETE FROM network n WHERE id = ANY($1::uuid[]) AND (SELECT count(*) FROM network_alert m WHERE m.network = n.id)
         < CASE WHEN n.confirmed_by IS NULL THEN 2 ELSE 1 END`,
      [networks],
    );
  }

  private async keepApart(manager: EntityManager, some: readonly string[], others: readonly string[]): Promise<void> {
    await manager.query(
      `INSERT INTO network_apart (a, b) SELECT least(a, b), greatest(a, b)
       FROM unnest($1::bigint[]) AS a, unnest($2::bigint[]) AS b ON CONFLICT DO NOTHING`,
      [some, others],
    );
  }

  private seal = (name: string): Buffer => sealUnder(this.config.storageKey, PURPOSE, utf8(name));
  private open = (sealed: Buffer): string =>
    Buffer.from(openUnder(this.config.storageKey, PURPOSE, sealed)).toString('utf8');
}

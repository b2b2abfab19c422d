import { setImmediate as turn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Comparison, compare, type Rarity } from '#libs/correlation/compare.js';
import { type Feature, findingFeatures, weighedFeatures } from '#libs/correlation/features.js';
import type { Profile } from '#libs/correlation/profile.js';
import { WEAKEST } from '#libs/correlation/weights.js';
import { utf8 } from '#libs/cose/bytes.js';
import { ProfileRow } from '#libs/store/correlation-entities.js';
import { openUnder, sealUnder, shortHash } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../process/config.js';

const PURPOSE = 'profile';
/** Beyond so many alerts with a feature nothing is found by it: a call shop's number, a nickname that many have. */
const TOO_COMMON = 400;
/** Those that share most of what they are found by. */
const MOST_COMPARED = 100;
const MOST_LINKS = 24;
/** The feature that every alert of a unit has: its count is how many there are. */
const EVERY = '0';

/** What is kept of a profile in the database: what an alert is found by, and what else of it is counted. */
export type Kept = Pick<ProfileRow, 'features' | 'counted' | 'sealedProfile'>;

/** An alert that was found to be compared with another. */
interface Candidate {
  readonly number: string;
  readonly profile: Profile;
}

/** Alerts of one unit beside each other: what they have in common, by keyed hashes and sealed profiles alone. */
@Injectable()
export class CorrelationService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  kept(profile: Profile): Kept {
    const weighed = weighedFeatures(profile).filter(({ of }) => of === 'cell' || of === 'method');
    return {
      features: this.numbers(findingFeatures(profile)),
      counted: this.numbers(weighed),
      sealedProfile: sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify(profile))),
    };
  }

  /** Compares one alert with the others of its unit and notes the closest. In the transaction that stores its profile. */
  async link(manager: EntityManager, unit: string, number: string, profile: Profile): Promise<{ score: number }[]> {
    const compared = await this.closest(unit, number, profile, manager);
    const links = compared.map(({ number: other, score }) => {
      const [a, b] = BigInt(other) < BigInt(number) ? [other, number] : [number, other];
      return { a, b, score };
    });
    await manager.query(
      `INSERT INTO alert_link (a, b, score) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::real[])
       ON CONFLICT DO NOTHING`,
      [links.map(({ a }) => a), links.map(({ b }) => b), links.map(({ score }) => score)],
    );
    return links;
  }

  /** The alerts of the unit that are closest to this one, best first. */
  async closest(
    unit: string,
    number: string,
    profile: Profile,
    manager: EntityManager = this.database.manager,
  ): Promise<({ number: string } & Comparison)[]> {
    const candidates = await this.candidates(manager, unit, number, profile);
    const rarity = await this.rarity(manager, unit, [profile, ...candidates.map((one) => one.profile)]);
    const compared: ({ number: string } & Comparison)[] = [];
    for (const one of candidates) {
      // A hundred long profiles take a while: others have their turn in between.
      await turn();
      compared.push({ number: one.number, ...compare(profile, one.profile, rarity) });
    }
    return compared
      .filter(({ score }) => score >= WEAKEST)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_LINKS);
  }

  /** Why pairs of alerts are linked, by what is known now. */
  async explain(unit: string, pairs: readonly (readonly [string, string])[]): Promise<Comparison[]> {
    const profiles = await this.profiles([...new Set(pairs.flat())]);
    const rarity = await this.rarity(this.database.manager, unit, [...profiles.values()]);
    const reasons: Comparison[] = [];
    for (const [a, b] of pairs) {
      await turn();
      reasons.push(compare(profiles.get(a)!, profiles.get(b)!, rarity));
    }
    return reasons;
  }

  /** In the transaction that stores the alert: from now on others are compared with it. */
  async put(manager: EntityManager, unit: string, number: string, kept: Kept): Promise<void> {
    await manager.insert(ProfileRow, { number, unit, ...kept });
    await this.count(manager, unit, kept, 1);
  }

  /** In the transaction that erases or replaces the alert: nothing is compared with it any more. */
  async remove(manager: EntityManager, unit: string, number: string): Promise<void> {
    const kept = await manager.findOneBy(ProfileRow, { number });
    if (!kept) return;
    await manager.delete(ProfileRow, { number });
    await this.count(manager, unit, kept, -1);
  }

  private async count(
    manager: EntityManager,
    unit: string,
    kept: Pick<Kept, 'features' | 'counted'>,
    by: 1 | -1,
  ): Promise<void> {
    const features = [EVERY, ...kept.features, ...kept.counted];
    await manager.query(
      `INSERT INTO feature_count (unit, feature, alerts) SELECT $1, f, $3 FROM unnest($2::bigint[]) AS f
       ON CONFLICT (unit, feature) DO UPDATE SET alerts = feature_count.alerts + $3`,
      [unit, features, by],
    );
    if (by < 0) await manager.query('DELETE FROM feature_count WHERE unit = $1 AND alerts <= 0', [unit]);
  }

  private async candidates(
    manager: EntityManager,
    unit: string,
    number: string,
    profile: Profile,
  ): Promise<Candidate[]> {
    // Two questions: the planner has to see the features themselves to know that few alerts have them.
    const rare: { f: string }[] = await manager.query(
      `SELECT f FROM unnest($2::bigint[]) AS f LEFT JOIN feature_count c ON c.unit = $1 AND c.feature = f
       WHERE coalesce(c.alerts, 0) <= $3`,
      [unit, this.numbers(findingFeatures(profile)), TOO_COMMON],
    );
    const rows: { number: string; sealed_profile: Buffer }[] = await manager.query(
      `WITH found AS MATERIALIZED (
         SELECT number, (SELECT count(*) FROM unnest(features) AS f WHERE f = ANY($3::bigint[])) AS shared
         FROM profile WHERE unit = $1 AND number <> $2 AND features && $3::bigint[])
       SELECT number, sealed_profile FROM profile WHERE number IN (
         SELECT number FROM found ORDER BY shared DESC, number DESC LIMIT $4)`,
      [unit, number, rare.map(({ f }) => f), MOST_COMPARED],
    );
    return rows.map((row) => ({ number: row.number, profile: this.open(row.sealed_profile) }));
  }

  private async profiles(numbers: readonly string[]): Promise<Map<string, Profile>> {
    const rows: { number: string; sealed_profile: Buffer }[] = await this.database.query(
      'SELECT number, sealed_profile FROM profile WHERE number = ANY($1::bigint[])',
      [numbers],
    );
    return new Map(rows.map((row) => [row.number, this.open(row.sealed_profile)]));
  }

  private async rarity(manager: EntityManager, unit: string, profiles: readonly Profile[]): Promise<Rarity> {
    const features = new Map(
      profiles.flatMap(weighedFeatures).map((one) => [`${one.of} ${one.value}`, this.number(one)]),
    );
    const rows: { feature: string; alerts: number }[] = await manager.query(
      'SELECT feature, alerts FROM feature_count WHERE unit = $1 AND feature = ANY($2::bigint[])',
      [unit, [EVERY, ...features.values()]],
    );
    const counts = new Map(rows.map((row) => [row.feature, row.alerts]));
    return {
      alerts: counts.get(EVERY) ?? 0,
      having: ({ of, value }) => counts.get(features.get(`${of} ${value}`) ?? '') ?? 0,
    };
  }

  private open = (sealed: Buffer): Profile =>
    JSON.parse(Buffer.from(openUnder(this.config.storageKey, PURPOSE, sealed)).toString('utf8'));
  private number = ({ of, value }: Feature): string =>
    shortHash(this.config.storageKey, 'feature', `${of} ${value}`).toString();
  private numbers = (features: readonly Feature[]): string[] => [...new Set(features.map(this.number))];
}

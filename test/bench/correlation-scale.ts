import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CorrelationService } from '#apps/node/src/correlation/correlation.service.js';
import type { NodeConfig } from '#apps/node/src/process/config.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import type { Progress } from '#deploy/local/network.js';
import { freePort } from '#deploy/local/ports.js';
import { LocalPostgres } from '#deploy/local/postgres.js';
import { type Profile, profileOf } from '#libs/correlation/profile.js';
import { nodeDataSource } from '#libs/store/data-source.js';
import { storageKey } from '#libs/store/storage-key.js';
import { hiddenNetworks } from '#libs/testing/hidden-networks.js';

const UNIT = 'pt/police';
const WORLD = { networks: 400, loners: 1000 };
const ASKED = 300;

export interface CorrelationScale {
  /** By how many alerts are stored: milliseconds to find and score what is closest to one new alert. */
  readonly steps: readonly { readonly stored: number; readonly medianMs: number; readonly p95Ms: number }[];
}

/** One new alert against many stored ones, in a real database, as a node does it. @param sizes ascending */
export async function correlationScale(sizes: readonly number[], progress: Progress): Promise<CorrelationScale> {
  const folder = await temporaryFolder('bench');
  await mkdir(folder, { recursive: true });
  const port = await freePort('PostgreSQL', 32_450, new Set(), () => undefined);
  const postgres = await LocalPostgres.start(join(folder, 'postgres'), port, join(folder, 'postgres.log'));
  try {
    await postgres.ensureDatabase('scale');
    const database = await nodeDataSource(postgres.url('scale')).initialize();
    const config = { storageKey: storageKey(new Uint8Array(32).fill(7)) } as NodeConfig;
    const correlation = new CorrelationService(database, config);
    const steps = [];
    let [stored, seed] = [0, 1];
    let storing: Promise<unknown> = Promise.resolve();
    // The indexes are made once a size is there, as they would be in a node that grew to it.
    for (const size of sizes) {
      await database.query('DROP INDEX IF EXISTS profile_features; DROP INDEX IF EXISTS bulletin_index_words');
      while (stored < size) {
        const kept = hiddenNetworks(seed++, WORLD)
          .flatMap(({ id, alert }) => renamed(profileOf(alert)).map((profile, i) => ({ id: `${id}-${i}`, profile })))
          .slice(0, size - stored)
          .map(({ id, profile }) => ({ id, ...correlation.kept(profile) }));
        await storing;
        storing = database.query(
          `WITH k AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[]) AS k(id, features, counted, profile)),
             i AS (INSERT INTO bulletin_index (unit, sender, message_id, valid_until, words)
               SELECT $1, 'ne/police', id, 0, '' FROM k RETURNING number, message_id)
           INSERT INTO profile (number, unit, features, counted, sealed_profile)
           SELECT number, $1, features::bigint[], counted::bigint[], profile FROM k JOIN i ON message_id = id`,
          [
            UNIT,
            kept.map((one) => one.id),
            kept.map((one) => `{${one.features}}`),
            kept.map((one) => `{${one.counted}}`),
            kept.map((one) => one.sealedProfile),
          ],
        );
        stored += kept.length;
        progress.step(`${stored.toLocaleString('en')} of ${size.toLocaleString('en')} alerts stored`);
      }
      await storing;
      progress.step('their indexes and counts');
      await database.query('CREATE INDEX profile_features ON profile USING gin (features)');
      await database.query(
        `TRUNCATE feature_count; INSERT INTO feature_count (unit, feature, alerts)
         SELECT '${UNIT}', f, count(*) FROM profile, unnest(features || counted) AS f GROUP BY f
         UNION ALL SELECT '${UNIT}', 0, count(*) FROM profile`,
      );
      await database.query('ANALYZE');
      progress.step(`${ASKED} new alerts against ${stored.toLocaleString('en')}`);
      const times = [];
      for (const { alert } of hiddenNetworks(900_000 + size, WORLD).slice(0, ASKED)) {
        const profile = profileOf(alert);
        const began = performance.now();
        await correlation.closest(UNIT, '0', profile);
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      steps.push({ stored, medianMs: times[times.length >> 1]!, p95Ms: times[Math.floor(times.length * 0.95)]! });
    }
    await database.destroy();
    return { steps };
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * An alert and four others that work the same way in the same places under other names and numbers: so many are quickly
 * made, and finding one among them is no easier.
 */
const renamed = (profile: Profile): Profile[] =>
  Array.from({ length: 5 }, (_, i) =>
    i === 0
      ? profile
      : {
          ...profile,
          indicators: profile.indicators.map((one) => ({ ...one, key: `${one.key}${i}` })),
          names: profile.names.map((name) => ({ ...name, sound: `${name.sound}${i}` })),
        },
  );

import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { BULLETIN_ENTITIES } from './bulletins-entities.js';
import { CASE_ENTITIES } from './cases-entities.js';
import { CORRELATION_ENTITIES } from './correlation-entities.js';
import { DIRECTORY_ENTITIES } from './directory-entities.js';
import { DirectoryFirst1764000000000 } from './migrations/directory-first.js';
import { NodeCases1764200000000 } from './migrations/node-cases.js';
import { NodeFirst1764000000000 } from './migrations/node-first.js';
import { NodeSignIn1764300000000 } from './migrations/node-sign-in.js';
import { NodeWork1764100000000 } from './migrations/node-work.js';
import { PEOPLE_ENTITIES } from './people-entities.js';
import { POST_ENTITIES } from './post-entities.js';
import { TRUST_ENTITIES } from './trust-entities.js';

const base = (
  url: string,
): Pick<DataSourceOptions & { type: 'postgres' }, 'type' | 'url' | 'extra' | 'migrationsRun'> => ({
  type: 'postgres',
  url,
  migrationsRun: true,
  // A database that is down is answered at once, not after the pool's patience.
  extra: { max: 16, connectionTimeoutMillis: 10_000 },
});

/**
 * A node's database: schema by migrations only.
 * @param url `postgres://user@host:port/database`
 * @param applicationName by which PostgreSQL's own views say whose connection it is
 */
export const nodeDataSource = (url: string, applicationName = 'liaison'): DataSource =>
  new DataSource({
    ...base(url),
    applicationName,
    entities: [
      ...PEOPLE_ENTITIES,
      ...TRUST_ENTITIES,
      ...POST_ENTITIES,
      ...BULLETIN_ENTITIES,
      ...CORRELATION_ENTITIES,
      ...CASE_ENTITIES,
    ],
    migrations: [NodeFirst1764000000000, NodeWork1764100000000, NodeCases1764200000000, NodeSignIn1764300000000],
  });

/** The directory service's database. */
export const directoryDataSource = (url: string): DataSource =>
  new DataSource({ ...base(url), entities: DIRECTORY_ENTITIES, migrations: [DirectoryFirst1764000000000] });

/** Of what is migrated by several processes at once. */
const MIGRATING = 0x6c6d;

/** Connects, and brings the schema to where this version has it: one process after the other, as several start at once. */
export async function openDatabase(database: DataSource): Promise<DataSource> {
  const first = new pg.Client({ connectionString: (database.options as { url: string }).url });
  first.on('error', () => undefined);
  await first.connect();
  try {
    await first.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    return await database.initialize();
  } finally {
    // The lock goes with the connection.
    await first.end();
  }
}

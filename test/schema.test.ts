import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '#deploy/local/folders.js';
import { freePort } from '#deploy/local/ports.js';
import { LocalPostgres } from '#deploy/local/postgres.js';
import { directoryDataSource, nodeDataSource } from '#libs/store/data-source.js';

let folder: string;
let postgres: LocalPostgres;

beforeAll(async () => {
  folder = await temporaryFolder('schema');
  await mkdir(folder, { recursive: true });
  const port = await freePort('PostgreSQL', 26_000, new Set(), () => undefined);
  postgres = await LocalPostgres.start(join(folder, 'postgres'), port, join(folder, 'postgres.log'));
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['node', nodeDataSource],
  ['directory', directoryDataSource],
])('the migrations of the %s’s database make exactly what its entities say, and undo it', async (name, dataSource) => {
  await postgres.ensureDatabase(name);
  const database = await dataSource(postgres.url(name)).initialize();
  const { upQueries } = await database.driver.createSchemaBuilder().log();
  expect(upQueries.map((query) => query.query)).toEqual([]);
  for (const _ of database.migrations) await database.undoLastMigration();
  const left = await database.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
  );
  expect(left).toEqual([]);
  await database.destroy();
});

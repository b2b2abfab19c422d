import pg from 'pg';
import { until } from '#deploy/local/daemon.js';
import type { TestNetwork } from './journey.js';

/**
 * Holds rows of a member's database while calls are begun one after the other, each of which waits for them, and then lets
 * go of all: what comes together in life comes in this order.
 * @param hold what holds the rows, in a transaction that is committed at the end
 * @param table by whose name it is seen that a call waits
 */
export async function inOrder<T>(
  net: TestNetwork,
  member: string,
  { hold, values, table }: { hold: string; values: readonly unknown[]; table: string },
  calls: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = new pg.Client({ connectionString: net.network.databaseUrl(member) });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(hold, [...values]);
    const answers: Promise<T>[] = [];
    for (const call of calls) {
      answers.push(call());
      await until(`${answers.length} wait for the row`, async () => {
        const { rowCount } = await net.network.postgres.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock' AND query LIKE $2`,
          [`liaison_${member}`, `%${table}%`],
        );
        return rowCount === answers.length || undefined;
      });
    }
    await holder.query('COMMIT');
    return await Promise.all(answers);
  } finally {
    await holder.end();
  }
}

import type { DataSource } from 'typeorm';

/** Writes tables anew, outside of any transaction: until then what was deleted stays in their files. */
export async function writeAnew(database: DataSource, ...tables: string[]): Promise<void> {
  for (const table of tables) await database.query(`VACUUM (FULL) ${table}`);
}

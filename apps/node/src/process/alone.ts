import type { DataSource } from 'typeorm';

/** Apart from every other advisory lock of the node: its first number. */
const ALONE = 0x6c6f;

/**
 * Does a piece of work in one process of the node at a time, under a lock of the database that goes with the process.
 * @param work which; what another process has in hand is left to it
 * @returns undefined where another has it in hand
 */
export const alone = <T>(database: DataSource, work: string, does: () => Promise<T>): Promise<T | undefined> =>
  database.transaction(async (manager) => {
    const [{ mine }]: [{ mine: boolean }] = await manager.query(
      'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine',
      [ALONE, work],
    );
    return mine ? does() : undefined;
  });

/** The same for what has to be done here: waits until it is this process's turn. */
export const inTurn = <T>(database: DataSource, work: string, does: () => Promise<T>): Promise<T> =>
  database.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ALONE, work]);
    return does();
  });

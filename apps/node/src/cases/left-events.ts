import type { EntityManager } from 'typeorm';
import { MOST_EVENTS_OF_AN_AUTHOR, MOST_WAITING_OF_AN_AUTHOR } from '#libs/cases/ledger.js';
import type { CaseLeftRow } from '#libs/store/cases-entities.js';
import type { OpenCase, PlacedEvent } from './open-case.js';

/** Where an event lies that is not taken into its case yet. */
type LeftPlace = Pick<CaseLeftRow, 'sender' | 'messageId' | 'place'>;

/** Notes where events are that there is no room for yet: as many from one sender as a case holds from one author. */
export async function leave(manager: EntityManager, open: OpenCase, left: readonly PlacedEvent[]): Promise<void> {
  for (const sender of new Set(left.map((one) => one.sender))) {
    const placed = left.filter((one) => one.sender === sender);
    await manager.query(
      `INSERT INTO case_left (unit, case_id, sender, message_id, place, author, hash)
       SELECT $1, $2, $3, m, p, a, h FROM unnest($4::text[], $5::integer[], $6::text[], $7::bytea[]) AS e(m, p, a, h)
       LIMIT (SELECT greatest(0, $8 - count(*)) FROM case_left WHERE unit = $1 AND case_id = $2 AND sender = $3)
       ON CONFLICT DO NOTHING`,
      [
        open.unit,
        open.caseId,
        sender,
        placed.map(({ messageId }) => messageId),
        placed.map(({ place }) => place),
        placed.map(({ event }) => event.author),
        placed.map(({ event }) => Buffer.from(event.hash)),
        MOST_EVENTS_OF_AN_AUTHOR,
      ],
    );
  }
}

/** Takes out of those that were left some whose author has room again, or that another one waits for. */
export const leftWithRoom = (manager: EntityManager, { unit, caseId, ledger }: OpenCase): Promise<LeftPlace[]> =>
  manager.query(
    `WITH next AS (
       DELETE FROM case_left WHERE (unit, case_id, sender, message_id, place) IN (
         SELECT unit, case_id, sender, message_id, place FROM case_left
         WHERE unit = $1 AND case_id = $2 AND (author <> ALL($3) OR hash = ANY($4))
         ORDER BY message_id, place LIMIT $5)
       RETURNING sender, message_id, place)
     SELECT sender, message_id AS "messageId", place FROM next ORDER BY message_id, place`,
    [unit, caseId, ledger.full, ledger.missing.map((name) => Buffer.from(name, 'hex')), MOST_WAITING_OF_AN_AUTHOR],
  );

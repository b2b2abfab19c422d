import type { EntityManager } from 'typeorm';
import { hex, sha256 } from '#libs/cose/bytes.js';
import type { CaseRow } from '#libs/store/cases-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { KeptEvent, OpenCase, PlacedEvent } from './open-case.js';

const EVENT = 'case event';

/** Notes events of a case: their signed bytes, sealed under the node's storage key, and where they lie among the unit's messages. */
export async function keepEvents(
  manager: EntityManager,
  storageKey: Uint8Array,
  { unit, caseId }: OpenCase,
  placed: readonly Omit<PlacedEvent, 'files'>[],
): Promise<void> {
  if (placed.length === 0) return;
  await manager.query(
    `INSERT INTO case_event (unit, case_id, hash, sender, message_id, place, whole, words, sealed_event, stored_at)
     SELECT $1, $2, h, s, m, p, w, b, e, $10
     FROM unnest($3::bytea[], $4::text[], $5::text[], $6::integer[], $7::boolean[], $8::integer[], $9::bytea[])
       AS e(h, s, m, p, w, b, e)
     ON CONFLICT (unit, case_id, hash) DO UPDATE
       SET sender = excluded.sender, message_id = excluded.message_id, place = excluded.place, whole = true, words = excluded.words
       WHERE excluded.whole AND NOT case_event.whole`,
    [
      unit,
      caseId,
      placed.map(({ event }) => Buffer.from(event.hash)),
      placed.map(({ sender }) => sender),
      placed.map(({ messageId }) => messageId),
      placed.map(({ place }) => place),
      placed.map(({ event, content }) => content !== null || event.content === null),
      placed.map(({ content }) => bytesOf(content)),
      placed.map(({ event }) => sealUnder(storageKey, EVENT, event.wire)),
      Date.now(),
    ],
  );
}

/** Every event of a case, without what they say: however long that is, the case opens without it. */
export async function keptEvents(
  manager: EntityManager,
  storageKey: Uint8Array,
  { unit, caseId }: Pick<CaseRow, 'unit' | 'caseId'>,
): Promise<KeptEvent[]> {
  const rows: (Omit<KeptEvent, 'wire' | 'name'> & { hash: Buffer; sealed: Buffer; storedAt: string })[] =
    await manager.query(
      `SELECT e.hash, e.sender, e.message_id AS "messageId", e.place, e.whole, e.words, e.stored_at AS "storedAt",
         e.sealed_event AS sealed, coalesce(m.erased, false) AS erased
       FROM case_event e LEFT JOIN case_message m USING (unit, case_id, sender, message_id)
       WHERE e.unit = $1 AND e.case_id = $2`,
      [unit, caseId],
    );
  return rows.map(({ hash, sealed, storedAt, ...row }) => ({
    ...row,
    name: hex(hash),
    wire: openUnder(storageKey, EVENT, sealed),
    storedAt: Number(storedAt),
  }));
}

/** Whether the case has all of these already, each with what it says where that is here: then it need not be opened for them. */
export async function areKept(
  manager: EntityManager,
  { unit, caseId }: Pick<OpenCase, 'unit' | 'caseId'>,
  events: readonly { readonly event: Uint8Array; readonly content: string | null }[],
): Promise<boolean> {
  const hashes = events.map(({ event }) => Buffer.from(sha256(event)));
  const rows: { hash: Buffer; whole: boolean }[] = await manager.query(
    'SELECT hash, whole FROM case_event WHERE unit = $1 AND case_id = $2 AND hash = ANY($3)',
    [unit, caseId, hashes],
  );
  const whole = new Map(rows.map((row) => [hex(row.hash), row.whole]));
  return events.every(({ content }, i) => {
    const known = whole.get(hex(hashes[i]!));
    return known !== undefined && (known || content === null);
  });
}

export const bytesOf = (content: string | null): number => (content === null ? 0 : Buffer.byteLength(content));

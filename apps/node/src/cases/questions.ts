import type { EntityManager } from 'typeorm';
import type { UnitAddress } from '#libs/trust/address.js';

/** After that long the same may be asked for, and told, once more: whoever went back to a backup lacks it again. */
const AGAIN_MS = 86_400_000;
/** Names of events that pass so between a unit and one party in one case within that time: the records of ten authors. */
const MOST_NAMES = 20_000;
/** In one question, as `CaseHistory` has it. */
const MOST_AT_ONCE = 500;

/** A case, and the party that is asked about it or asks. */
interface Between {
  readonly unit: UnitAddress;
  readonly caseId: string;
  readonly party: UnitAddress;
}

/**
 * Of these events those that the unit may ask the party for, or that it may tell the party, now: what was put into the outbox is
 * carried until its receipt is in, so that the same question, asked again and again, would make nothing but more of the same.
 */
export async function onceADay(
  manager: EntityManager,
  { unit, caseId, party }: Between,
  what: 'asked' | 'told',
  names: readonly string[],
): Promise<string[]> {
  const now = Date.now();
  const ofThese = [unit, caseId, party, what];
  await manager.query(
    'DELETE FROM case_question WHERE unit = $1 AND case_id = $2 AND party = $3 AND what = $4 AND at <= $5',
    [...ofThese, now - AGAIN_MS],
  );
  const fresh: { hash: Buffer }[] = await manager.query(
    `INSERT INTO case_question (unit, case_id, party, what, hash, at)
     SELECT $1, $2, $3, $4, h, $6 FROM unnest($5::bytea[]) WITH ORDINALITY AS n(h, nth)
     WHERE NOT EXISTS (SELECT 1 FROM case_question
         WHERE unit = $1 AND case_id = $2 AND party = $3 AND what = $4 AND hash = h)
       AND (SELECT count(*) FROM case_question WHERE unit = $1 AND case_id = $2 AND party = $3 AND what = $4) < $7
     ORDER BY nth LIMIT $8
     ON CONFLICT DO NOTHING RETURNING hash`,
    [...ofThese, names.map((name) => Buffer.from(name, 'hex')), now, MOST_NAMES, MOST_AT_ONCE],
  );
  const may = new Set(fresh.map(({ hash }) => hash.toString('hex')));
  return names.filter((name) => may.has(name));
}

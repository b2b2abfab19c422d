import type { EntityManager } from 'typeorm';
import type { UnitAddress } from '#libs/trust/address.js';

/**
 * After that long the same may be asked for once more, as the party may have it by now; and told, as whoever went back to a backup
 * lacks it again.
 */
const AGAIN_MS = { asked: 3_600_000, told: 86_400_000 } as const;
/** Names of events that pass so between a unit and one party in one case within that time: the records of two authors, and more. */
const MOST_NAMES = 5000;
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
export async function onceInAWhile(
  manager: EntityManager,
  { unit, caseId, party }: Between,
  what: keyof typeof AGAIN_MS,
  names: readonly string[],
): Promise<string[]> {
  const now = Date.now();
  const ofThese = [unit, caseId, party, what];
  const isTheirs = 'unit = $1 AND case_id = $2 AND party = $3 AND what = $4';
  await manager.query(`DELETE FROM case_question WHERE ${isTheirs} AND at <= $5`, [...ofThese, now - AGAIN_MS[what]]);
  const before: { hash: Buffer }[] = await manager.query(`SELECT hash FROM case_question WHERE ${isTheirs}`, ofThese);
  const known = new Set(before.map(({ hash }) => hash.toString('hex')));
  const room = Math.min(MOST_AT_ONCE, MOST_NAMES - known.size);
  const fresh = names.filter((name) => !known.has(name)).slice(0, Math.max(0, room));
  if (fresh.length === 0) return [];
  await manager.query(
    `INSERT INTO case_question (unit, case_id, party, what, hash, at)
     SELECT $1, $2, $3, $4, h, $6 FROM unnest($5::bytea[]) AS n(h) ON CONFLICT DO NOTHING`,
    [...ofThese, fresh.map((name) => Buffer.from(name, 'hex')), now],
  );
  return fresh;
}

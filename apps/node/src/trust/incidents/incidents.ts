import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { IncidentRow } from '#libs/store/trust-entities.js';

/** Of one type that one member caused the first are kept with their evidence, and as many of the newest; others are counted. */
const KEPT_FIRST = 10;
const KEPT_NEWEST = 10;
/** What comes without end is logged so often. */
const LOG_MS = 3_600_000;

interface Found {
  readonly type: string;
  /** The member in whose share it counts: that caused it, or whose file it is; empty for the hub and the directory. */
  readonly by: string;
  /** In whose mail it was found, where the evidence says what that unit alone reads. */
  readonly unit?: string;
  readonly detail: string;
  readonly evidence: readonly Buffer[];
}

/** What only a dishonest hub or sender, or a restored backup, can cause; kept with its evidence. */
@Injectable()
export class Incidents {
  private readonly logger = new Logger(Incidents.name);
  private readonly logged = new Map<string, number>();

  constructor(private readonly database: DataSource) {}

  /** Who caused one could cause them without end, and hide the one that matters behind them. */
  async record(found: Found, manager?: EntityManager): Promise<void> {
    if (!manager) return this.database.transaction((own) => this.record(found, own));
    const { type, by, unit = null, detail, evidence } = found;
    await lock(manager, found);
    const rows = manager.getRepository(IncidentRow);
    const [gone]: [{ more: string }[], number] = await manager.query(
      `DELETE FROM incident WHERE id = (
         SELECT id FROM incident WHERE member = $1 AND type = $2
           AND (SELECT count(*) FROM incident WHERE member = $1 AND type = $2) >= $3
         ORDER BY at, id OFFSET $4 LIMIT 1) RETURNING more`,
      [by, type, KEPT_FIRST + KEPT_NEWEST, KEPT_FIRST],
    );
    // What was let go is counted at the one that comes in its place.
    const more = gone[0] === undefined ? 0 : Number(gone[0].more) + 1;
    await rows.insert({
      id: randomUUID(),
      at: Date.now(),
      unit,
      member: by,
      type,
      detail,
      evidence: [...evidence],
      more,
    });
    this.log(`${by} ${type}`, type);
  }

  private log(place: string, type: string): void {
    if (Date.now() < (this.logged.get(place) ?? 0) + LOG_MS) return;
    this.logged.set(place, Date.now());
    this.logger.warn(`incident: ${type}`);
  }

  /** The same, where what came again is the same. */
  async recordOnce(found: Found, manager: EntityManager): Promise<void> {
    const { type, by, detail } = found;
    await lock(manager, found);
    if (!(await manager.existsBy(IncidentRow, { member: by, type, detail }))) await this.record(found, manager);
  }
}

/** One after the other, in whichever process: each counts, and sees, what was there before. */
const lock = (manager: EntityManager, { by, type }: Found): Promise<unknown> =>
  manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`incident ${by} ${type}`]);

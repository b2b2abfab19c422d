import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { IncidentRow } from '#libs/store/node-entities.js';

/** So many of one type that one member caused are kept with their evidence; each is proof enough. The rest is counted. */
const MOST_OF_A_TYPE = 20;

interface Found {
  readonly type: string;
  /** The member in whose share it counts: that caused it, or whose file it is; empty for the hub and the directory. */
  readonly by: string;
  readonly detail: string;
  readonly evidence: readonly Buffer[];
}

/** What only a dishonest hub or sender, or a restored backup, can cause; kept with its evidence. */
@Injectable()
export class Incidents {
  private readonly logger = new Logger(Incidents.name);

  constructor(private readonly database: DataSource) {}

  /** Who caused one could cause them without end: beyond a member's share of a type they are counted at the newest. */
  async record({ type, by, detail, evidence }: Found, manager: EntityManager = this.database.manager) {
    const rows = manager.getRepository(IncidentRow);
    if ((await rows.countBy({ member: by, type })) < MOST_OF_A_TYPE) {
      this.logger.warn(`incident: ${type}`);
      await rows.insert({ id: randomUUID(), at: Date.now(), member: by, type, detail, evidence: [...evidence] });
      return;
    }
    await manager.query(
      `UPDATE incident SET more = more + 1
       WHERE id = (SELECT id FROM incident WHERE member = $1 AND type = $2 ORDER BY at DESC, id LIMIT 1)`,
      [by, type],
    );
  }

  /** The same, where what came again is the same. */
  async recordOnce(found: Found, manager: EntityManager): Promise<void> {
    const { type, by, detail } = found;
    if (!(await manager.existsBy(IncidentRow, { member: by, type, detail }))) await this.record(found, manager);
  }
}

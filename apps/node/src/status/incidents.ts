import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { IncidentRow } from '#libs/store/node-entities.js';

/** What only a dishonest hub or sender, or a restored backup, can cause; kept with its evidence. */
@Injectable()
export class Incidents {
  private readonly logger = new Logger(Incidents.name);

  constructor(private readonly database: DataSource) {}

  async record(
    type: string,
    detail: string,
    evidence: Buffer[],
    manager: EntityManager = this.database.manager,
  ): Promise<void> {
    this.logger.warn(`incident: ${type}`);
    await manager.insert(IncidentRow, { id: randomUUID(), at: Date.now(), type, detail, evidence });
  }

  /** The same, where it is enough to have it once: who caused it could cause it without end. */
  async recordOnce(type: string, detail: string, evidence: Buffer[], manager: EntityManager): Promise<void> {
    if (!(await manager.existsBy(IncidentRow, { type, detail }))) await this.record(type, detail, evidence, manager);
  }
}

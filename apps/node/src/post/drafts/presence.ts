import { Injectable } from '@nestjs/common';
import { DataSource, LessThan, MoreThanOrEqual, Not } from 'typeorm';
import { DraftPresenceRow } from '#libs/store/post-entities.js';
import type { Officer } from '../../people/officers/roles.js';

/** Who was not heard of for this long has it open no more. */
const GONE_AFTER_MS = 15_000;

/** Who has which draft open, through whichever process of the node. */
@Injectable()
export class Presence {
  constructor(private readonly database: DataSource) {}

  /** Notes an officer. @returns the names of the others who have the draft open */
  async note(draft: string, { name: officer, displayName }: Officer): Promise<string[]> {
    const rows = this.database.getRepository(DraftPresenceRow);
    const at = Date.now();
    await rows.delete({ at: LessThan(at - GONE_AFTER_MS) });
    await rows.upsert({ draft, officer, displayName, at }, ['draft', 'officer']);
    const others = { draft, officer: Not(officer), at: MoreThanOrEqual(at - GONE_AFTER_MS) };
    return (await rows.find({ where: others, order: { officer: 'ASC' } })).map((row) => row.displayName);
  }
}

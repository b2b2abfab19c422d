import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { commitmentTo } from '#libs/contacts/record.js';
import { base64, hex, utf8 } from '#libs/cose/bytes.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { StatementDraftRow } from '#libs/store/trust-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { fromJson, toJson } from '#libs/trust/statement-file.js';
import { problem } from '../../http/problem.js';
import { type Officer, READING, roleIn, unitsIn } from '../../people/officers/roles.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';

const PURPOSE = 'statement draft';

/** What a draft holds: the statement's body, and for a contact the record that it commits to. */
interface Kept {
  readonly body: unknown;
  readonly record?: string;
}

export interface Draft {
  readonly id: string;
  readonly author: UnitAddress;
  readonly officer: string;
  readonly draftedAt: number;
  readonly body: StatementBody;
  readonly record: Uint8Array | undefined;
}

/** What is kept of statements in the drafting, sealed. */
@Injectable()
export class StatementDrafts {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async keep(officer: Officer, author: UnitAddress, body: StatementBody, record?: Uint8Array): Promise<Draft> {
    const kept: Kept = { body: toJson(body), ...(record && { record: base64(record) }) };
    const row = {
      id: randomUUID(),
      author,
      officer: officer.name,
      draftedAt: Date.now(),
      sealedBody: sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify(kept))),
    };
    await this.database.getRepository(StatementDraftRow).insert(row);
    return this.open(row);
  }

  /** The drafts of the units that the officer reads, newest first. */
  async list(officer: Officer): Promise<Draft[]> {
    const units = unitsIn(officer, READING);
    const rows = await this.database
      .getRepository(StatementDraftRow)
      .find({ where: { author: In(units) }, order: { draftedAt: 'DESC' } });
    return rows.map((row) => this.open(row));
  }

  /** @throws Problem where it is of no unit that the officer reads */
  async find(officer: Officer, id: string): Promise<Draft> {
    const row = await this.database.getRepository(StatementDraftRow).findOneBy({ id });
    if (row && roleIn(officer, row.author, READING)) return this.open(row);
    throw problem(404, 'draft-unknown', 'None of your units has such a draft.', 'See "liaison directory drafts".');
  }

  /** The draft whose record a contact of the log commits to; its signature may have been answered late. */
  async ofContact(contact: string, commitment: Uint8Array): Promise<Draft | undefined> {
    const rows = await this.database.getRepository(StatementDraftRow).find();
    return rows
      .map((row) => this.open(row))
      .find(
        ({ body, record }) =>
          'contact' in body && body.contact === contact && record && hex(commitmentTo(record)) === hex(commitment),
      );
  }

  forget = async (id: string): Promise<void> =>
    void (await this.database.getRepository(StatementDraftRow).delete({ id }));

  private open(row: StatementDraftRow): Draft {
    const kept: Kept = JSON.parse(
      Buffer.from(openUnder(this.config.storageKey, PURPOSE, row.sealedBody)).toString('utf8'),
    );
    return {
      id: row.id,
      author: row.author as UnitAddress,
      officer: row.officer,
      draftedAt: row.draftedAt,
      body: StatementBody.parse(fromJson(kept.body)),
      record: kept.record === undefined ? undefined : Buffer.from(kept.record, 'base64'),
    };
  }
}

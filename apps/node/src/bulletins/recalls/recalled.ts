import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import type { PassedOn } from '#libs/kinds/alert/schema.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { Recall } from '#libs/kinds/bulletin-recall.js';
import { RecallRow } from '#libs/store/bulletins-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { type StoredMessage, StoredMessages } from '../../post/stored-messages.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { BulletinErasure } from '../retention/bulletin-erasure.js';

const PURPOSE = 'recall';

/** A recall as people read it. */
export interface RecallNote {
  readonly at: number;
  readonly reason: Recall['reason'];
}

/** What each unit knows to be taken back, and the erasing of it. */
@Injectable()
export class Recalled {
  constructor(
    private readonly database: DataSource,
    private readonly stored: StoredMessages,
    private readonly erasure: BulletinErasure,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** The recall of a bulletin; null where it stands. */
  async of({
    unit,
    sender,
    kind,
    messageId,
  }: Pick<StoredMessage, 'unit' | 'sender' | 'kind' | 'messageId'>): Promise<RecallNote | null> {
    const row = await this.database.getRepository(RecallRow).findOneBy({ unit, sender, kind, messageId });
    if (!row) return null;
    const reason = JSON.parse(
      Buffer.from(openUnder(this.config.storageKey, PURPOSE, row.sealedReason)).toString('utf8'),
    );
    return { at: row.recalledAt, reason: Recall.shape.reason.parse(reason) };
  }

  /** @returns whether it was not noted before */
  async note(
    manager: EntityManager,
    unit: string,
    sender: string,
    kind: BulletinName,
    { bulletin, reason }: Recall,
  ): Promise<boolean> {
    const sealedReason = sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify(reason)));
    const noted: unknown[] = await manager.query(
      `INSERT INTO recall (unit, sender, message_id, kind, recalled_at, sealed_reason) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [unit, sender, bulletin, kind, Date.now(), sealedReason],
    );
    return noted.length > 0;
  }

  /**
   * The record's key goes with the body, and every file with its own. Nothing but bulletins of the recall's
   * own kind is taken back: a sender may name any message, and what it said in a case stands. @returns whether it was here
   */
  async erase(
    manager: EntityManager,
    unit: UnitAddress,
    sender: UnitAddress,
    kind: BulletinName,
    bulletin: string,
  ): Promise<boolean> {
    const where = { unit, sender, messageId: bulletin, kind };
    if (!(await this.stored.has(where, manager))) return false;
    await this.erasure.erase(manager, where);
    return true;
  }

  /** A bulletin that came after its recall is erased in the transaction that stores it. */
  async eraseIfRecalled(
    manager: EntityManager,
    unit: UnitAddress,
    sender: UnitAddress,
    kind: BulletinName,
    bulletin: string,
    passedOn?: Pick<PassedOn, 'author' | 'alert'>,
  ): Promise<void> {
    const words = [{ unit, sender, kind, messageId: bulletin }];
    if (passedOn) words.push({ unit, sender: passedOn.author, kind, messageId: passedOn.alert });
    for (const word of words) {
      if (!(await manager.existsBy(RecallRow, word))) continue;
      await this.erase(manager, unit, sender, kind, bulletin);
      return;
    }
  }
}

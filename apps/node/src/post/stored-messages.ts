import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { type Bulletin, bulletinOf } from '#libs/kinds/bulletin.js';
import type { BulletinBody } from '#libs/kinds/bulletin-kind.js';
import { isBulletin } from '#libs/kinds/bulletin-kinds.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import { type Admitted, admit, type BodyOf, schemaOf } from '#libs/kinds/registry.js';
import { MessageRow } from '#libs/store/post-entities.js';
import { openRecord, type SealedRecord, sealRecord, storedContent } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { CONFIG, type NodeConfig } from '../process/config.js';

/** Why a stored message says nothing: its content was erased on purpose, or cannot be read here. */
export type Silent = 'erased' | 'unreadable';

/** The one way to what stored messages say. */
@Injectable()
export class StoredMessages {
  constructor(@Inject(CONFIG) private readonly config: NodeConfig) {}

  /** The body of a message that is known to be of a kind. */
  open<K extends string>(kind: K, row: SealedRecord): BodyOf<K> | Silent {
    return storedContent(this.config.storageKey, row, schemaOf(kind));
  }

  /** The same for who has nothing to say of why there is none. */
  read<K extends string>(kind: K, row: SealedRecord): BodyOf<K> | null {
    const body = this.open(kind, row);
    return typeof body === 'string' ? null : body;
  }

  /** A bulletin of any kind. */
  bulletin(row: Pick<MessageRow, 'kind' | 'sender'> & SealedRecord): Bulletin | Silent {
    if (!isBulletin(row.kind)) return 'unreadable';
    const body = this.open<BulletinName>(row.kind, row);
    return typeof body === 'string' ? body : bulletinOf(row.kind, body as BulletinBody, row.sender as UnitAddress);
  }

  /** Puts another content in the place of a stored one. The old one's key goes with it: nothing opens it any more. */
  async rewrite(
    manager: EntityManager,
    { unit, sender, messageId }: Pick<MessageRow, 'unit' | 'sender' | 'messageId'>,
    content: object,
  ): Promise<void> {
    const sealed = sealRecord(this.config.storageKey, utf8(JSON.stringify(content)));
    await manager.update(MessageRow, { unit, sender, messageId }, sealed);
  }

  /** A message of any kind, with what policy decides by; `unreadable` also where this version does not know the kind. */
  openAny(row: Pick<MessageRow, 'kind' | 'sender'> & SealedRecord): Admitted | Silent {
    try {
      const body = openRecord(this.config.storageKey, row);
      if (body === 'erased') return body;
      const admitted = admit(row.kind, body, row.sender as UnitAddress);
      return typeof admitted === 'string' ? 'unreadable' : admitted;
    } catch {
      return 'unreadable';
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, type SelectQueryBuilder } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { type Bulletin, bulletinOf } from '#libs/kinds/bulletin.js';
import type { BulletinBody } from '#libs/kinds/bulletin-kind.js';
import { isBulletin } from '#libs/kinds/bulletin-kinds.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import { type Admitted, admit, type BodyOf, schemaOf } from '#libs/kinds/registry.js';
import { MessageRow } from '#libs/store/post-entities.js';
import { ERASED, openRecord, type SealedRecord, sealRecord, storedContent } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { CONFIG, type NodeConfig } from '../process/config.js';

/** A message as this node keeps it: its body sealed, what policy and lists need beside it. */
export type StoredMessage = Readonly<MessageRow>;
/** Names one message: the unit whose mail it is, who sent it, and its id by its sender. */
export type MessageName = Pick<StoredMessage, 'unit' | 'sender' | 'messageId'>;
type Which = FindOptionsWhere<MessageRow>;

/** Why a stored message says nothing: its content was erased on purpose, or cannot be read here. */
export type Silent = 'erased' | 'unreadable';

/** The one way to stored messages and to what they say; no other room writes them. */
@Injectable()
export class StoredMessages {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  find = (which: Which, manager: EntityManager = this.database.manager): Promise<StoredMessage | null> =>
    manager.findOneBy(MessageRow, which);

  all = (which: Which, manager: EntityManager = this.database.manager): Promise<StoredMessage[]> =>
    manager.findBy(MessageRow, which);

  has = (which: Which, manager: EntityManager = this.database.manager): Promise<boolean> =>
    manager.existsBy(MessageRow, which);

  /** To be narrowed by what other rooms know of messages. */
  query = (alias: string, manager: EntityManager = this.database.manager): SelectQueryBuilder<StoredMessage> =>
    manager.createQueryBuilder(MessageRow, alias);

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

  /** Their records' keys go with the bodies: nothing opens them any more. The same may be posted again. */
  async erase(manager: EntityManager, ...names: MessageName[]): Promise<void> {
    const { sealedRecordKey, sealedBody } = ERASED;
    await manager.query(
      `UPDATE message SET sealed_record_key = $4, sealed_body = $5, posted_hash = NULL
       WHERE (unit, sender, message_id) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
      [
        names.map(({ unit }) => unit),
        names.map(({ sender }) => sender),
        names.map(({ messageId }) => messageId),
        sealedRecordKey,
        sealedBody,
      ],
    );
  }

  /** It has gone through the index, whatever came of it. */
  async markIndexed(manager: EntityManager, { unit, sender, messageId }: MessageName): Promise<void> {
    await manager.update(MessageRow, { unit, sender, messageId }, { indexed: true });
  }

  /** Puts another content in the place of a stored one. The old one's key goes with it: nothing opens it any more. */
  async rewrite(manager: EntityManager, { unit, sender, messageId }: MessageName, content: object): Promise<void> {
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

import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { ContactCapsuleRow, ContactRecordRow } from '#libs/store/directory-entities.js';
import type { PutRecordRequest } from '#libs/transport/directory-protocol.js';
import { memberOf } from '#libs/trust/address.js';
import { LogService } from './log.service.js';

/** Contacts' sealed records, beside the log: kept and given out, never read, and erased when the log says so. */
@Injectable()
export class RecordsService implements OnApplicationBootstrap {
  private readonly logger = new Logger(RecordsService.name);

  constructor(
    private readonly database: DataSource,
    private readonly log: LogService,
  ) {}

  /** @param member whose node puts it, as the hub says; undefined where it is no node */
  async put(
    member: string | undefined,
    { contact, sealed, capsules }: z.output<typeof PutRecordRequest>,
  ): Promise<Outcome<object>> {
    return this.database.transaction(async (manager) => {
      await holdContact(manager, contact);
      const known = this.log.directory.contacts.get(contact);
      if (!known || memberOf(known.office) !== member) {
        return refuse('contact-unknown', 'The log has no such contact of this member.', 'Publish the contact first.');
      }
      await manager.upsert(ContactRecordRow, { contact, sealed: Buffer.from(sealed) }, ['contact']);
      await manager.delete(ContactCapsuleRow, { contact });
      await manager.insert(
        ContactCapsuleRow,
        capsules.map(({ node, capsule }) => ({ contact, node, capsule: Buffer.from(capsule) })),
      );
      return accept({});
    });
  }

  async get(contact: string, node: string): Promise<Outcome<{ sealed: Uint8Array; capsule: Uint8Array }>> {
    const record = await this.database.getRepository(ContactRecordRow).findOneBy({ contact });
    const capsule = await this.database.getRepository(ContactCapsuleRow).findOneBy({ contact, node });
    return record && capsule
      ? accept({ sealed: record.sealed, capsule: capsule.capsule })
      : refuse(
          'record-absent',
          'There is no record of this contact for this node yet.',
          'Its office seals it by itself.',
        );
  }

  /** The log may say that a contact is erased though it was not come to its record: the process ended in between. */
  async onApplicationBootstrap(): Promise<void> {
    const kept = await this.database.getRepository(ContactRecordRow).find({ select: { contact: true } });
    const erased = kept.filter(({ contact }) => !this.log.directory.contacts.has(contact));
    if (erased.length > 0) await this.erase(...erased.map(({ contact }) => contact));
  }

  /** Nothing of erased contacts stays: the rows go, and the tables' files are written anew without them. */
  async erase(...contacts: readonly string[]): Promise<void> {
    for (const contact of contacts)
      await this.database.transaction(async (manager) => {
        await holdContact(manager, contact);
        await manager.delete(ContactRecordRow, { contact });
        await manager.delete(ContactCapsuleRow, { contact });
      });
    for (const table of ['contact_record', 'contact_capsule']) await this.database.query(`VACUUM (FULL) ${table}`);
    this.logger.log(`${contacts.length} contacts were erased`);
  }
}

/** Until the transaction ends, who puts the contact's record and who erases it wait for each other. */
const holdContact = (manager: EntityManager, contact: string): Promise<unknown> =>
  manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [contact]);

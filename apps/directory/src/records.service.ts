import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { ContactCapsuleRow, ContactRecordRow } from '#libs/store/directory-entities.js';
import type { PutRecordRequest } from '#libs/transport/directory-protocol.js';
import { memberOf } from '#libs/trust/address.js';
import { LogService } from './log.service.js';

/** Contacts' sealed records, beside the log: kept and given out, never read, and erased when the log says so. */
@Injectable()
export class RecordsService {
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
    const known = this.log.directory.contacts.get(contact);
    if (!known || memberOf(known.office) !== member) {
      return refuse('contact-unknown', 'The log has no such contact of this member.', 'Publish the contact first.');
    }
    await this.database.transaction(async (manager) => {
      await manager.upsert(ContactRecordRow, { contact, sealed: Buffer.from(sealed) }, ['contact']);
      await manager.delete(ContactCapsuleRow, { contact });
      await manager.insert(
        ContactCapsuleRow,
        capsules.map(({ node, capsule }) => ({ contact, node, capsule: Buffer.from(capsule) })),
      );
    });
    return accept({});
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

  /** Nothing of an erased contact stays: the rows go, and the tables' files are written anew without them. */
  async erase(contact: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.delete(ContactRecordRow, { contact });
      await manager.delete(ContactCapsuleRow, { contact });
    });
    for (const table of ['contact_record', 'contact_capsule']) await this.database.query(`VACUUM (FULL) ${table}`);
    this.logger.log('a contact was erased');
  }
}

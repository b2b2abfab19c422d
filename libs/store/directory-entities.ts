import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry of the directory log, as the directory service keeps it. */
@Entity('entry')
export class DirectoryEntryRow {
  /** From 0, without gaps. */
  @PrimaryColumn('int') position!: number;
  @Column('bytea') entry!: Buffer;
}

/** The newest checkpoint that was issued, with its cosignatures: what was shown to anybody is never taken back. */
@Entity('issued')
export class IssuedRow {
  /** There is one. */
  @PrimaryColumn('int') id!: number;
  @Column('text') note!: string;
}

/** A node's account at the hub, apart from all others. */
@Entity('hub_account')
export class HubAccountRow {
  @PrimaryColumn('text') node!: string;
  /** Its name there: a public nkey. */
  @Column('text') account!: string;
}

/** A contact's record, sealed: this service can read none of it. Goes when the contact is erased. */
@Entity('contact_record')
export class ContactRecordRow {
  @PrimaryColumn('text') contact!: string;
  @Column('bytea') sealed!: Buffer;
}

@Entity('contact_capsule')
export class ContactCapsuleRow {
  @PrimaryColumn('text') contact!: string;
  @PrimaryColumn('text') node!: string;
  @Column('bytea') capsule!: Buffer;
}

export const DIRECTORY_ENTITIES = [DirectoryEntryRow, IssuedRow, HubAccountRow, ContactRecordRow, ContactCapsuleRow];

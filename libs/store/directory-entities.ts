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

export const DIRECTORY_ENTITIES = [DirectoryEntryRow, IssuedRow];

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry of the directory log, as the directory service keeps it. */
@Entity('entry')
export class DirectoryEntryRow {
  /** From 0, without gaps. */
  @PrimaryColumn('int') position!: number;
  @Column('bytea') entry!: Buffer;
}

export const DIRECTORY_ENTITIES = [DirectoryEntryRow];

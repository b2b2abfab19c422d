import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Refusal } from '#libs/outcome/index.js';
import { count } from './columns.js';

/** An entry of the directory log, as replayed and verified by this node. */
@Entity('log_entry')
export class LogEntryRow {
  @PrimaryColumn(count) position!: number;
  @Column('bytea') entry!: Buffer;
  /** RFC 9162 leaf hash, so that the tree is there again without reading every entry. */
  @Column({ type: 'bytea', name: 'leaf_hash' }) leafHash!: Buffer;
}

/** Where this node stands in the directory log. */
@Entity('log_head')
export class LogHeadRow {
  /** There is one. */
  @PrimaryColumn('int') id!: number;
  /** The newest checkpoint that this node verified: it never cosigns one that does not extend it. */
  @Column('text') note!: string;
  /** Up to which position a quorum has cosigned what this node verified. */
  @Column({ ...count, name: 'trusted_size' }) trustedSize!: number;
  /** The newest checkpoint that a quorum has cosigned; null before there was one. */
  @Column({ type: 'text', name: 'trusted_note', nullable: true }) trustedNote!: string | null;
  /** Why it follows the log no further, until a person has looked; null while it does. */
  @Column({ type: 'jsonb', nullable: true }) halted!: Refusal | null;
  /** When the directory last showed a log that was verified; null before there was one. */
  @Column({ ...count, name: 'verified_at', nullable: true }) verifiedAt!: number | null;
  /** What was wrong when the directory was last asked; null where nothing was. */
  @Column({ type: 'jsonb', nullable: true }) trouble!: Refusal | null;
}

/** The trusted state at a position, sealed under the storage key, to start from without replaying all before it. */
@Entity('log_snapshot')
export class LogSnapshotRow {
  /** There is one. */
  @PrimaryColumn('int') id!: number;
  @Column(count) size!: number;
  @Column({ type: 'bytea', name: 'sealed_state' }) sealedState!: Buffer;
}

/** A unit's own epoch keys; the secret is sealed under the node's storage key, and the row goes when it is erased. */
@Entity('epoch_key')
export class EpochKeyRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('int') epoch!: number;
  @Column({ type: 'bytea', name: 'key_id' }) keyId!: Buffer;
  @Column({ type: 'bytea', name: 'sealed_secret' }) sealedSecret!: Buffer;
  /** When all was taken in that the hub had, once the epoch's time of grace was over; null before. */
  @Column({ ...count, name: 'read_at', nullable: true }) readAt!: number | null;
}

/** Something that only a dishonest hub or sender, or a restored backup, can cause; with the evidence. */
@Entity('incident')
@Index('incident_member', ['member', 'type'])
export class IncidentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column(count) at!: number;
  /** Whose mail the evidence was in; null where it is no unit's. */
  @Column({ type: 'text', nullable: true }) unit!: string | null;
  /** Whose doing it is; empty where it is the hub's or the directory's. */
  @Column('text') member!: string;
  @Column('text') type!: string;
  @Column('text') detail!: string;
  @Column({ type: 'bytea', array: true }) evidence!: Buffer[];
  /** How many more of its type the member caused before it, of which nothing is kept. */
  @Column({ ...count, default: 0 }) more!: number;
}

/** A contact as this node has opened it: the salted record, sealed under the storage key. Goes when it is erased. */
@Entity('contact')
export class ContactRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') office!: string;
  /** What the log holds of it. */
  @Column('bytea') commitment!: Buffer;
  @Column({ type: 'bytea', name: 'sealed_record_key' }) sealedRecordKey!: Buffer;
  @Column({ type: 'bytea', name: 'sealed_body' }) sealedBody!: Buffer;
  /** Own: the nodes that it is sealed for at the directory; null for others' contacts. */
  @Column({ type: 'text', array: true, name: 'sealed_for', nullable: true }) sealedFor!: string[] | null;
}

/** Something that a unit would say in the directory, before it is signed. Sealed: it may hold a contact. */
@Entity('statement_draft')
export class StatementDraftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') author!: string;
  @Column('text') officer!: string;
  @Column({ ...count, name: 'drafted_at' }) draftedAt!: number;
  @Column({ type: 'bytea', name: 'sealed_body' }) sealedBody!: Buffer;
}

export const TRUST_ENTITIES = [
  LogEntryRow,
  LogHeadRow,
  LogSnapshotRow,
  EpochKeyRow,
  IncidentRow,
  ContactRow,
  StatementDraftRow,
];

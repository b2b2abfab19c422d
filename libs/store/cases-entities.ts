import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { count } from './columns.js';

/** A case as one unit has it: what lists show and clocks go by. Everything is told anew from its events. */
@Entity('case_thread')
@Index('case_thread_tell', ['tellAt'], { where: 'tell_at IS NOT NULL' })
@Index('case_thread_changed', ['unit', 'changedAt'])
export class CaseRow {
  @PrimaryColumn('text') unit!: string;
  /** The first event's hash, hexadecimal. */
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  @Column('text') kind!: string;
  @Column({ ...count, name: 'begun_at' }) begunAt!: number;
  @Column({ ...count, name: 'changed_at' }) changedAt!: number;
  @Column({ type: 'text', nullable: true }) status!: string | null;
  /** When this node knew that it had ended; null while it is open. */
  @Column({ ...count, name: 'ended_at', nullable: true }) endedAt!: number | null;
  /** When what was said in it was last erased here. */
  @Column({ ...count, name: 'erased_at', nullable: true }) erasedAt!: number | null;
  /** The units that owe something, the first one first. */
  @Column({ type: 'text', array: true, name: 'waits_for', default: '{}' }) waitsFor!: string[];
  @Column({ ...count, name: 'next_due_at', nullable: true }) nextDueAt!: number | null;
  /** When the unit is next to be told something of what is owed. */
  @Column({ ...count, name: 'tell_at', nullable: true }) tellAt!: number | null;
  /** Reference, sides, and what is owed until when. */
  @Column({ type: 'bytea', name: 'sealed_summary', nullable: true }) sealedSummary!: Buffer | null;
  /** Which of that the unit was told of. */
  @Column({ type: 'text', array: true, default: '{}' }) told!: string[];
  /** How many authors were found to have said two things in one place. */
  @Column({ type: 'int', name: 'forks_told', default: 0 }) forksTold!: number;
}

/** An event of a case: where its bytes and its content are among the unit's messages. */
@Entity('case_event')
export class CaseEventRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column('text') sender!: string;
  @Column({ type: 'text', name: 'message_id' }) messageId!: string;
  /** Its place in that message. */
  @Column('int') place!: number;
  /** Whether the unit has its content in that message, or had; true where it has none. */
  @Column('boolean') whole!: boolean;
  /** Bytes of that content. */
  @Column('int') words!: number;
  /** Its signed bytes, sealed: so a case opens without what is said in it. */
  @Column({ type: 'bytea', name: 'sealed_event' }) sealedEvent!: Buffer;
  @Column({ ...count, name: 'stored_at' }) storedAt!: number;
}

/** A message of a case, whether an event is read in it or not: what was said in the case lies in these. */
@Entity('case_message')
export class CaseMessageRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  /** Whether what was said in it is erased. */
  @Column({ type: 'boolean', default: false }) erased!: boolean;
}

/** An event that is not taken into its case yet, as its author has too many that wait: where it is among the messages. */
@Entity('case_left')
export class CaseLeftRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  /** Its place in that message. */
  @PrimaryColumn('int') place!: number;
  @Column('text') author!: string;
  @Column('bytea') hash!: Buffer;
}

/** That a unit asked a party of a case for an event, or told it that one: once in a while, however often it would be asked. */
@Entity('case_question')
export class CaseQuestionRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  @PrimaryColumn('text') party!: string;
  @PrimaryColumn('text') what!: 'asked' | 'told';
  /** Of the event. */
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column(count) at!: number;
}

/** That the heads of a unit's cases were committed to in the log: one leaf of a tree whose root stands there. */
@Entity('case_commitment')
export class CaseCommitmentRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  @PrimaryColumn('bytea') root!: Buffer;
  /** The case's newest events at that time, in order. */
  @Column('bytea', { array: true }) heads!: Buffer[];
  /** Blinds the leaf. */
  @Column('bytea') salt!: Buffer;
  /** How many events the case had. */
  @Column('int') events!: number;
  @Column('int') index!: number;
  @Column('int') leaves!: number;
  @Column('bytea', { array: true }) proof!: Buffer[];
  /** Where in the log; null while it is on its way there. */
  @Column({ ...count, nullable: true }) position!: number | null;
  /** The first checkpoint with it that a quorum cosigned: by its witnesses’ clocks it existed then. */
  @Column({ type: 'text', nullable: true }) checkpoint!: string | null;
}

/** That a file is evidence of a case, so that it is known again wherever it turns up. */
@Entity('case_file')
@Index('case_file_hash', ['unit', 'fileHash'])
export class CaseFileRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  /** Who gave it. */
  @PrimaryColumn('text') giver!: string;
  /** Keyed hash of the file's SHA-256. */
  @PrimaryColumn({ type: 'bytea', name: 'file_hash' }) fileHash!: Buffer;
}

/** How long a unit keeps what was said in cases of a kind; without a row, without end. */
@Entity('case_retention')
export class CaseRetentionRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') kind!: string;
  /** After the case ended. */
  @Column('int') days!: number;
}

/** That a unit keeps a case whatever its rule says. */
@Entity('case_hold')
export class CaseHoldRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'case_id' }) caseId!: string;
  /** Who put it on hold. */
  @Column('text') officer!: string;
  @Column('text') why!: string;
  @Column(count) at!: number;
}

export const CASE_ENTITIES = [
  CaseRow,
  CaseEventRow,
  CaseMessageRow,
  CaseLeftRow,
  CaseQuestionRow,
  CaseCommitmentRow,
  CaseFileRow,
  CaseRetentionRow,
  CaseHoldRow,
];

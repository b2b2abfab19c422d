import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { count } from './columns.js';

/** An alert that its author has taken back, as a unit was told; kept where the alert came later or never, too. */
@Entity('recall')
export class RecallRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column({ ...count, name: 'recalled_at' }) recalledAt!: number;
  @Column({ type: 'bytea', name: 'sealed_reason' }) sealedReason!: Buffer;
}

/** That a unit answered an alert, at the unit itself and at the alert's author; what it said is in the message. */
@Entity('alert_reply')
@Index('alert_reply_alert', ['unit', 'author', 'alert'])
export class AlertReplyRow {
  @PrimaryColumn('text') unit!: string;
  /** Who answers: an id is the word of whoever sent it. */
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  /** Whose alert it is. */
  @Column('text') author!: string;
  @Column('text') alert!: string;
  @Column('text') type!: string;
  @Column({ ...count, name: 'replied_at' }) repliedAt!: number;
}

/** That a later alert of the same author took an earlier one's place, as a unit knows it. */
@Entity('replacement')
export class ReplacementRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') sender!: string;
  /** The earlier alert. Only one takes its place: an author's next change names the latest. */
  @PrimaryColumn('text') alert!: string;
  @Column({ type: 'text', name: 'replaced_by' }) replacedBy!: string;
  @Column('text') as!: string;
  @Column({ ...count, name: 'replaced_at' }) replacedAt!: number;
}

/**
 * What a unit's node makes from an alert in order to find it: keyed hashes of its words. Everything else made from an
 * alert hangs on this row and goes with it.
 */
@Entity('alert_index')
@Index('alert_index_alert', ['unit', 'sender', 'messageId'], { unique: true })
@Index('alert_index_words', ['words'], { type: 'gin' })
@Index('alert_index_valid', ['validUntil'])
export class AlertIndexRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) number!: string;
  @Column('text') unit!: string;
  @Column('text') sender!: string;
  @Column({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column({ ...count, name: 'valid_until' }) validUntil!: number;
  /** Keyed hashes in the place of words, at their positions. */
  @Column('tsvector') words!: string;
  /** Nothing could be made of it: it is listed like the others, and neither found by its words nor compared. */
  @Column({ type: 'boolean', default: false }) unsearchable!: boolean;
  /** The officer who deals with it. */
  @Column({ type: 'text', name: 'assigned_to', nullable: true }) assignedTo!: string | null;
  /** What its unit was told of its validity: 0 nothing, 1 that it ends soon, 2 that it has ended. */
  @Column({ type: 'smallint', name: 'expiry_told', default: 0 }) expiryTold!: number;
}

/** A word that a unit's alerts hold, so that one spelt a little differently is found: keyed hashes of it and its trigrams. */
@Entity('search_word')
@Index('search_word_trigrams', ['trigrams'], { type: 'gin' })
export class SearchWordRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') word!: string;
  @Column('bigint', { array: true }) trigrams!: string[];
}

/** An officer's note on an alert. It never leaves the unit. */
@Entity('alert_note')
@Index('alert_note_alert', ['alert'])
export class AlertNoteRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AlertIndexRow, 'number', { onDelete: 'CASCADE' })
  @Column('bigint')
  alert!: string;
  @Column('text') officer!: string;
  @Column({ ...count, name: 'noted_at' }) notedAt!: number;
  @Column({ type: 'bytea', name: 'sealed_text' }) sealedText!: Buffer;
}

/** What an officer looks for again and again. */
@Entity('saved_search')
@Index('saved_search_unit', ['unit'])
export class SavedSearchRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') unit!: string;
  @Column('text') officer!: string;
  /** Its name and what it asks, as the officer wrote it. */
  @Column({ type: 'bytea', name: 'sealed_request' }) sealedRequest!: Buffer;
  /** The same in keyed hashes, to be held against each new alert. */
  @Column('text') query!: string;
  /** Whether new alerts that it finds are told. */
  @Column('boolean') notify!: boolean;
}

/** A recipient's question whether it may pass an alert on, as the asking unit and the alert's author have it. */
@Entity('share_request')
@Index('share_request_alert', ['unit', 'alert'])
export class ShareRequestRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') requester!: string;
  /** The message that asked: an id of the requester's choice. */
  @PrimaryColumn('text') id!: string;
  @Column('text') alert!: string;
  @Column('text') author!: string;
  /** To whom it would be passed on. */
  @Column({ type: 'text', array: true }) recipients!: string[];
  @Column({ type: 'bytea', name: 'sealed_reason' }) sealedReason!: Buffer;
  @Column({ ...count, name: 'asked_at' }) askedAt!: number;
  @Column({ ...count, name: 'decided_at', nullable: true }) decidedAt!: number | null;
  /** The author's signed grant; null while it has not decided, and where it refused. */
  @Column({ type: 'bytea', nullable: true }) grant!: Buffer | null;
  /** Who of this unit asked a second officer to grant it, or to pass it on; null while nobody has. */
  @Column({ type: 'text', name: 'release_asked_by', nullable: true }) releaseAskedBy!: string | null;
  /** For how long it would be granted at most. */
  @Column({ type: 'int', name: 'release_asked_days', nullable: true }) releaseAskedDays!: number | null;
}

/** That a message passes on another author's alert, as the unit that has it knows: what that author recalls goes, too. */
@Entity('shared_alert')
@Index('shared_alert_origin', ['author', 'alert'])
export class SharedAlertRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column('text') author!: string;
  @Column('text') alert!: string;
}

/** Another unit's question for what is still valid: one each, however often it is asked. */
@Entity('catch_up_question')
export class CatchUpQuestionRow {
  @PrimaryColumn('text') author!: string;
  @PrimaryColumn('text') asker!: string;
  @Column('text', { array: true }) kinds!: string[];
  /** Null where nothing is asked that was not answered. */
  @Column({ ...count, name: 'answer_at', nullable: true }) answerAt!: number | null;
  @Column({ ...count, name: 'answered_at', nullable: true }) answeredAt!: number | null;
}

/** How long a unit keeps what it holds for a purpose, in days after its validity ended. */
@Entity('retention')
export class RetentionRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') purpose!: string;
  @Column('int') days!: number;
}

export const BULLETIN_ENTITIES = [
  RecallRow,
  AlertReplyRow,
  ReplacementRow,
  AlertIndexRow,
  SearchWordRow,
  AlertNoteRow,
  SavedSearchRow,
  ShareRequestRow,
  SharedAlertRow,
  CatchUpQuestionRow,
  RetentionRow,
];

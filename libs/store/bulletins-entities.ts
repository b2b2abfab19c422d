import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { count } from './columns.js';

/** A bulletin that its author has taken back, as a unit was told; kept where it came later or never, too. */
@Entity('recall')
export class RecallRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  /** An id is its author's choice: what takes back one kind takes back nothing else. */
  @PrimaryColumn('text') kind!: string;
  @Column({ ...count, name: 'recalled_at' }) recalledAt!: number;
  @Column({ type: 'bytea', name: 'sealed_reason' }) sealedReason!: Buffer;
}

/** That a unit answered a bulletin, at the unit itself and at its author; what it said is in the message. */
@Entity('bulletin_reply')
@Index('bulletin_reply_bulletin', ['unit', 'author', 'bulletin'])
export class BulletinReplyRow {
  @PrimaryColumn('text') unit!: string;
  /** Who answers: an id is the word of whoever sent it. */
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  /** Whose bulletin it is. */
  @Column('text') author!: string;
  @Column('text') bulletin!: string;
  @Column('text') type!: string;
  @Column({ ...count, name: 'replied_at' }) repliedAt!: number;
}

/** That a later bulletin of the same author took an earlier one's place, as a unit knows it. */
@Entity('replacement')
export class ReplacementRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') sender!: string;
  /** The earlier bulletin. Only one takes its place: an author's next change names the latest. */
  @PrimaryColumn('text') bulletin!: string;
  @Column({ type: 'text', name: 'replaced_by' }) replacedBy!: string;
  @Column('text') as!: string;
  @Column({ ...count, name: 'replaced_at' }) replacedAt!: number;
}

/**
 * What a unit's node makes from a bulletin in order to find it: keyed hashes of its words. Everything else made from a
 * bulletin hangs on this row and goes with it.
 */
@Entity('bulletin_index')
@Index('bulletin_index_bulletin', ['unit', 'sender', 'messageId'], { unique: true })
@Index('bulletin_index_words', ['words'], { type: 'gin' })
@Index('bulletin_index_valid', ['validUntil'])
export class BulletinIndexRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) number!: string;
  @Column('text') unit!: string;
  @Column('text') sender!: string;
  @Column({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column('text') kind!: string;
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

/** An officer's note on a bulletin. It never leaves the unit. */
@Entity('bulletin_note')
@Index('bulletin_note_bulletin', ['bulletin'])
export class BulletinNoteRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => BulletinIndexRow, 'number', { onDelete: 'CASCADE' })
  @Column('bigint')
  bulletin!: string;
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
  /** Of which kind of bulletin. */
  @Column('text') kind!: string;
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

/** How long a unit keeps what it holds of a kind for a purpose, in days after its validity ended. */
@Entity('retention')
export class RetentionRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') kind!: string;
  @PrimaryColumn('text') purpose!: string;
  @Column('int') days!: number;
}

export const BULLETIN_ENTITIES = [
  RecallRow,
  BulletinReplyRow,
  ReplacementRow,
  BulletinIndexRow,
  SearchWordRow,
  BulletinNoteRow,
  SavedSearchRow,
  ShareRequestRow,
  SharedAlertRow,
  CatchUpQuestionRow,
  RetentionRow,
];

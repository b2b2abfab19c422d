import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { count } from './columns.js';

/**
 * What a unit's node makes from an alert in order to find it and to compare it: keyed hashes of its words and features,
 * and its profile, sealed. Everything else made from an alert hangs on this row and goes with it.
 */
@Entity('alert_index')
@Index('alert_index_alert', ['unit', 'sender', 'messageId'], { unique: true })
@Index('alert_index_words', ['words'], { type: 'gin' })
@Index('alert_index_features', ['features'], { type: 'gin' })
@Index('alert_index_valid', ['validUntil'])
export class AlertIndexRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) number!: string;
  @Column('text') unit!: string;
  @Column('text') sender!: string;
  @Column({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column({ ...count, name: 'valid_until' }) validUntil!: number;
  /** Keyed hashes in the place of words, at their positions. */
  @Column('tsvector') words!: string;
  /** Keyed hashes of what it is found by when another alert is compared. */
  @Column('bigint', { array: true }) features!: string[];
  /** Keyed hashes of what else of it is counted. */
  @Column('bigint', { array: true }) counted!: string[];
  @Column({ type: 'bytea', name: 'sealed_profile' }) sealedProfile!: Buffer;
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

/** How many of a unit's alerts have a feature. */
@Entity('feature_count')
export class FeatureCountRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('bigint') feature!: string;
  @Column('int') alerts!: number;
}

/** Two alerts of a unit that seem to tell of one network; `a` is the smaller number. */
@Entity('alert_link')
@Index('alert_link_b', ['b'])
export class AlertLinkRow {
  @ForeignKey(() => AlertIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  a!: string;
  @ForeignKey(() => AlertIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  b!: string;
  @Column('real') score!: number;
}

/** A group of alerts: proposed by the node, or a network that an analyst confirmed. */
@Entity('network')
@Index('network_unit', ['unit'])
export class NetworkRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') unit!: string;
  @Column({ type: 'bytea', name: 'sealed_name', nullable: true }) sealedName!: Buffer | null;
  /** Null while it is proposed. */
  @Column({ type: 'text', name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column({ ...count, name: 'confirmed_at', nullable: true }) confirmedAt!: number | null;
}

@Entity('network_alert')
@Index('network_alert_alert', ['alert'])
export class NetworkAlertRow {
  @ForeignKey(() => NetworkRow, 'id', { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  network!: string;
  @ForeignKey(() => AlertIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  alert!: string;
  /** Whether a person said that it belongs there. */
  @Column('boolean') confirmed!: boolean;
}

/** That a person has said of two alerts that they do not tell of one network. */
@Entity('network_apart')
export class NetworkApartRow {
  @ForeignKey(() => AlertIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  a!: string;
  @ForeignKey(() => AlertIndexRow, 'number', { onDelete: 'CASCADE' })
  @PrimaryColumn('bigint')
  b!: string;
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

/** Something that an officer or a unit is told: by id and kind, never by content. */
@Entity('notification')
@Index('notification_unit', ['unit', 'id'])
export class NotificationRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id!: string;
  @Column('text') unit!: string;
  /** Whom it is for; null for everyone in the unit. */
  @Column({ type: 'text', nullable: true }) officer!: string | null;
  @Column('text') type!: string;
  /** The id of what it is about. */
  @Column('text') subject!: string;
  @Column({ ...count, name: 'told_at' }) toldAt!: number;
  /** Held back until the unit's next digest. */
  @Column({ type: 'boolean', name: 'for_digest', default: false }) forDigest!: boolean;
  @Column({ type: 'text', array: true, name: 'seen_by', default: '{}' }) seenBy!: string[];
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

/** A file on its way in, part by part; it goes on from what is here after a cut. */
@Entity('upload')
export class UploadRow {
  @PrimaryColumn('text') name!: string;
  @Column('text') unit!: string;
  @Column('text') officer!: string;
  @Column({ type: 'text', name: 'file_name' }) fileName!: string;
  @Column({ type: 'text', name: 'media_type' }) mediaType!: string;
  /** How many there will be, and how many are here. */
  @Column(count) bytes!: number;
  @Column(count) received!: number;
  @Column({ type: 'boolean', name: 'keep_metadata' }) keepMetadata!: boolean;
  @Column({ type: 'bytea', name: 'sealed_key' }) sealedKey!: Buffer;
  @Column({ ...count, name: 'last_at' }) lastAt!: number;
}

export const WORK_ENTITIES = [
  ShareRequestRow,
  SharedAlertRow,
  CatchUpQuestionRow,
  RetentionRow,
  UploadRow,
  AlertIndexRow,
  SearchWordRow,
  FeatureCountRow,
  AlertLinkRow,
  NetworkRow,
  NetworkAlertRow,
  NetworkApartRow,
  AlertNoteRow,
  SavedSearchRow,
  NotificationRow,
];

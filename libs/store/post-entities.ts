import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { count } from './columns.js';

@Entity('introduction_out')
export class IntroductionOutRow {
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn('text') recipient!: string;
  @PrimaryColumn({ type: 'bytea', name: 'epoch_key_id' }) epochKeyId!: Buffer;
  @PrimaryColumn({ type: 'bytea', name: 'sender_key_id' }) senderKeyId!: Buffer;
  @Column('int') epoch!: number;
  @Column('bytea') id!: Buffer;
  @Column('bytea') wire!: Buffer;
  @Column({ type: 'bytea', name: 'sealed_wrap_key' }) sealedWrapKey!: Buffer;
}

@Entity('introduction_in')
export class IntroductionInRow {
  @PrimaryColumn('bytea') id!: Buffer;
  @Column('int') epoch!: number;
  @Column('text') sender!: string;
  @Column('text') recipient!: string;
  @Column({ type: 'bytea', name: 'sealed_wrap_key' }) sealedWrapKey!: Buffer;
}

/** The archive: every message that a unit of this node wrote or received. Also the inbox: its key is the receiver's deduplication. */
@Entity('message')
@Index('message_not_admitted', ['kind'], { where: 'NOT admitted' })
@Index('message_listing', ['unit', 'direction', 'storedAt'])
@Index('message_channel', ['unit', 'sender', 'sequence'])
@Index('message_to_index', ['kind', 'sender', 'storedAt'], { where: 'NOT indexed' })
export class MessageRow {
  /** The unit whose message this is: recipient of what came in, sender of what went out. */
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column('text') direction!: 'in' | 'out';
  @Column('text') kind!: string;
  @Column('text') handling!: string;
  @Column('boolean') urgent!: boolean;
  @Column({ ...count, name: 'created_at' }) createdAt!: number;
  @Column({ ...count, name: 'stored_at' }) storedAt!: number;
  @Column({ ...count, name: 'log_position' }) logPosition!: number;
  /** Of the verified envelope; null for a message of our own. */
  @Column({ type: 'bytea', name: 'envelope_hash', nullable: true }) envelopeHash!: Buffer | null;
  @Column({ ...count, name: 'sequence', nullable: true }) sequence!: number | null;
  @Column({ type: 'bytea', name: 'previous', nullable: true }) previous!: Buffer | null;
  /** Erasing this erases the body. */
  @Column({ type: 'bytea', name: 'sealed_record_key' }) sealedRecordKey!: Buffer;
  @Column({ type: 'bytea', name: 'sealed_body' }) sealedBody!: Buffer;
  /** Whether it can be found by its words and was compared with the others: see BulletinIndexRow. */
  @Column({ type: 'boolean', default: false }) indexed!: boolean;
  /** Keyed hash of what was posted, so that the same text is not posted twice by mistake. */
  @Index('message_posted_once', { unique: true })
  @Column({ type: 'bytea', name: 'posted_hash', nullable: true })
  postedHash!: Buffer | null;
  /** False while no version that ran here knew its kind: it is kept as it came, and nothing of it is shown. */
  @Column({ type: 'boolean', default: true }) admitted!: boolean;
}

/** A message on its way out. The sealed bytes are kept until every receipt is in, so that a resend is the same bytes. */
@Entity('outbox')
@Index('outbox_due', ['urgent', 'messageId'], { where: 'NOT done' })
export class OutboxRow {
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  @Column('text') sender!: string;
  @Column('boolean') urgent!: boolean;
  @Column({ type: 'boolean', default: false }) done!: boolean;
  @Column({ ...count, name: 'next_attempt_at' }) nextAttemptAt!: number;
  @Column({ type: 'int', default: 0 }) attempts!: number;
  @Column({ ...count, name: 'published_at', nullable: true }) publishedAt!: number | null;
  /** What its slices share, once sealed; null before, and again when done. */
  @Column({ type: 'bytea', nullable: true }) sealed!: Buffer | null;
  /** Under the storage key until every receipt is in: what is still under way when its epoch ends goes under the next one. */
  @Column({ type: 'bytea', name: 'sealed_content_key', nullable: true }) sealedContentKey!: Buffer | null;
  @Index('outbox_envelope')
  @Column({ type: 'bytea', name: 'envelope_hash', nullable: true })
  envelopeHash!: Buffer | null;
}

@Entity('outbox_recipient')
@Index('outbox_recipient_waiting', ['recipient'], { where: 'delivered_at IS NULL' })
export class OutboxRecipientRow {
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  @PrimaryColumn('text') recipient!: string;
  /** Why it receives, as the audience said. */
  @Column('text') reason!: string;
  @Column({ ...count, nullable: true }) sequence!: number | null;
  /** Envelope hash of the channel's message before it. */
  @Column({ type: 'bytea', nullable: true }) previous!: Buffer | null;
  @Column({ type: 'bytea', name: 'introduction_id', nullable: true }) introductionId!: Buffer | null;
  /** The epoch whose key its capsule is under. */
  @Column({ type: 'int', nullable: true }) epoch!: number | null;
  @Column({ type: 'bytea', nullable: true }) capsule!: Buffer | null;
  @Column({ ...count, name: 'delivered_at', nullable: true }) deliveredAt!: number | null;
  /** When its signed word that it has erased the recalled message came in. */
  @Column({ ...count, name: 'erased_at', nullable: true }) erasedAt!: number | null;
  /** Which signed receipt says so. */
  @Column({ type: 'bytea', name: 'receipt_hash', nullable: true }) receiptHash!: Buffer | null;
}

/** Recipients' signed receipts, each for many messages. */
@Entity('receipt')
export class ReceiptRow {
  /** SHA-256 of the wire. */
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column('bytea') wire!: Buffer;
}

/** Where each channel of ours stands: the last sequence number given out and the envelope that has it. */
@Entity('channel_out')
export class ChannelOutRow {
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn('text') recipient!: string;
  @Column(count) sequence!: number;
  @Column('bytea') head!: Buffer;
}

/** Up to where each channel to us is without gaps. */
@Entity('channel_in')
export class ChannelInRow {
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn('text') recipient!: string;
  @Column({ ...count, name: 'complete_to' }) completeTo!: number;
  @Column({ ...count, name: 'highest' }) highest!: number;
}

@Entity('receipt_due')
export class ReceiptDueRow {
  @PrimaryColumn('text') recipient!: string;
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn({ type: 'bytea', name: 'envelope_hash' }) envelopeHash!: Buffer;
}

/** Mail that cannot be decided yet: its position in the log is not known here, or its introduction has not come. */
@Entity('waiting_mail')
@Index('waiting_mail_due', ['nextAttemptAt'])
@Index('waiting_mail_once', ['subject', 'envelopeHash'], { unique: true })
export class WaitingMailRow {
  /** Of mailbox and bytes: the same packet waits once. */
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column('text') subject!: string;
  @Column('bytea') wire!: Buffer;
  /** Whose share it takes up, and which: of what a known key signed, or of what none did. */
  @Column('text') member!: string;
  @Column('text') pool!: string;
  /** What it waits for. */
  @Column('text') reason!: string;
  @Column({ ...count, name: 'log_position' }) logPosition!: number;
  @Column({ type: 'bytea', name: 'introduction_id' }) introductionId!: Buffer;
  /** One packet of an envelope waits, however many there are that differ in what nobody has signed. */
  @Column({ type: 'bytea', name: 'envelope_hash' }) envelopeHash!: Buffer;
  @Column({ ...count, name: 'received_at' }) receivedAt!: number;
  @Column({ type: 'int', default: 0 }) attempts!: number;
  @Column({ ...count, name: 'next_attempt_at' }) nextAttemptAt!: number;
}

/** How many packets of a member were let go because their share was full. */
@Entity('mail_dropped')
export class MailDroppedRow {
  /** Empty for members that are not known here. */
  @PrimaryColumn('text') member!: string;
  /** Where there was no room: a pool of the waiting room, or the quarantine. */
  @PrimaryColumn('text') place!: string;
  @Column(count) messages!: number;
  @Column({ ...count, name: 'last_at' }) lastAt!: number;
}

/** How much of a member's mail was kept or refused within an hour, by whichever process. */
@Entity('mail_kept')
export class MailKeptRow {
  /** Empty for members that are not known here. */
  @PrimaryColumn('text') member!: string;
  @Column(count) began!: number;
  @Column(count) bytes!: number;
}

/** Mail that is not believed: kept unopened, shown to an administrator, never in the way of what comes after. */
@Entity('quarantine')
@Index('quarantine_member', ['member'])
export class QuarantineRow {
  @PrimaryColumn('uuid') id!: string;
  /** Of mailbox and bytes: the same packet is here once. */
  @Column({ type: 'bytea', unique: true }) hash!: Buffer;
  /** Whose share it takes up; empty for members that are not known here. */
  @Column('text') member!: string;
  @Column({ ...count, name: 'received_at' }) receivedAt!: number;
  @Column('text') subject!: string;
  @Column('text') reason!: string;
  @Column('bytea') wire!: Buffer;
}

/** A file that a unit has: uploaded here, or come beside a message. Its sealed parts lie in the node's files folder, as they travel. */
@Entity('file')
@Index('file_beside', ['unit', 'sender', 'messageId', 'partsName'], { unique: true })
@Index('file_parts', ['unit', 'partsName'])
@Index('file_coming', ['nextAttemptAt'], { where: "state IN ('coming', 'altered', 'no-room')" })
@Index('file_waiting', ['waitsSince'], { where: 'waits_since IS NOT NULL' })
export class FileRow {
  /** This node's own name for it and for the folder with its parts; 32 hexadecimal digits. */
  @PrimaryColumn('text') id!: string;
  @Column('text') unit!: string;
  /** The message that brought it; null for what was uploaded here. */
  @Column({ type: 'text', nullable: true }) sender!: string | null;
  @Column({ type: 'text', name: 'message_id', nullable: true }) messageId!: string | null;
  /** What its parts are called at the hub. @see partsName */
  @Column({ type: 'text', name: 'parts_name' }) partsName!: string;
  /** As its sender named it. */
  @Column('text') name!: string;
  @Column({ type: 'text', name: 'file_name' }) fileName!: string;
  @Column({ type: 'text', name: 'media_type' }) mediaType!: string;
  @Column(count) bytes!: number;
  @Column('int') parts!: number;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'bytea', name: 'sealed_key' }) sealedKey!: Buffer;
  /**
   * `here`: whole, and what the message says. `altered`: still coming, and a part of it did not open. `no-room`: not on this disk yet. `refused`: it came
   * whole and is not what the message says; it is not fetched again.
   */
  @Column({ type: 'text', default: 'coming' }) state!: FileState;
  /** How many parts are here, from the first on. */
  @Column({ type: 'int', default: 0 }) received!: number;
  /** In a row that brought no part. */
  @Column({ type: 'int', default: 0 }) attempts!: number;
  @Column({ ...count, name: 'next_attempt_at', default: 0 }) nextAttemptAt!: number;
  /** Who uploaded it; null for what came. */
  @Column({ type: 'text', nullable: true }) officer!: string | null;
  /** Since when what was uploaded waits for a message; null where one has it. While a draft names it, it waits anew. */
  @Column({ ...count, name: 'waits_since', nullable: true }) waitsSince!: number | null;
}
/** Of a file that is on its way here, as far as it has come. */
export const ON_ITS_WAY = ['coming', 'altered', 'no-room'] as const;
export type FileState = (typeof ON_ITS_WAY)[number] | 'here' | 'refused';

/** The sealed parts of a file whose row is gone: they go from the disk once that is certain. */
@Entity('file_gone')
export class FileGoneRow {
  @PrimaryColumn('text') id!: string;
}

/** That a file goes beside a message of its unit: one of its own, or one that it has and sends on. */
@Entity('file_out')
@Index('file_out_going', ['messageId'], { where: 'NOT complete' })
export class FileOutRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn({ type: 'text', name: 'parts_name' }) partsName!: string;
  @PrimaryColumn({ type: 'text', name: 'message_id' }) messageId!: string;
  /** How many parts are at the hub, from the first on. */
  @Column({ type: 'int', default: 0 }) sent!: number;
  @Column({ type: 'boolean', default: false }) complete!: boolean;
}

/** Who has a draft open, said again every few seconds. */
@Entity('draft_presence')
export class DraftPresenceRow {
  @PrimaryColumn('uuid') draft!: string;
  @PrimaryColumn('text') officer!: string;
  @Column({ type: 'text', name: 'display_name' }) displayName!: string;
  @Column(count) at!: number;
}

/** A message in the writing, finished or not, sealed under the storage key. */
@Entity('draft')
@Index('draft_unit', ['unit', 'kind', 'savedAt'])
export class DraftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('text') unit!: string;
  /** Who saved it last. */
  @Column('text') officer!: string;
  @Column({ ...count, name: 'saved_at' }) savedAt!: number;
  /** Counts savings: who saves says which one they began from. */
  @Column('int') version!: number;
  @Column({ type: 'bytea', name: 'sealed_content' }) sealedContent!: Buffer;
  /** The uploads that it names: they are kept as long as it is. */
  @Column('text', { array: true }) files!: string[];
  /** Who asked a second officer to release this version; null while nobody has. */
  @Column({ type: 'text', name: 'release_asked_by', nullable: true }) releaseAskedBy!: string | null;
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

export const POST_ENTITIES = [
  IntroductionOutRow,
  IntroductionInRow,
  MessageRow,
  OutboxRow,
  OutboxRecipientRow,
  ReceiptRow,
  ChannelOutRow,
  ChannelInRow,
  ReceiptDueRow,
  WaitingMailRow,
  MailDroppedRow,
  MailKeptRow,
  QuarantineRow,
  FileRow,
  FileGoneRow,
  FileOutRow,
  DraftRow,
  DraftPresenceRow,
  UploadRow,
];

import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { count } from './columns.js';

@Entity('officer')
export class OfficerRow {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'text', unique: true }) name!: string;
  @Column({ type: 'text', name: 'display_name' }) displayName!: string;
  /** argon2id, PHC string */
  @Column({ type: 'text', name: 'password_hash' }) passwordHash!: string;
}

@Entity('officer_role')
export class OfficerRoleRow {
  @PrimaryColumn({ type: 'uuid', name: 'officer_id' }) officerId!: string;
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('text') role!: string;
}

/** Who did what, when, under which role and why, a log for each unit; each line's hash covers the one before. */
@Entity('audit')
export class AuditRow {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn(count) position!: number;
  @Column(count) at!: number;
  @Column('text') officer!: string;
  @Column('text') role!: string;
  @Column('text') action!: string;
  @Column('text') subject!: string;
  @Column('text') why!: string;
  @Column('bytea') hash!: Buffer;
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
  /** Of a kind whose own words say it; null where they are the same for all. */
  @Column({ type: 'text', nullable: true }) kind!: string | null;
  /** The id of what it is about. */
  @Column('text') subject!: string;
  @Column({ ...count, name: 'told_at' }) toldAt!: number;
  /** Held back until the unit's next digest. */
  @Column({ type: 'boolean', name: 'for_digest', default: false }) forDigest!: boolean;
  @Column({ type: 'text', array: true, name: 'seen_by', default: '{}' }) seenBy!: string[];
}

@Entity('session')
export class SessionRow {
  /** SHA-256 of the token: a stolen database opens no session. */
  @PrimaryColumn({ type: 'bytea', name: 'token_hash' }) tokenHash!: Buffer;
  /** By which its officer ends it from elsewhere. */
  @Column({ type: 'uuid', unique: true }) id!: string;
  @Column({ type: 'uuid', name: 'officer_id' }) officerId!: string;
  @Column({ ...count, name: 'expires_at' }) expiresAt!: number;
  @Column('text') use!: 'console' | 'terminal';
  /** How its officer showed who they are. */
  @Column('text') method!: 'password' | 'password-and-code' | 'passkey' | 'identity-provider';
  /** What signed in, as its browser or program says of itself. */
  @Column('text') device!: string;
  @Column('text') address!: string;
  @Column({ ...count, name: 'begun_at' }) begunAt!: number;
  /** When a person last did something in it. */
  @Column({ ...count, name: 'active_at' }) activeAt!: number;
  @Column('boolean') locked!: boolean;
}

/** A passkey of an officer: WebAuthn Level 3, a discoverable credential. */
@Entity('passkey')
@Index('passkey_officer', ['officerId'])
export class PasskeyRow {
  /** base64url */
  @PrimaryColumn('text') id!: string;
  @Column({ type: 'uuid', name: 'officer_id' }) officerId!: string;
  @Column('text') name!: string;
  /** COSE key */
  @Column({ type: 'bytea', name: 'public_key' }) publicKey!: Buffer;
  @Column(count) counter!: number;
  @Column('text', { array: true }) transports!: string[];
  @Column({ ...count, name: 'added_at' }) addedAt!: number;
  @Column({ ...count, name: 'used_at', nullable: true }) usedAt!: number | null;
}

/** An officer's secret for one-time codes (RFC 6238), sealed under the storage key. */
@Entity('code_secret')
export class CodeSecretRow {
  @PrimaryColumn({ type: 'uuid', name: 'officer_id' }) officerId!: string;
  @Column({ type: 'bytea', name: 'sealed_secret' }) sealedSecret!: Buffer;
  /** Until a first code was right it is only proposed. */
  @Column('boolean') confirmed!: boolean;
  /** The last time step whose code was used: no code counts twice. */
  @Column({ ...count, name: 'last_step' }) lastStep!: number;
}

/** What a sign-in that takes two steps has to remember between them; used once. */
@Entity('sign_in_step')
@Index('sign_in_step_expiry', ['expiresAt'])
export class SignInStepRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') purpose!: string;
  /** Whose step it is; null while nobody is known. */
  @Column({ type: 'uuid', name: 'officer_id', nullable: true }) officerId!: string | null;
  @Column({ type: 'bytea', name: 'sealed_state' }) sealedState!: Buffer;
  @Column({ ...count, name: 'expires_at' }) expiresAt!: number;
}

/** Tries at a secret that are being judged or were wrong, by account or by address, hashed. */
@Entity('sign_in_attempt')
export class SignInAttemptRow {
  @PrimaryColumn({ type: 'bytea', name: 'source_hash' }) sourceHash!: Buffer;
  @Column('int') tries!: number;
  /** From then on they count no more. */
  @Column(count) until!: number;
}

export const PEOPLE_ENTITIES = [
  OfficerRow,
  OfficerRoleRow,
  AuditRow,
  NotificationRow,
  SessionRow,
  PasskeyRow,
  CodeSecretRow,
  SignInStepRow,
  SignInAttemptRow,
];

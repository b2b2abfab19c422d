import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { count } from './columns.js';

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

export const SIGN_IN_ENTITIES = [SessionRow, PasskeyRow, CodeSecretRow, SignInStepRow, SignInAttemptRow];

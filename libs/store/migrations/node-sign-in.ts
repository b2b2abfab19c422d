import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Sessions end with it: their officers sign in again.
  `DELETE FROM "session"`,
  `ALTER TABLE "session" ADD "id" uuid NOT NULL UNIQUE, ADD "use" text NOT NULL, ADD "method" text NOT NULL, ADD "device" text NOT NULL, ADD "address" text NOT NULL, ADD "begun_at" bigint NOT NULL, ADD "active_at" bigint NOT NULL, ADD "locked" boolean NOT NULL`,
  `CREATE TABLE "passkey" ("id" text NOT NULL, "officer_id" uuid NOT NULL, "name" text NOT NULL, "public_key" bytea NOT NULL, "counter" bigint NOT NULL, "transports" text array NOT NULL, "added_at" bigint NOT NULL, "used_at" bigint, PRIMARY KEY ("id"))`,
  `CREATE INDEX "passkey_officer" ON "passkey"  ("officer_id")`,
  `CREATE TABLE "code_secret" ("officer_id" uuid NOT NULL, "sealed_secret" bytea NOT NULL, "confirmed" boolean NOT NULL, "last_step" bigint NOT NULL, PRIMARY KEY ("officer_id"))`,
  `CREATE TABLE "sign_in_step" ("id" uuid NOT NULL, "purpose" text NOT NULL, "officer_id" uuid, "sealed_state" bytea NOT NULL, "expires_at" bigint NOT NULL, PRIMARY KEY ("id"))`,
  `CREATE INDEX "sign_in_step_expiry" ON "sign_in_step" ("expires_at")`,
  `CREATE TABLE "sign_in_attempt" ("source_hash" bytea NOT NULL, "tries" integer NOT NULL, "until" bigint NOT NULL, PRIMARY KEY ("source_hash"))`,
];

/** Passkeys, one-time codes, tries at either, and what a session is used from. */
export class NodeSignIn1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['passkey', 'code_secret', 'sign_in_step', 'sign_in_attempt'])
      await runner.query(`DROP TABLE "${table}"`);
    for (const column of ['id', 'use', 'method', 'device', 'address', 'begun_at', 'active_at', 'locked'])
      await runner.query(`ALTER TABLE "session" DROP COLUMN "${column}"`);
  }
}

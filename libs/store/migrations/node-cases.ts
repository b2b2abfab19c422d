import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "alert_draft" RENAME TO "draft"`,
  `ALTER TABLE "draft" ADD "kind" text NOT NULL DEFAULT 'alert'`,
  `ALTER TABLE "draft" ALTER COLUMN "kind" DROP DEFAULT`,
  `DROP INDEX "alert_draft_unit"`,
  `CREATE INDEX "draft_unit" ON "draft"  ("unit", "kind", "saved_at")`,
  `CREATE TABLE "case_thread" ("unit" text NOT NULL, "case_id" text NOT NULL, "kind" text NOT NULL, "begun_at" bigint NOT NULL, "changed_at" bigint NOT NULL, "status" text, "ended_at" bigint, "erased_at" bigint, "waits_for" text array NOT NULL DEFAULT '{}', "next_due_at" bigint, "tell_at" bigint, "sealed_summary" bytea, "told" text array NOT NULL DEFAULT '{}', "forks_told" integer NOT NULL DEFAULT '0', PRIMARY KEY ("unit", "case_id"))`,
  `CREATE INDEX "case_thread_changed" ON "case_thread"  ("unit", "changed_at")`,
  `CREATE INDEX "case_thread_tell" ON "case_thread"  ("tell_at") WHERE tell_at IS NOT NULL`,
  `CREATE TABLE "case_event" ("unit" text NOT NULL, "case_id" text NOT NULL, "hash" bytea NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "place" integer NOT NULL, "whole" boolean NOT NULL, "words" integer NOT NULL, "sealed_event" bytea NOT NULL, "stored_at" bigint NOT NULL, PRIMARY KEY ("unit", "case_id", "hash"))`,
  `CREATE TABLE "case_message" ("unit" text NOT NULL, "case_id" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "erased" boolean NOT NULL DEFAULT false, PRIMARY KEY ("unit", "case_id", "sender", "message_id"))`,
  `CREATE TABLE "case_left" ("unit" text NOT NULL, "case_id" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "place" integer NOT NULL, "author" text NOT NULL, "hash" bytea NOT NULL, PRIMARY KEY ("unit", "case_id", "sender", "message_id", "place"))`,
  `CREATE TABLE "case_question" ("unit" text NOT NULL, "case_id" text NOT NULL, "party" text NOT NULL, "what" text NOT NULL, "hash" bytea NOT NULL, "at" bigint NOT NULL, PRIMARY KEY ("unit", "case_id", "party", "what", "hash"))`,
  `CREATE TABLE "case_commitment" ("unit" text NOT NULL, "case_id" text NOT NULL, "root" bytea NOT NULL, "heads" bytea array NOT NULL, "events" integer NOT NULL, "salt" bytea NOT NULL, "index" integer NOT NULL, "leaves" integer NOT NULL, "proof" bytea array NOT NULL, "position" bigint, "checkpoint" text, PRIMARY KEY ("unit", "case_id", "root"))`,
  `CREATE TABLE "case_file" ("unit" text NOT NULL, "case_id" text NOT NULL, "giver" text NOT NULL, "file_hash" bytea NOT NULL, PRIMARY KEY ("unit", "case_id", "giver", "file_hash"))`,
  `CREATE INDEX "case_file_hash" ON "case_file"  ("unit", "file_hash")`,
  `CREATE TABLE "case_retention" ("unit" text NOT NULL, "kind" text NOT NULL, "days" integer NOT NULL, PRIMARY KEY ("unit", "kind"))`,
  `CREATE TABLE "case_hold" ("unit" text NOT NULL, "case_id" text NOT NULL, "officer" text NOT NULL, "why" text NOT NULL, "at" bigint NOT NULL, PRIMARY KEY ("unit", "case_id"))`,
];
const TABLES = [
  'case_thread',
  'case_event',
  'case_message',
  'case_left',
  'case_question',
  'case_commitment',
  'case_file',
  'case_retention',
  'case_hold',
];

/** Cases between units, and the drafts of every kind in one table. */
export class NodeCases1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}"`);
    await runner.query(`DELETE FROM "draft" WHERE "kind" <> 'alert'`);
    await runner.query('DROP INDEX "draft_unit"');
    await runner.query('ALTER TABLE "draft" DROP COLUMN "kind"');
    await runner.query('ALTER TABLE "draft" RENAME TO "alert_draft"');
    await runner.query('CREATE INDEX "alert_draft_unit" ON "alert_draft" ("unit", "saved_at")');
  }
}

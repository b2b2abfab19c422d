import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "log_entry" ("position" bigint NOT NULL, "entry" bytea NOT NULL, "leaf_hash" bytea NOT NULL, CONSTRAINT "PK_df020f35c9264968e89b9fbf396" PRIMARY KEY ("position"))`,
  `CREATE TABLE "log_head" ("id" integer NOT NULL, "note" text NOT NULL, "trusted_size" bigint NOT NULL, "halted" jsonb, PRIMARY KEY ("id"))`,
  `CREATE TABLE "log_snapshot" ("id" integer NOT NULL, "size" bigint NOT NULL, "sealed_state" bytea NOT NULL, PRIMARY KEY ("id"))`,
  `CREATE TABLE "officer" ("id" uuid NOT NULL, "name" text NOT NULL, "display_name" text NOT NULL, "password_hash" text NOT NULL, CONSTRAINT "UQ_2a3e90115735f43948be2482eaf" UNIQUE ("name"), CONSTRAINT "PK_b9bab694da36794c5065085936c" PRIMARY KEY ("id"))`,
  `CREATE TABLE "officer_role" ("officer_id" uuid NOT NULL, "unit" text NOT NULL, "role" text NOT NULL, CONSTRAINT "PK_27260bb78343323f69db3168e3c" PRIMARY KEY ("officer_id", "unit", "role"))`,
  `CREATE TABLE "session" ("token_hash" bytea NOT NULL, "officer_id" uuid NOT NULL, "expires_at" bigint NOT NULL, CONSTRAINT "PK_a83507eb0338ac037780e02f2b9" PRIMARY KEY ("token_hash"))`,
  `CREATE TABLE "epoch_key" ("unit" text NOT NULL, "epoch" integer NOT NULL, "key_id" bytea NOT NULL, "sealed_secret" bytea NOT NULL, CONSTRAINT "PK_8d0b891d3f1fde8c1169ee15fa8" PRIMARY KEY ("unit", "epoch"))`,
  `CREATE TABLE "introduction_out" ("sender" text NOT NULL, "recipient" text NOT NULL, "epoch_key_id" bytea NOT NULL, "sender_key_id" bytea NOT NULL, "epoch" integer NOT NULL, "id" bytea NOT NULL, "wire" bytea NOT NULL, "sealed_wrap_key" bytea NOT NULL, PRIMARY KEY ("sender", "recipient", "epoch_key_id", "sender_key_id"))`,
  `CREATE TABLE "introduction_in" ("id" bytea NOT NULL, "epoch" integer NOT NULL, "sender" text NOT NULL, "recipient" text NOT NULL, "sealed_wrap_key" bytea NOT NULL, CONSTRAINT "PK_fc42dd4217e3bb93f503a6436c1" PRIMARY KEY ("id"))`,
  `CREATE TABLE "message" ("unit" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "direction" text NOT NULL, "kind" text NOT NULL, "handling" text NOT NULL, "urgent" boolean NOT NULL, "created_at" bigint NOT NULL, "stored_at" bigint NOT NULL, "log_position" bigint NOT NULL, "envelope_hash" bytea, "sequence" bigint, "previous" bytea, "sealed_record_key" bytea NOT NULL, "sealed_body" bytea NOT NULL, "posted_hash" bytea, CONSTRAINT "PK_a40ae9a63e696ebc2f9d9076cdf" PRIMARY KEY ("unit", "sender", "message_id"))`,
  `CREATE UNIQUE INDEX "message_posted_once" ON "message"  ("posted_hash")`,
  `CREATE INDEX "message_channel" ON "message"  ("unit", "sender", "sequence")`,
  `CREATE INDEX "message_listing" ON "message"  ("unit", "direction", "stored_at")`,
  `CREATE TABLE "outbox" ("message_id" text NOT NULL, "sender" text NOT NULL, "urgent" boolean NOT NULL, "done" boolean NOT NULL DEFAULT false, "next_attempt_at" bigint NOT NULL, "attempts" integer NOT NULL DEFAULT '0', "published_at" bigint, "sealed" bytea, "sealed_content_key" bytea, "envelope_hash" bytea, CONSTRAINT "PK_2f36ee5236f2793f3e7bd554589" PRIMARY KEY ("message_id"))`,
  `CREATE INDEX "outbox_envelope" ON "outbox"  ("envelope_hash")`,
  `CREATE INDEX "outbox_due" ON "outbox" ("urgent", "message_id") WHERE NOT done`,
  `CREATE TABLE "outbox_recipient" ("message_id" text NOT NULL, "recipient" text NOT NULL, "reason" text NOT NULL, "sequence" bigint, "previous" bytea, "introduction_id" bytea, "epoch" integer, "capsule" bytea, "delivered_at" bigint, "erased_at" bigint, "receipt_hash" bytea, CONSTRAINT "PK_e5dfa82aa59eb81f828feb1de3a" PRIMARY KEY ("message_id", "recipient"))`,
  `CREATE TABLE "receipt" ("hash" bytea NOT NULL, "wire" bytea NOT NULL, PRIMARY KEY ("hash"))`,
  `CREATE TABLE "channel_out" ("sender" text NOT NULL, "recipient" text NOT NULL, "sequence" bigint NOT NULL, "head" bytea NOT NULL, CONSTRAINT "PK_4bde7f6e9d5d818665934b0f866" PRIMARY KEY ("sender", "recipient"))`,
  `CREATE TABLE "channel_in" ("sender" text NOT NULL, "recipient" text NOT NULL, "complete_to" bigint NOT NULL, "highest" bigint NOT NULL, CONSTRAINT "PK_72e4051ecd3608df3c22cd5c200" PRIMARY KEY ("sender", "recipient"))`,
  `CREATE TABLE "receipt_due" ("recipient" text NOT NULL, "sender" text NOT NULL, "envelope_hash" bytea NOT NULL, CONSTRAINT "PK_66048aa3d8ab43aac184ffb15e4" PRIMARY KEY ("recipient", "sender", "envelope_hash"))`,
  `CREATE TABLE "waiting_mail" ("hash" bytea NOT NULL, "subject" text NOT NULL, "wire" bytea NOT NULL, "member" text NOT NULL, "pool" text NOT NULL, "reason" text NOT NULL, "log_position" bigint NOT NULL, "introduction_id" bytea NOT NULL, "received_at" bigint NOT NULL, "attempts" integer NOT NULL DEFAULT '0', "next_attempt_at" bigint NOT NULL, PRIMARY KEY ("hash"))`,
  `CREATE INDEX "waiting_mail_due" ON "waiting_mail" ("next_attempt_at")`,
  `CREATE TABLE "mail_dropped" ("member" text NOT NULL, "place" text NOT NULL, "messages" bigint NOT NULL, "last_at" bigint NOT NULL, PRIMARY KEY ("member", "place"))`,
  `CREATE TABLE "quarantine" ("id" uuid NOT NULL, "hash" bytea NOT NULL, "member" text NOT NULL, "received_at" bigint NOT NULL, "subject" text NOT NULL, "reason" text NOT NULL, "wire" bytea NOT NULL, CONSTRAINT "PK_c1cbd36649a09294e417ae639fa" PRIMARY KEY ("id"), CONSTRAINT "UQ_QUARANTINE" UNIQUE ("hash"))`,
  `CREATE INDEX "quarantine_member" ON "quarantine" ("member")`,
  `CREATE TABLE "incident" ("id" uuid NOT NULL, "at" bigint NOT NULL, "type" text NOT NULL, "detail" text NOT NULL, "evidence" bytea array NOT NULL, CONSTRAINT "PK_5f90b28b0b8238d89ee8edcf96e" PRIMARY KEY ("id"))`,
  `CREATE TABLE "audit" ("unit" text NOT NULL, "position" bigint NOT NULL, "at" bigint NOT NULL, "officer" text NOT NULL, "role" text NOT NULL, "action" text NOT NULL, "subject" text NOT NULL, "why" text NOT NULL, "hash" bytea NOT NULL, PRIMARY KEY ("unit", "position"))`,
  `CREATE TABLE "file" ("id" text NOT NULL, "unit" text NOT NULL, "sender" text, "message_id" text, "parts_name" text NOT NULL, "name" text NOT NULL, "file_name" text NOT NULL, "media_type" text NOT NULL, "bytes" bigint NOT NULL, "parts" integer NOT NULL, "sha256" text NOT NULL, "sealed_key" bytea NOT NULL, "state" text NOT NULL DEFAULT 'coming', "received" integer NOT NULL DEFAULT '0', "attempts" integer NOT NULL DEFAULT '0', "next_attempt_at" bigint NOT NULL DEFAULT '0', PRIMARY KEY ("id"))`,
  `CREATE TABLE "file_out" ("unit" text NOT NULL, "parts_name" text NOT NULL, "message_id" text NOT NULL, "sent" integer NOT NULL DEFAULT '0', "complete" boolean NOT NULL DEFAULT false, PRIMARY KEY ("unit", "parts_name", "message_id"))`,
  `CREATE TABLE "contact" ("id" text NOT NULL, "office" text NOT NULL, "commitment" bytea NOT NULL, "sealed_record_key" bytea NOT NULL, "sealed_body" bytea NOT NULL, "sealed_for" text array, PRIMARY KEY ("id"))`,
  `CREATE TABLE "alert_reply" ("unit" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "alert" text NOT NULL, "type" text NOT NULL, "replied_at" bigint NOT NULL, PRIMARY KEY ("unit", "sender", "message_id"))`,
  `CREATE INDEX "alert_reply_alert" ON "alert_reply" ("unit", "alert")`,
  `CREATE TABLE "replacement" ("unit" text NOT NULL, "sender" text NOT NULL, "alert" text NOT NULL, "replaced_by" text NOT NULL, "as" text NOT NULL, "replaced_at" bigint NOT NULL, PRIMARY KEY ("unit", "sender", "alert"))`,
  `CREATE TABLE "recall" ("unit" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "recalled_at" bigint NOT NULL, "sealed_reason" bytea NOT NULL, PRIMARY KEY ("unit", "sender", "message_id"))`,
  `CREATE TABLE "alert_draft" ("id" uuid NOT NULL, "unit" text NOT NULL, "officer" text NOT NULL, "saved_at" bigint NOT NULL, "version" integer NOT NULL, "sealed_content" bytea NOT NULL, "release_asked_by" text, PRIMARY KEY ("id"))`,
  `CREATE INDEX "alert_draft_unit" ON "alert_draft" ("unit", "saved_at")`,
  `CREATE TABLE "statement_draft" ("id" uuid NOT NULL, "author" text NOT NULL, "officer" text NOT NULL, "drafted_at" bigint NOT NULL, "sealed_body" bytea NOT NULL, PRIMARY KEY ("id"))`,
  `CREATE UNIQUE INDEX "file_beside" ON "file"  ("unit", "sender", "message_id", "parts_name")`,
  `CREATE INDEX "file_parts" ON "file"  ("unit", "parts_name")`,
  `CREATE INDEX "file_coming" ON "file" ("next_attempt_at") WHERE state IN ('coming', 'altered')`,
  `CREATE INDEX "file_out_going" ON "file_out" ("message_id") WHERE NOT complete`,
  // What is sealed does not compress: no time is spent on trying.
  `ALTER TABLE "message" ALTER COLUMN "sealed_body" SET STORAGE EXTERNAL`,
  `ALTER TABLE "outbox" ALTER COLUMN "sealed" SET STORAGE EXTERNAL`,
  // Bodies of a few kilobytes lie in the row itself: one write instead of one for each part and its index entry.
  `ALTER TABLE "message" SET (toast_tuple_target = 8160)`,
];

const TABLES = [
  'log_entry',
  'log_head',
  'log_snapshot',
  'officer',
  'officer_role',
  'session',
  'epoch_key',
  'introduction_out',
  'introduction_in',
  'message',
  'outbox',
  'outbox_recipient',
  'receipt',
  'channel_out',
  'channel_in',
  'receipt_due',
  'waiting_mail',
  'mail_dropped',
  'quarantine',
  'incident',
  'audit',
  'file',
  'file_out',
  'contact',
  'statement_draft',
  'alert_draft',
  'recall',
  'alert_reply',
  'replacement',
];

export class NodeFirst1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}"`);
  }
}

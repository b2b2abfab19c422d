import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both are trusted extensions: the database's owner may create them. */
const EXTENSIONS = ['unaccent', 'pg_trgm'];
const LANGUAGES = ['english', 'french', 'portuguese', 'spanish', 'arabic', 'simple'];

/** Words without their accents, reduced by their language's dictionary: "liaison_french". */
const searchIn = (language: string): string[] => [
  `CREATE TEXT SEARCH CONFIGURATION liaison_${language} (COPY = ${language})`,
  `ALTER TEXT SEARCH CONFIGURATION liaison_${language} ALTER MAPPING FOR hword, hword_part, word
     WITH unaccent, ${language === 'simple' ? 'simple' : `${language}_stem`}`,
];

const UP = [
  `CREATE TABLE "bulletin_index" ("number" BIGSERIAL NOT NULL, "unit" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "kind" text NOT NULL, "valid_until" bigint NOT NULL, "words" tsvector NOT NULL, "unsearchable" boolean NOT NULL DEFAULT false, "assigned_to" text, "expiry_told" smallint NOT NULL DEFAULT '0', PRIMARY KEY ("number"))`,
  `CREATE INDEX "bulletin_index_valid" ON "bulletin_index"  ("valid_until")`,
  `CREATE INDEX "bulletin_index_words" ON "bulletin_index" USING gin ("words")`,
  `CREATE UNIQUE INDEX "bulletin_index_bulletin" ON "bulletin_index"  ("unit", "sender", "message_id")`,
  `CREATE TABLE "profile" ("number" bigint NOT NULL, "unit" text NOT NULL, "features" bigint array NOT NULL, "counted" bigint array NOT NULL, "sealed_profile" bytea NOT NULL, PRIMARY KEY ("number"))`,
  `CREATE INDEX "profile_features" ON "profile" USING gin ("features")`,
  `ALTER TABLE "profile" ADD CONSTRAINT "FK_7d16b6200b8469e8b8ea1f2cc91" FOREIGN KEY ("number") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `CREATE TABLE "search_word" ("unit" text NOT NULL, "word" text NOT NULL, "trigrams" bigint array NOT NULL, PRIMARY KEY ("unit", "word"))`,
  `CREATE INDEX "search_word_trigrams" ON "search_word" USING gin ("trigrams")`,
  `CREATE TABLE "feature_count" ("unit" text NOT NULL, "feature" bigint NOT NULL, "alerts" integer NOT NULL, PRIMARY KEY ("unit", "feature"))`,
  `CREATE TABLE "alert_link" ("a" bigint NOT NULL, "b" bigint NOT NULL, "score" real NOT NULL, PRIMARY KEY ("a", "b"))`,
  `CREATE INDEX "alert_link_b" ON "alert_link"  ("b")`,
  `CREATE TABLE "network" ("id" uuid NOT NULL, "unit" text NOT NULL, "sealed_name" bytea, "confirmed_by" text, "confirmed_at" bigint, PRIMARY KEY ("id"))`,
  `CREATE INDEX "network_unit" ON "network"  ("unit")`,
  `CREATE TABLE "network_alert" ("network" uuid NOT NULL, "alert" bigint NOT NULL, "confirmed" boolean NOT NULL, PRIMARY KEY ("network", "alert"))`,
  `CREATE INDEX "network_alert_alert" ON "network_alert"  ("alert")`,
  `CREATE TABLE "network_apart" ("a" bigint NOT NULL, "b" bigint NOT NULL, PRIMARY KEY ("a", "b"))`,
  `CREATE TABLE "bulletin_note" ("id" uuid NOT NULL, "bulletin" bigint NOT NULL, "officer" text NOT NULL, "noted_at" bigint NOT NULL, "sealed_text" bytea NOT NULL, PRIMARY KEY ("id"))`,
  `CREATE INDEX "bulletin_note_bulletin" ON "bulletin_note"  ("bulletin")`,
  `CREATE TABLE "saved_search" ("id" uuid NOT NULL, "unit" text NOT NULL, "kind" text NOT NULL, "officer" text NOT NULL, "sealed_request" bytea NOT NULL, "query" text NOT NULL, "notify" boolean NOT NULL, PRIMARY KEY ("id"))`,
  `CREATE INDEX "saved_search_unit" ON "saved_search"  ("unit")`,
  `CREATE TABLE "notification" ("id" BIGSERIAL NOT NULL, "unit" text NOT NULL, "officer" text, "type" text NOT NULL, "kind" text, "subject" text NOT NULL, "told_at" bigint NOT NULL, "for_digest" boolean NOT NULL DEFAULT false, "seen_by" text array NOT NULL DEFAULT '{}', PRIMARY KEY ("id"))`,
  `CREATE INDEX "notification_unit" ON "notification"  ("unit", "id")`,
  `CREATE TABLE "share_request" ("unit" text NOT NULL, "id" text NOT NULL, "alert" text NOT NULL, "author" text NOT NULL, "requester" text NOT NULL, "recipients" text array NOT NULL, "sealed_reason" bytea NOT NULL, "asked_at" bigint NOT NULL, "decided_at" bigint, "grant" bytea, "release_asked_by" text, "release_asked_days" integer, PRIMARY KEY ("unit", "requester", "id"))`,
  `CREATE INDEX "share_request_alert" ON "share_request"  ("unit", "alert")`,
  `CREATE TABLE "shared_alert" ("unit" text NOT NULL, "sender" text NOT NULL, "message_id" text NOT NULL, "author" text NOT NULL, "alert" text NOT NULL, PRIMARY KEY ("unit", "sender", "message_id"))`,
  `CREATE INDEX "shared_alert_origin" ON "shared_alert"  ("author", "alert")`,
  `CREATE TABLE "catch_up_question" ("author" text NOT NULL, "asker" text NOT NULL, "kinds" text array NOT NULL, "answer_at" bigint, "answered_at" bigint, PRIMARY KEY ("author", "asker"))`,
  `CREATE TABLE "retention" ("unit" text NOT NULL, "kind" text NOT NULL, "purpose" text NOT NULL, "days" integer NOT NULL, PRIMARY KEY ("unit", "kind", "purpose"))`,
  `CREATE TABLE "upload" ("name" text NOT NULL, "unit" text NOT NULL, "officer" text NOT NULL, "file_name" text NOT NULL, "media_type" text NOT NULL, "bytes" bigint NOT NULL, "received" bigint NOT NULL, "keep_metadata" boolean NOT NULL, "sealed_key" bytea NOT NULL, "last_at" bigint NOT NULL, PRIMARY KEY ("name"))`,
  `ALTER TABLE "message" ADD "indexed" boolean NOT NULL DEFAULT false`,
  `CREATE INDEX "message_to_index" ON "message"  ("kind", "sender", "stored_at") WHERE NOT indexed`,
  `ALTER TABLE "alert_link" ADD CONSTRAINT "FK_b77e58a2b7c94bfe75f021888d2" FOREIGN KEY ("a") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "alert_link" ADD CONSTRAINT "FK_30cadc4d2481fe17ecac30a6a02" FOREIGN KEY ("b") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "network_alert" ADD CONSTRAINT "FK_d928429c81eebeb542bd6d95548" FOREIGN KEY ("network") REFERENCES "network"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "network_alert" ADD CONSTRAINT "FK_cfc07da48e20134e82ef1ede142" FOREIGN KEY ("alert") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "network_apart" ADD CONSTRAINT "FK_9018c889a8d8afe16d6431e97f4" FOREIGN KEY ("a") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "network_apart" ADD CONSTRAINT "FK_34ef267c20f9347cdd10646105a" FOREIGN KEY ("b") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "bulletin_note" ADD CONSTRAINT "FK_063e078d5f1908d3ad5eea4cec2" FOREIGN KEY ("bulletin") REFERENCES "bulletin_index"("number") ON DELETE CASCADE ON UPDATE NO ACTION`,
  // What is sealed does not compress, and a profile lies in its row.
  `ALTER TABLE "profile" ALTER COLUMN "sealed_profile" SET STORAGE EXTERNAL`,
  `ALTER TABLE "profile" SET (toast_tuple_target = 8160)`,
];

const TABLES = [
  'bulletin_index',
  'profile',
  'search_word',
  'feature_count',
  'alert_link',
  'network',
  'network_alert',
  'network_apart',
  'bulletin_note',
  'saved_search',
  'notification',
  'share_request',
  'shared_alert',
  'catch_up_question',
  'retention',
  'upload',
];

/** What units make of alerts: finding, comparing, networks, notes, notifications, passing on, retention, uploads. */
export class NodeWork1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const extension of EXTENSIONS) await runner.query(`CREATE EXTENSION ${extension}`);
    for (const statement of [...LANGUAGES.flatMap(searchIn), ...UP]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}" CASCADE`);
    await runner.query('DROP INDEX "message_to_index"');
    await runner.query('ALTER TABLE "message" DROP COLUMN "indexed"');
    for (const language of LANGUAGES) await runner.query(`DROP TEXT SEARCH CONFIGURATION liaison_${language}`);
    for (const extension of EXTENSIONS) await runner.query(`DROP EXTENSION ${extension}`);
  }
}

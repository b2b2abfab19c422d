import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectoryFirst1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "entry" ("position" integer NOT NULL, "entry" bytea NOT NULL, PRIMARY KEY ("position"))`,
    );
    // Statements are mostly keys and hashes, which do not compress.
    await runner.query(`ALTER TABLE "entry" ALTER COLUMN "entry" SET STORAGE EXTERNAL`);
    await runner.query(`CREATE TABLE "issued" ("id" integer NOT NULL, "note" text NOT NULL, PRIMARY KEY ("id"))`);
    await runner.query(
      `CREATE TABLE "hub_account" ("node" text NOT NULL, "account" text NOT NULL, PRIMARY KEY ("node"))`,
    );
    await runner.query(
      `CREATE TABLE "contact_record" ("contact" text NOT NULL, "sealed" bytea NOT NULL, PRIMARY KEY ("contact"))`,
    );
    await runner.query(
      `CREATE TABLE "contact_capsule" ("contact" text NOT NULL, "node" text NOT NULL, "capsule" bytea NOT NULL, PRIMARY KEY ("contact", "node"))`,
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "contact_capsule"`);
    await runner.query(`DROP TABLE "contact_record"`);
    await runner.query(`DROP TABLE "hub_account"`);
    await runner.query(`DROP TABLE "issued"`);
    await runner.query(`DROP TABLE "entry"`);
  }
}

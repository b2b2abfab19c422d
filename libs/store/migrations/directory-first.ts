import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectoryFirst1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "entry" ("position" integer NOT NULL, "entry" bytea NOT NULL, PRIMARY KEY ("position"))`,
    );
    // Statements are mostly keys and hashes, which do not compress.
    await runner.query(`ALTER TABLE "entry" ALTER COLUMN "entry" SET STORAGE EXTERNAL`);
    await runner.query(`CREATE TABLE "issued" ("id" integer NOT NULL, "note" text NOT NULL, PRIMARY KEY ("id"))`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "issued"`);
    await runner.query(`DROP TABLE "entry"`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectoryFirst1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "entry" ("position" integer NOT NULL, "entry" bytea NOT NULL, PRIMARY KEY ("position"))`,
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "entry"`);
  }
}

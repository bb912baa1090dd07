import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In how many days a landlord says that a reply comes, where it says so. */
export class PromiseReplies1795816000000 implements MigrationInterface {
  readonly name = 'PromiseReplies1795816000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE word_settings ADD COLUMN reply_days integer,
        ADD CONSTRAINT ck_word_settings_reply_days CHECK (reply_days BETWEEN 1 AND 365);
    `);
  }

  async down(): Promise<void> {
    throw new Error('What was promised to residents would be lost: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a member of staff has answered the one reminder to write down the words of what they tapped. */
export class RemindOfWords1795817050100 implements MigrationInterface {
  readonly name = 'RemindOfWords1795817050100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE outcomes ADD COLUMN reminder_ended_at timestamptz;
      GRANT UPDATE (reminder_ended_at) ON outcomes TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it holds for the rest of one day
      ALTER TABLE outcomes DROP COLUMN reminder_ended_at;
    `);
  }
}

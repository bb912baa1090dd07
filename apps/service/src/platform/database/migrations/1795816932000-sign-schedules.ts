import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who set when a connection runs, and how many times it was set: the second is shown what the first saved. */
export class SignSchedules1795816932000 implements MigrationInterface {
  readonly name = 'SignSchedules1795816932000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE connections
        ADD COLUMN schedule_version integer NOT NULL DEFAULT 0,
        ADD COLUMN schedule_changed_by text,
        ADD COLUMN schedule_changed_at timestamptz,
        ADD CONSTRAINT ck_connections_schedule_version CHECK (schedule_version >= 0);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: the audit keeps who set it
      ALTER TABLE connections DROP COLUMN schedule_version;
      -- dropped because: the audit keeps who set it
      ALTER TABLE connections DROP COLUMN schedule_changed_by;
      -- dropped because: the audit keeps who set it
      ALTER TABLE connections DROP COLUMN schedule_changed_at;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever saves an ask second is told by whom and when it was changed first. Null: nobody changed it since it was written. */
export class NameWhoChangedAnAsk1795806000000 implements MigrationInterface {
  readonly name = 'NameWhoChangedAnAsk1795806000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE asks ADD COLUMN changed_by text, ADD COLUMN changed_at timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: who changed an ask, and when, is in the audit as well
      ALTER TABLE asks DROP COLUMN changed_by, DROP COLUMN changed_at
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When it was said what became of an action under a promise: a pack that is frozen counts it from then on only. */
export class KnowWhenSettled1795816810000 implements MigrationInterface {
  readonly name = 'KnowWhenSettled1795816810000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE promise_actions ADD COLUMN settled_at timestamptz;
      -- Nobody wrote it down before: as early as it can have been.
      UPDATE promise_actions SET settled_at = greatest(recorded_at, done_on::timestamp AT TIME ZONE 'Europe/London')
      WHERE done_on IS NOT NULL OR not_done_because IS NOT NULL;
      ALTER TABLE promise_actions ADD CONSTRAINT ck_promise_actions_when_settled
        CHECK ((settled_at IS NULL) = (done_on IS NULL AND not_done_because IS NULL));
      GRANT UPDATE (settled_at) ON promise_actions TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('When it was said is on record nowhere else: go back to a backup instead.');
  }
}

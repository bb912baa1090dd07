import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each connection is brought in: how often, when everything is read from its start, and the hours in which nothing
 * begins; that somebody asked for a whole read; a run that was paused; and held rows that somebody left out.
 */
export class KeepSchedules1795793000000 implements MigrationInterface {
  readonly name = 'KeepSchedules1795793000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE connections
        -- { "often": { "kind": "every", "minutes" } | { "kind": "nightly", "at" }, "fullOn", "notBetween" }
        ADD COLUMN schedule jsonb,
        ADD COLUMN wants_full boolean NOT NULL DEFAULT false,
        -- Somebody asked for a run that has not begun.
        ADD COLUMN asked_at timestamptz;
      ALTER TABLE runs
        -- dropped because: it is made again with one status more.
        DROP CONSTRAINT ck_runs_status,
        ADD CONSTRAINT ck_runs_status CHECK (status IN ('running', 'complete', 'incomplete', 'interrupted', 'paused')),
        ADD COLUMN asked_by text;
      CREATE INDEX ix_runs_started ON runs (organisation_id, started_at DESC);
      ALTER TABLE held_rows
        ADD COLUMN left_out_at timestamptz,
        ADD COLUMN left_out_by text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('When each connection is brought in is on record nowhere else: go back to a backup instead.');
  }
}

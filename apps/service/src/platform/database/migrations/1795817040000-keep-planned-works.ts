import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Works that the host plans at a place, by its own jobs: to be asked about before they are fixed, once. */
export class KeepPlannedWorks1795817040000 implements MigrationInterface {
  readonly name = 'KeepPlannedWorks1795817040000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE planned_works (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        place_id uuid NOT NULL,
        works_hash bytea NOT NULL,
        jobs text[] NOT NULL,
        found_at timestamptz NOT NULL DEFAULT now(),
        ask_id uuid,
        dismissed_at timestamptz,
        dismissed_by text,
        dismissed_because text,
        CONSTRAINT pk_planned_works PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_planned_works_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT fk_planned_works_place FOREIGN KEY (organisation_id, place_id) REFERENCES homes (organisation_id, id),
        CONSTRAINT fk_planned_works_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT uq_planned_works_once UNIQUE (organisation_id, connection_id, place_id, works_hash),
        CONSTRAINT ck_planned_works_jobs CHECK (cardinality(jobs) > 0),
        CONSTRAINT ck_planned_works_dismissed CHECK ((dismissed_at IS NULL) = (dismissed_by IS NULL)
          AND (dismissed_at IS NULL) = (dismissed_because IS NULL)),
        CONSTRAINT ck_planned_works_answered_once CHECK (ask_id IS NULL OR dismissed_at IS NULL)
      );
      CREATE INDEX ix_planned_works_offered ON planned_works (organisation_id, found_at)
        WHERE ask_id IS NULL AND dismissed_at IS NULL;
      ALTER TABLE planned_works ENABLE ROW LEVEL SECURITY;
      ALTER TABLE planned_works FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON planned_works TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (jobs, found_at, ask_id, dismissed_at, dismissed_by, dismissed_because)
        ON planned_works TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Which works were put aside, and why, is on record nowhere else: go back to a backup instead.');
  }
}

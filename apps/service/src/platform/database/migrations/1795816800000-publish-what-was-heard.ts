import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a landlord shows everybody of what it heard: one page at a time, as it was when it was published. */
export class PublishWhatWasHeard1795816800000 implements MigrationInterface {
  readonly name = 'PublishWhatWasHeard1795816800000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE listening_pages (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        year integer NOT NULL,
        page jsonb NOT NULL,
        content_hash bytea NOT NULL,
        published_by text NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        -- Withdrawn, or another took its place.
        ended_by text,
        ended_at timestamptz,
        CONSTRAINT pk_listening_pages PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_listening_pages_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      );
      CREATE UNIQUE INDEX uq_listening_pages_one ON listening_pages (organisation_id) WHERE ended_at IS NULL;
      ALTER TABLE listening_pages ENABLE ROW LEVEL SECURITY;
      ALTER TABLE listening_pages FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON listening_pages TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (ended_by, ended_at) ON listening_pages TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What was published is on record nowhere else: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that staff began in the panel and did not save, sealed, for as long as an interruption lasts. */
export class KeepDrafts1795816700000 implements MigrationInterface {
  readonly name = 'KeepDrafts1795816700000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE panel_drafts (
        organisation_id uuid NOT NULL,
        installation_id uuid NOT NULL,
        staff_id text NOT NULL,
        record_type text NOT NULL,
        record_id text NOT NULL,
        form text NOT NULL,
        sealed text NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now(),
        keep_until timestamptz NOT NULL,
        CONSTRAINT pk_panel_drafts PRIMARY KEY (organisation_id, installation_id, staff_id, record_type, record_id, form),
        CONSTRAINT fk_panel_drafts_installation FOREIGN KEY (organisation_id, installation_id)
          REFERENCES installations (organisation_id, id),
        CONSTRAINT ck_panel_drafts_form CHECK (form IN ('words', 'log', 'correction'))
      );
      CREATE INDEX ix_panel_drafts_until ON panel_drafts (organisation_id, keep_until);
      ALTER TABLE panel_drafts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE panel_drafts FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON panel_drafts TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE, DELETE ON panel_drafts TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: a draft lives for an hour, and is with whoever types it
      DROP TABLE panel_drafts;
    `);
  }
}

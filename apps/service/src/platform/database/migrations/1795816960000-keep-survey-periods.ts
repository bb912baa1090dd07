import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When residents are surveyed by somebody else, and how many times that list was changed: the second sees the first's. */
export class KeepSurveyPeriods1795816960000 implements MigrationInterface {
  readonly name = 'KeepSurveyPeriods1795816960000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE survey_periods (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        name text NOT NULL,
        code text,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        CONSTRAINT pk_survey_periods PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_survey_periods_days CHECK (ends_on >= starts_on)
      );
      ALTER TABLE survey_periods ENABLE ROW LEVEL SECURITY;
      ALTER TABLE survey_periods FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON survey_periods TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, DELETE ON survey_periods TO doorstep_app;

      ALTER TABLE organisations
        ADD COLUMN survey_periods_version integer NOT NULL DEFAULT 0,
        ADD COLUMN survey_periods_changed_by text,
        ADD COLUMN survey_periods_changed_at timestamptz;
      GRANT UPDATE (survey_periods_version, survey_periods_changed_by, survey_periods_changed_at)
        ON organisations TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: the list is written anew in a minute, and the audit keeps who changed it
      DROP TABLE survey_periods;
      -- dropped because: the audit keeps who changed it
      ALTER TABLE organisations DROP COLUMN survey_periods_version;
      -- dropped because: the audit keeps who changed it
      ALTER TABLE organisations DROP COLUMN survey_periods_changed_by;
      -- dropped because: the audit keeps who changed it
      ALTER TABLE organisations DROP COLUMN survey_periods_changed_at;
    `);
  }
}

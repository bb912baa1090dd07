import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When and where each installation of the panel was last seen, who worked in which team, and who changed an installation
 * or a team last, so that the second of two people is shown what the first did.
 */
export class KeepPanelSeen1795796000000 implements MigrationInterface {
  readonly name = 'KeepPanelSeen1795796000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE installations
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN changed_by text NOT NULL DEFAULT 'doorstep',
        ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN last_seen_at timestamptz,
        ADD COLUMN last_seen_origin text;
      GRANT UPDATE (name, allowed_origins, role_map, record_systems, version, changed_by, changed_at, last_seen_at, last_seen_origin)
        ON installations TO doorstep_app;

      ALTER TABLE teams
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN changed_by text NOT NULL DEFAULT 'doorstep',
        ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
      GRANT UPDATE (version, changed_by, changed_at) ON teams TO doorstep_app;

      CREATE TABLE team_staff (
        organisation_id uuid NOT NULL,
        team_code text NOT NULL,
        -- As the host names them.
        staff_id text NOT NULL,
        last_seen_on date NOT NULL DEFAULT current_date,
        CONSTRAINT pk_team_staff PRIMARY KEY (organisation_id, team_code, staff_id),
        CONSTRAINT fk_team_staff_team FOREIGN KEY (organisation_id, team_code) REFERENCES teams (organisation_id, code)
      );
      ALTER TABLE team_staff ENABLE ROW LEVEL SECURITY;
      ALTER TABLE team_staff FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON team_staff TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (last_seen_on), DELETE ON team_staff TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it fills again as panels are opened.
      DROP TABLE team_staff;
      ALTER TABLE teams
        -- dropped because: nothing before this read who changed a team.
        DROP COLUMN version, DROP COLUMN changed_by, DROP COLUMN changed_at;
      ALTER TABLE installations
        -- dropped because: nothing before this read when a panel was seen, nor who changed it.
        DROP COLUMN version, DROP COLUMN changed_by, DROP COLUMN changed_at, DROP COLUMN last_seen_at, DROP COLUMN last_seen_origin;
    `);
  }
}

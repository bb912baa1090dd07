import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of staff was at work at a panel lately, as what, and whether follow-up tasks go to whoever knows the home. */
export class KnowWhoIsKnown1795817050200 implements MigrationInterface {
  readonly name = 'KnowWhoIsKnown1795817050200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE staff_seen (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        staff_id text NOT NULL,
        roles text[] NOT NULL,
        teams text[] NOT NULL,
        last_seen_on date NOT NULL DEFAULT CURRENT_DATE,
        CONSTRAINT pk_staff_seen PRIMARY KEY (organisation_id, staff_id)
      );
      ALTER TABLE staff_seen ENABLE ROW LEVEL SECURITY;
      ALTER TABLE staff_seen FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON staff_seen TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, DELETE, UPDATE (roles, teams, last_seen_on) ON staff_seen TO doorstep_app;

      ALTER TABLE word_settings ADD COLUMN keeps_known_person boolean NOT NULL DEFAULT true;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it is known again as soon as they open a panel
      DROP TABLE staff_seen;
      -- dropped because: it is set again in a minute, and the audit keeps who changed it
      ALTER TABLE word_settings DROP COLUMN keeps_known_person;
    `);
  }
}

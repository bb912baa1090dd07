import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What whoever asks can do about what they hear, by role, where the landlord wrote its own. */
export class KeepCanDoLines1795817060100 implements MigrationInterface {
  readonly name = 'KeepCanDoLines1795817060100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE can_do_lines (
        organisation_id uuid NOT NULL,
        role text NOT NULL,
        -- { "myself", "passOn", "leave" }; Welsh null: the English is shown.
        en jsonb NOT NULL,
        cy jsonb,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_can_do_lines PRIMARY KEY (organisation_id, role),
        CONSTRAINT fk_can_do_lines_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
        CONSTRAINT ck_can_do_lines_role CHECK (role IN ('income', 'asb', 'legal', 'lead', 'officer', 'operative'))
      );
      ALTER TABLE can_do_lines ENABLE ROW LEVEL SECURITY;
      ALTER TABLE can_do_lines FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON can_do_lines TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE ON can_do_lines TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    // dropped because: what ships takes the place of six short texts, and the audit keeps who changed them
    await db.query('DROP TABLE can_do_lines');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which steps of setting up were done that leave nothing else behind: fields looked through, one tenancy tried. */
export class KeepSetUp1795791000000 implements MigrationInterface {
  readonly name = 'KeepSetUp1795791000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE set_up_marks (
        organisation_id uuid NOT NULL,
        step text NOT NULL,
        connection_id uuid NOT NULL,
        done_at timestamptz NOT NULL DEFAULT now(),
        done_by text NOT NULL,
        CONSTRAINT pk_set_up_marks PRIMARY KEY (organisation_id, step, connection_id),
        CONSTRAINT fk_set_up_marks_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id) ON DELETE CASCADE,
        CONSTRAINT ck_set_up_marks_step CHECK (step IN ('match', 'try'))
      );
      ALTER TABLE set_up_marks ENABLE ROW LEVEL SECURITY;
      ALTER TABLE set_up_marks FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON set_up_marks TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (done_at, done_by) ON set_up_marks TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: the list of steps goes with this version, and doing a step again takes a minute
      DROP TABLE set_up_marks;
    `);
  }
}

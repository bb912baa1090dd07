import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A closed ask can be opened again with why, and what it was before stays: evidence of then is still made as of then. */
export class ReopenAsks1795816910000 implements MigrationInterface {
  readonly name = 'ReopenAsks1795816910000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ask_reopenings (
        organisation_id uuid NOT NULL,
        ask_id uuid NOT NULL,
        number integer NOT NULL,
        -- As it was closed; null: its last day was over, and nobody had to close it.
        closed_at timestamptz,
        closed_because text NOT NULL,
        -- Its days until then.
        decision_on date NOT NULL,
        closes_on date NOT NULL,
        why text NOT NULL,
        reopened_by text NOT NULL,
        reopened_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_ask_reopenings PRIMARY KEY (organisation_id, ask_id, number),
        CONSTRAINT fk_ask_reopenings_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_ask_reopenings_why CHECK (why <> ''),
        CONSTRAINT ck_ask_reopenings_closed CHECK (closed_because IN ('day-reached', 'enough-answers', 'stopped')
          AND (closed_because = 'day-reached' OR closed_at IS NOT NULL))
      );
      ALTER TABLE ask_reopenings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ask_reopenings FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON ask_reopenings TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT ON ask_reopenings TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Why asks were opened again is on record nowhere else: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a write with an Idempotency-Key answered, sealed, so that it is not done again when it is sent again. */
export class RememberWrites1795816950000 implements MigrationInterface {
  readonly name = 'RememberWrites1795816950000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE remembered_writes (
        organisation_id uuid NOT NULL,
        actor text NOT NULL,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT now(),
        sealed_answer text,
        CONSTRAINT pk_remembered_writes PRIMARY KEY (organisation_id, actor, idempotency_key),
        CONSTRAINT fk_remembered_writes_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      );
      CREATE INDEX ix_remembered_writes_begun ON remembered_writes (organisation_id, begun_at);
      -- Every write looks for those that were left: of a day's, few are without an answer.
      CREATE INDEX ix_remembered_writes_unanswered ON remembered_writes (organisation_id, begun_at)
        WHERE sealed_answer IS NULL;
      ALTER TABLE remembered_writes ENABLE ROW LEVEL SECURITY;
      ALTER TABLE remembered_writes FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON remembered_writes TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE, DELETE ON remembered_writes TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it is kept for a day, and only so that the same request is not done twice
      DROP TABLE remembered_writes;
    `);
  }
}

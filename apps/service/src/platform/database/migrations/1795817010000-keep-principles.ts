import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an ask stands to the four principles, in short answers, with those that stood before: evidence of then stays. */
export class KeepPrinciples1795817010000 implements MigrationInterface {
  readonly name = 'KeepPrinciples1795817010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ask_principles (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ask_id uuid NOT NULL,
        principle text NOT NULL,
        words text NOT NULL,
        answered_by text NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT now(),
        -- Another answer stands since, or none.
        ended_at timestamptz,
        CONSTRAINT pk_ask_principles PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_ask_principles_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_ask_principles_principle
          CHECK (principle IN ('sharing-power', 'reciprocity', 'lived-experience', 'common-purpose')),
        CONSTRAINT ck_ask_principles_words CHECK (words <> '')
      );
      CREATE UNIQUE INDEX uq_ask_principles_one_answer ON ask_principles (organisation_id, ask_id, principle)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_ask_principles_ask ON ask_principles (organisation_id, ask_id);
      ALTER TABLE ask_principles ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ask_principles FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON ask_principles TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (ended_at) ON ask_principles TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What was answered is on record nowhere else: go back to a backup instead.');
  }
}

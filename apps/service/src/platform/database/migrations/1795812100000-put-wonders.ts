import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A wonder box is put at everyday contacts too; a warning may be of one option; what an ask says may stand in easy read; and
 * how works go is read where the host's jobs are, not kept beside the decision.
 */
export class PutWonders1795812100000 implements MigrationInterface {
  readonly name = 'PutWonders1795812100000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE prompts
        ADD COLUMN wonder_id uuid,
        ADD CONSTRAINT fk_prompts_wonder FOREIGN KEY (organisation_id, wonder_id) REFERENCES wonders (organisation_id, id);
      CREATE INDEX ix_prompts_wonder ON prompts (organisation_id, wonder_id, household_id) WHERE wonder_id IS NOT NULL;

      CREATE TABLE ask_warnings (
        organisation_id uuid NOT NULL,
        ask_id uuid NOT NULL,
        voice_id uuid NOT NULL,
        -- Null: it is of none of them, or of all.
        option_number integer,
        tied_by text NOT NULL,
        tied_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_ask_warnings PRIMARY KEY (organisation_id, ask_id, voice_id),
        CONSTRAINT fk_ask_warnings_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT fk_ask_warnings_option FOREIGN KEY (organisation_id, ask_id, option_number)
          REFERENCES ask_options (organisation_id, ask_id, number),
        CONSTRAINT fk_ask_warnings_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id)
      );
      ALTER TABLE ask_warnings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ask_warnings FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON ask_warnings TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (option_number, tied_by, tied_at) ON ask_warnings TO doorstep_app;

      -- One idea a line.
      ALTER TABLE asks ADD COLUMN easy_read text[] NOT NULL DEFAULT '{}';

      -- dropped because: nothing was ever written there; it is read from the mirror of the host's jobs
      ALTER TABLE ask_decisions DROP COLUMN works_state;
      -- dropped because: as above
      ALTER TABLE ask_decisions DROP COLUMN works_seen_at;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What residents were asked and warned of is on record nowhere else: go back to a backup instead.');
  }
}

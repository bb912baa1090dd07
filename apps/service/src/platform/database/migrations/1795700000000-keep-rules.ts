import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rules in data. A version is never rewritten: a change is a new version, so that a decision can always name what it
 * was made by; what may change is only whether a version is on. One version of a code is on at a time.
 */
export class KeepRules1795700000000 implements MigrationInterface {
  readonly name = 'KeepRules1795700000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE rules (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        code text NOT NULL,
        version integer NOT NULL,
        state text NOT NULL DEFAULT 'draft',
        body jsonb NOT NULL,
        owner text NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        previewed_at timestamptz,
        switched_on_at timestamptz,
        retired_at timestamptz,
        retire_note text,
        CONSTRAINT pk_rules PRIMARY KEY (organisation_id, code, version),
        CONSTRAINT ck_rules_version CHECK (version > 0),
        CONSTRAINT ck_rules_state CHECK (
          (state = 'draft' AND switched_on_at IS NULL AND retired_at IS NULL AND retire_note IS NULL)
          OR (state = 'on' AND switched_on_at IS NOT NULL AND previewed_at IS NOT NULL
              AND retired_at IS NULL AND retire_note IS NULL)
          OR (state = 'retired' AND retired_at IS NOT NULL AND retire_note <> ''))
      );
      CREATE UNIQUE INDEX uq_rules_one_on ON rules (organisation_id, code) WHERE state = 'on';

      ALTER TABLE decisions
        ADD COLUMN rule_code text,
        ADD COLUMN rule_version integer,
        ADD CONSTRAINT fk_decisions_rule FOREIGN KEY (organisation_id, rule_code, rule_version)
          REFERENCES rules (organisation_id, code, version),
        ADD CONSTRAINT ck_decisions_rule CHECK ((rule_code IS NULL) = (rule_version IS NULL));
      CREATE INDEX ix_decisions_decided ON decisions (organisation_id, decided_at);
      CREATE INDEX ix_decisions_rule ON decisions (organisation_id, rule_code, rule_version) WHERE rule_code IS NOT NULL;

      ALTER TABLE prompts
        ADD COLUMN already_decided text,
        ADD COLUMN still_open text,
        ADD CONSTRAINT ck_prompts_room CHECK ((already_decided IS NULL) = (still_open IS NULL));

      ALTER TABLE rules ENABLE ROW LEVEL SECURITY;
      ALTER TABLE rules FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON rules TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (state, previewed_at, switched_on_at, retired_at, retire_note) ON rules TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Rules are not thrown away: decisions name them.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A landlord's own prompt texts, beside those that ship. A text is never rewritten: a change is a new version, and one
 * version of a code is in use in a language at a time. A Welsh text is not in use before a speaker has signed it off.
 */
export class KeepPromptTexts1795710000000 implements MigrationInterface {
  readonly name = 'KeepPromptTexts1795710000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE prompt_texts (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        code text NOT NULL,
        version integer NOT NULL,
        language text NOT NULL,
        state text NOT NULL,
        body jsonb NOT NULL,
        credits text[] NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        reviewed_by text,
        reviewed_at timestamptz,
        in_use_at timestamptz,
        retired_at timestamptz,
        learning_note text,
        CONSTRAINT pk_prompt_texts PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_prompt_texts_version UNIQUE (organisation_id, code, language, version),
        CONSTRAINT ck_prompt_texts_code CHECK (code ~ '^[PL][0-9]{2,3}$'),
        CONSTRAINT ck_prompt_texts_version CHECK (version > 0),
        CONSTRAINT ck_prompt_texts_language CHECK (language IN ('en', 'cy')),
        CONSTRAINT ck_prompt_texts_state CHECK (
          (state = 'draft' AND in_use_at IS NULL AND retired_at IS NULL)
          OR (state = 'in-use' AND in_use_at IS NOT NULL AND retired_at IS NULL)
          OR (state = 'retired' AND retired_at IS NOT NULL)),
        CONSTRAINT ck_prompt_texts_reviewed CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
        CONSTRAINT ck_prompt_texts_welsh_in_use CHECK (language = 'en' OR state <> 'in-use' OR reviewed_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX uq_prompt_texts_one_in_use ON prompt_texts (organisation_id, code, language)
        WHERE state = 'in-use';

      ALTER TABLE prompt_texts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE prompt_texts FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON prompt_texts TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (state, in_use_at, retired_at, learning_note, reviewed_by, reviewed_at)
        ON prompt_texts TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Prompt texts are not thrown away: decisions name them.');
  }
}

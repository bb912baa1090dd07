import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which words nobody here would have thought of, who marked them so, and from when until when. Nothing of it is about a person. */
export class KeepLightbulbs1795817050000 implements MigrationInterface {
  readonly name = 'KeepLightbulbs1795817050000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE lightbulbs (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        voice_id uuid NOT NULL,
        asked_by text NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        taken_back_by text,
        taken_back_at timestamptz,
        CONSTRAINT pk_lightbulbs PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_lightbulbs_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT ck_lightbulbs_asked_by CHECK (asked_by IN ('staff', 'resident')),
        CONSTRAINT ck_lightbulbs_taken_back CHECK ((taken_back_by IS NULL) = (taken_back_at IS NULL))
      );
      CREATE UNIQUE INDEX uq_lightbulbs_one_a_voice ON lightbulbs (organisation_id, voice_id) WHERE taken_back_at IS NULL;
      CREATE INDEX ix_lightbulbs_voice ON lightbulbs (organisation_id, voice_id);
      ALTER TABLE lightbulbs ENABLE ROW LEVEL SECURITY;
      ALTER TABLE lightbulbs FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON lightbulbs TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (taken_back_by, taken_back_at) ON lightbulbs TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Which words were marked is on record nowhere else: go back to a backup instead.');
  }
}

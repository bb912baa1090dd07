import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a landlord's panel looks where its host says nothing else. */
export class KeepLook1795808500000 implements MigrationInterface {
  readonly name = 'KeepLook1795808500000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE look_settings (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        preset text NOT NULL,
        accent text,
        -- The same colour, light enough for a dark surface.
        accent_dark text,
        theme text NOT NULL,
        density text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_look_settings PRIMARY KEY (organisation_id),
        CONSTRAINT ck_look_settings_preset CHECK (preset IN ('neutral', 'fluent', 'slds')),
        CONSTRAINT ck_look_settings_theme CHECK (theme IN ('auto', 'light', 'dark')),
        CONSTRAINT ck_look_settings_density CHECK (density IN ('comfortable', 'compact')),
        CONSTRAINT ck_look_settings_accent CHECK (
          (accent IS NULL) = (accent_dark IS NULL) AND accent ~ '^#[0-9a-f]{6}$' AND accent_dark ~ '^#[0-9a-f]{6}$')
      );
      ALTER TABLE look_settings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE look_settings FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON look_settings TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE ON look_settings TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('The look a landlord chose would be lost: go back to a backup instead.');
  }
}

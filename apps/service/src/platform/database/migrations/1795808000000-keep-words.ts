import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a landlord's staff call the people who live in its homes. */
export class KeepWords1795808000000 implements MigrationInterface {
  readonly name = 'KeepWords1795808000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE word_settings (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        resident_word text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_word_settings PRIMARY KEY (organisation_id),
        CONSTRAINT ck_word_settings_resident CHECK (resident_word IN ('resident', 'tenant', 'customer'))
      );
      ALTER TABLE word_settings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE word_settings FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON word_settings TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE ON word_settings TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('The words a landlord chose would be lost: go back to a backup instead.');
  }
}

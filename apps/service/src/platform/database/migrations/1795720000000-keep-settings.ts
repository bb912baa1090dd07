import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a landlord sets for itself: which contact type each of the host's events is, and how long to leave people in
 * peace. A decision keeps the settings it was made under, so that it can be made again; what staff tapped at a contact
 * is kept as "not now" alone.
 */
export class KeepSettings1795720000000 implements MigrationInterface {
  readonly name = 'KeepSettings1795720000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE connections
        ADD COLUMN contact_mapping jsonb,
        ADD COLUMN contact_mapping_version integer NOT NULL DEFAULT 0,
        ADD COLUMN contact_mapping_changed_by text,
        ADD COLUMN contact_mapping_changed_at timestamptz;

      ALTER TABLE decisions ADD COLUMN settings jsonb;

      CREATE INDEX ix_contacts_unmapped ON contacts (organisation_id, type_source) WHERE type_code IS NULL;

      CREATE TABLE suppression_settings (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        level text NOT NULL,
        code text NOT NULL,
        nation text,
        lengths jsonb NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_suppression_settings PRIMARY KEY (organisation_id, level, code),
        CONSTRAINT ck_suppression_settings_level CHECK (level IN ('organisation', 'patch', 'scheme')),
        CONSTRAINT ck_suppression_settings_code CHECK ((level = 'organisation') = (code = '')),
        CONSTRAINT ck_suppression_settings_nation CHECK (
          nation IS NULL OR (level = 'organisation' AND nation IN ('england-and-wales', 'scotland', 'northern-ireland')))
      );

      CREATE TABLE moments (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        household_id uuid NOT NULL,
        contact_id uuid,
        prompt_id uuid,
        kind text NOT NULL,
        staff_id text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_moments PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_moments_one_a_key UNIQUE (organisation_id, staff_id, idempotency_key),
        CONSTRAINT fk_moments_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_moments_contact FOREIGN KEY (organisation_id, contact_id) REFERENCES contacts (organisation_id, id),
        CONSTRAINT fk_moments_prompt FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts (organisation_id, id),
        CONSTRAINT ck_moments_kind CHECK (kind IN ('not-now', 'not-the-household'))
      );
      CREATE INDEX ix_moments_contact ON moments (organisation_id, contact_id);
    `);
    for (const [table, grants] of Object.entries(tables)) {
      await db.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY one_organisation ON ${table} TO doorstep_app
          USING (organisation_id = (SELECT current_organisation()))
          WITH CHECK (organisation_id = (SELECT current_organisation()));
        GRANT ${grants} ON ${table} TO doorstep_app;
      `);
    }
  }

  async down(): Promise<void> {
    throw new Error('Decisions refer to the settings they were made under: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  suppression_settings: 'SELECT, INSERT, UPDATE',
  moments: 'SELECT, INSERT',
};

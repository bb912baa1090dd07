import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who works in the console and how they sign in: by a link that works once, or with the account their organisation gave
 * them. Secrets are kept as hashes, the provider's as sealed text; names and addresses of staff stand here and nowhere else.
 */
export class KeepStaff1795790000000 implements MigrationInterface {
  readonly name = 'KeepStaff1795790000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE staff (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        name text NOT NULL,
        email text,
        issuer text,
        subject text,
        roles text[] NOT NULL,
        locale text NOT NULL DEFAULT 'en-GB',
        version integer NOT NULL DEFAULT 1,
        added_by text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz,
        removed_at timestamptz,
        CONSTRAINT pk_staff PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_staff_account UNIQUE (organisation_id, issuer, subject),
        CONSTRAINT ck_staff_account CHECK ((issuer IS NULL) = (subject IS NULL)),
        CONSTRAINT ck_staff_roles CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['administrator', 'lead', 'officer',
          'operative', 'viewer', 'evaluator', 'income', 'asb', 'legal']),
        CONSTRAINT ck_staff_locale CHECK (locale IN ('en-GB', 'cy'))
      );

      CREATE TABLE console_sessions (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        staff_id uuid NOT NULL,
        signed_in_by text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_console_sessions PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_console_sessions_staff FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        CONSTRAINT ck_console_sessions_by CHECK (signed_in_by IN ('link', 'provider'))
      );
      CREATE INDEX ix_console_sessions_staff ON console_sessions (organisation_id, staff_id);

      CREATE TABLE sign_in_links (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        staff_id uuid NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_sign_in_links PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_sign_in_links_staff FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX ix_sign_in_links_staff ON sign_in_links (organisation_id, staff_id);

      CREATE TABLE sign_in_settings (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        issuer text NOT NULL,
        client_id text NOT NULL,
        sealed_client_secret text NOT NULL,
        secret_ends_in text NOT NULL,
        secret_saved_by text NOT NULL,
        secret_saved_at timestamptz NOT NULL DEFAULT now(),
        groups_claim text NOT NULL,
        role_of_group jsonb NOT NULL,
        requires_mfa boolean NOT NULL,
        accepted_amr text[] NOT NULL,
        accepted_acr text[] NOT NULL,
        allowed_addresses text[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_sign_in_settings PRIMARY KEY (organisation_id)
      );

      CREATE TABLE sign_ins_under_way (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        state text NOT NULL,
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        return_path text NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_sign_ins_under_way PRIMARY KEY (organisation_id, id)
      );
      CREATE INDEX ix_sign_ins_under_way_expires ON sign_ins_under_way (organisation_id, expires_at);

      GRANT UPDATE (name) ON organisations TO doorstep_app;
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
    // Before anybody is signed in, only the landlords that have a provider are looked for.
    await db.query(`
      CREATE POLICY who_has_one ON sign_in_settings FOR SELECT TO doorstep_dispatch USING (true);
      GRANT SELECT (organisation_id) ON sign_in_settings TO doorstep_dispatch;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Who did what is told by their ids alone, which stand here: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  staff:
    'SELECT, INSERT, UPDATE (name, email, roles, locale, version, changed_by, changed_at, last_seen_at, removed_at)',
  console_sessions: 'SELECT, INSERT, UPDATE (used_at, ended_at), DELETE',
  sign_in_links: 'SELECT, INSERT, UPDATE (used_at), DELETE',
  sign_in_settings: 'SELECT, INSERT, UPDATE, DELETE',
  sign_ins_under_way: 'SELECT, INSERT, DELETE',
};

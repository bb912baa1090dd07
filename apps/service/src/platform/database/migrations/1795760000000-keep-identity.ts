import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a host shows who is at work: key sets, shared secrets and a Salesforce canvas beside pasted keys; its roles under
 * our names; which teams look after which places; and one-time links. No secret is kept in the clear, no link but by hash.
 */
export class KeepIdentity1795760000000 implements MigrationInterface {
  readonly name = 'KeepIdentity1795760000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE installations
        ADD COLUMN role_map jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN sealed_keys jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN key_set_url text,
        ADD COLUMN key_set_addresses text[] NOT NULL DEFAULT '{}',
        ADD COLUMN sealed_canvas_secret text,
        ADD COLUMN canvas_organisation text,
        ADD CONSTRAINT ck_installations_canvas CHECK ((sealed_canvas_secret IS NULL) = (canvas_organisation IS NULL));
      GRANT UPDATE (public_keys, sealed_keys, key_set_url, key_set_addresses, sealed_canvas_secret, canvas_organisation)
        ON installations TO doorstep_app;

      ALTER TABLE panel_sessions
        ADD COLUMN mount text NOT NULL DEFAULT 'page',
        ADD COLUMN teams text[] NOT NULL DEFAULT '{}',
        -- dropped because: a link is opened in a page of our own, which no host is around.
        ALTER COLUMN origin DROP NOT NULL,
        ADD CONSTRAINT ck_panel_sessions_mount CHECK (mount IN ('page', 'frame', 'link')),
        ADD CONSTRAINT ck_panel_sessions_origin CHECK ((mount = 'link') = (origin IS NULL));

      CREATE TABLE panel_links (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        installation_id uuid NOT NULL,
        staff_id text NOT NULL,
        roles text[] NOT NULL,
        teams text[] NOT NULL,
        record_type text NOT NULL,
        record_id text NOT NULL,
        made_by text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_panel_links PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_panel_links_installation FOREIGN KEY (organisation_id, installation_id)
          REFERENCES installations (organisation_id, id),
        CONSTRAINT ck_panel_links_record CHECK (record_type IN ('person', 'tenancy', 'home'))
      );

      CREATE TABLE teams (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        code text NOT NULL,
        name text NOT NULL,
        CONSTRAINT pk_teams PRIMARY KEY (organisation_id, code)
      );

      CREATE TABLE team_places (
        organisation_id uuid NOT NULL,
        team_code text NOT NULL,
        kind text NOT NULL,
        place text NOT NULL,
        CONSTRAINT pk_team_places PRIMARY KEY (organisation_id, team_code, kind, place),
        CONSTRAINT fk_team_places_team FOREIGN KEY (organisation_id, team_code) REFERENCES teams (organisation_id, code),
        CONSTRAINT ck_team_places_kind CHECK (kind IN ('scheme', 'patch'))
      );
      CREATE INDEX ix_team_places_place ON team_places (organisation_id, place);
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
    throw new Error('How each host signs is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  panel_links: 'SELECT, INSERT, UPDATE (used_at), DELETE',
  teams: 'SELECT, INSERT, UPDATE (name)',
  team_places: 'SELECT, INSERT, DELETE',
};

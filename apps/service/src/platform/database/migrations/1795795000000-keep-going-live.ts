import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For whom prompts are shown: everyone, or the teams that are live; and the switches by which they are off again, for
 * everything, a team or a place, with who threw each and why. A switch is lifted, never removed.
 */
export class KeepGoingLive1795795000000 implements MigrationInterface {
  readonly name = 'KeepGoingLive1795795000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organisations
        ADD COLUMN shows_prompts_to text NOT NULL DEFAULT 'everyone',
        ADD CONSTRAINT ck_organisations_shows_prompts_to CHECK (shows_prompts_to IN ('everyone', 'live-teams'));
      GRANT UPDATE (shows_prompts_to) ON organisations TO doorstep_app;

      CREATE TABLE live_teams (
        organisation_id uuid NOT NULL,
        team_code text NOT NULL,
        live_since timestamptz NOT NULL DEFAULT now(),
        set_by text NOT NULL,
        CONSTRAINT pk_live_teams PRIMARY KEY (organisation_id, team_code),
        CONSTRAINT fk_live_teams_team FOREIGN KEY (organisation_id, team_code) REFERENCES teams (organisation_id, code)
      );

      CREATE TABLE off_switches (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        covers text NOT NULL,
        -- A team's code or a place's reference; null: everything.
        subject text,
        because text NOT NULL,
        thrown_at timestamptz NOT NULL DEFAULT now(),
        thrown_by text NOT NULL,
        lifted_at timestamptz,
        lifted_by text,
        CONSTRAINT pk_off_switches PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_off_switches_covers CHECK (covers IN ('everything', 'team', 'place')
          AND (covers = 'everything') = (subject IS NULL)),
        CONSTRAINT ck_off_switches_because CHECK (because <> ''),
        CONSTRAINT ck_off_switches_lifted CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
      );
      CREATE UNIQUE INDEX uq_off_switches_thrown ON off_switches (organisation_id, covers, coalesce(subject, ''))
        WHERE lifted_at IS NULL;
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
    throw new Error('Who switched prompts off, and why, is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  live_teams: 'SELECT, INSERT, DELETE',
  off_switches: 'SELECT, INSERT, UPDATE (lifted_at, lifted_by)',
};

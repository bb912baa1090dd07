import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How each person wants to be reached and what they need for it, and what a household wants to be told, asked or left
 * alone about. A new answer ends the one before; nothing is assumed, and what is old is asked again.
 */
export class KeepPreferences1795743000000 implements MigrationInterface {
  readonly name = 'KeepPreferences1795743000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE preferences
        ADD COLUMN until timestamptz,
        ADD COLUMN recorded_by text,
        ADD COLUMN review_after date,
        -- dropped because: it is made again below, with the further kinds
        DROP CONSTRAINT ck_preferences_kind,
        ADD CONSTRAINT ck_preferences_kind CHECK (kind IN ('do-not-ask', 'tell-me', 'ask-more', 'work-with-me', 'pause')),
        ADD CONSTRAINT ck_preferences_pause CHECK (kind <> 'pause' OR until IS NOT NULL);

      CREATE TABLE ways_to_reach (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        way text,
        email text,
        mobile text,
        times text[] NOT NULL DEFAULT '{}',
        place text,
        speaks_for_them text,
        speaker_relation text,
        needs text[] NOT NULL DEFAULT '{}',
        language text,
        preferred_name text,
        said_as text,
        is_restricted boolean NOT NULL DEFAULT false,
        review_after date NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CONSTRAINT pk_ways_to_reach PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_ways_to_reach_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id),
        CONSTRAINT ck_ways_to_reach_way CHECK (way IN ('in-person', 'phone', 'letter', 'email', 'text')),
        CONSTRAINT ck_ways_to_reach_address CHECK (
          (way IS DISTINCT FROM 'email' OR email IS NOT NULL) AND (way IS DISTINCT FROM 'text' OR mobile IS NOT NULL)),
        CONSTRAINT ck_ways_to_reach_needs CHECK (needs <@ ARRAY['interpreter', 'sign-language', 'representative',
          'large-print', 'easy-read', 'no-internet', 'hearing', 'braille', 'audio', 'step-free', 'same-gender'])
      );
      CREATE UNIQUE INDEX uq_ways_to_reach_one_a_person ON ways_to_reach (organisation_id, person_id)
        WHERE ended_at IS NULL;

      CREATE TABLE staff_tasks (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        household_id uuid,
        person_id uuid,
        voice_id uuid,
        owner text,
        due_on date NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        done_at timestamptz,
        done_by text,
        CONSTRAINT pk_staff_tasks PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_staff_tasks_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_staff_tasks_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT fk_staff_tasks_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT ck_staff_tasks_kind CHECK (kind IN
          ('check-in', 'call-back', 'ask-preferences-again', 'ask-recompense-again', 'write-in-host')),
        CONSTRAINT ck_staff_tasks_done CHECK ((done_at IS NULL) = (done_by IS NULL))
      );
      CREATE UNIQUE INDEX uq_staff_tasks_one_open ON staff_tasks (organisation_id, kind, subject) WHERE done_at IS NULL;
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
    throw new Error('What residents asked of us is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  ways_to_reach: 'SELECT, INSERT, UPDATE (ended_at)',
  staff_tasks: 'SELECT, INSERT, UPDATE (owner, due_on, done_at, done_by)',
};

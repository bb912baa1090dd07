import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Phones at the door and what they bring. An entry is stored once under the id that the phone gave it, as it arrived
 * (sealed), with both clocks; what it led to points back at it. What cannot be placed is held, never refused.
 */
export class KeepVisits1795750000000 implements MigrationInterface {
  readonly name = 'KeepVisits1795750000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE phones (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        name text,
        operative_id text NOT NULL,
        operative_name text,
        app_version text NOT NULL,
        secret_hash bytea NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        last_contact_at timestamptz NOT NULL DEFAULT now(),
        waiting integer NOT NULL DEFAULT 0,
        oldest_waiting_at timestamptz,
        clock_ahead_seconds integer,
        removed_at timestamptz,
        removed_by text,
        cleared_at timestamptz,
        CONSTRAINT pk_phones PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_phones_removed CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
        CONSTRAINT ck_phones_waiting CHECK (waiting >= 0)
      );

      CREATE TABLE shift_links (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        operative_id text NOT NULL,
        operative_name text,
        scope jsonb NOT NULL,
        for_date date NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_shift_links PRIMARY KEY (organisation_id, id)
      );

      CREATE TABLE visit_sessions (
        organisation_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        phone_id uuid NOT NULL,
        operative_id text NOT NULL,
        scope jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_visit_sessions PRIMARY KEY (organisation_id, secret_hash),
        CONSTRAINT fk_visit_sessions_phone FOREIGN KEY (organisation_id, phone_id)
          REFERENCES phones (organisation_id, id)
      );

      CREATE TABLE visit_entries (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        phone_id uuid NOT NULL,
        operative_id text NOT NULL,
        reference text NOT NULL,
        body_hash bytea NOT NULL,
        state text NOT NULL,
        held_because text,
        sealed_body text,
        what text,
        topics text[] NOT NULL DEFAULT '{}',
        household_id uuid,
        home_id uuid,
        repair_id uuid,
        voice_id uuid,
        hand_off_id uuid,
        corrects uuid,
        told_at timestamptz,
        saved_at timestamptz,
        clock_ahead_seconds integer,
        received_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        settled_by text,
        CONSTRAINT pk_visit_entries PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_visit_entries_reference UNIQUE (organisation_id, reference),
        CONSTRAINT fk_visit_entries_phone FOREIGN KEY (organisation_id, phone_id) REFERENCES phones (organisation_id, id),
        CONSTRAINT fk_visit_entries_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_visit_entries_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes (organisation_id, id),
        CONSTRAINT fk_visit_entries_repair FOREIGN KEY (organisation_id, repair_id)
          REFERENCES repairs (organisation_id, id),
        CONSTRAINT fk_visit_entries_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_visit_entries_hand_off FOREIGN KEY (organisation_id, hand_off_id)
          REFERENCES hand_offs (organisation_id, id),
        CONSTRAINT ck_visit_entries_state CHECK (state IN ('kept', 'held', 'detached')),
        CONSTRAINT ck_visit_entries_held CHECK ((state = 'held') = (held_because IS NOT NULL)
          AND held_because IN ('home-unknown', 'phone-removed', 'unreadable', 'choose-route', 'no-route')),
        CONSTRAINT ck_visit_entries_what CHECK (what IN ('raised', 'nothing-raised', 'nobody-in', 'not-today')),
        CONSTRAINT ck_visit_entries_settled CHECK ((settled_at IS NULL) = (settled_by IS NULL))
      );
      CREATE INDEX ix_visit_entries_held ON visit_entries (organisation_id, received_at) WHERE state = 'held' AND settled_at IS NULL;
      CREATE INDEX ix_visit_entries_household ON visit_entries (organisation_id, household_id);
      CREATE INDEX ix_phones_operative ON phones (organisation_id, operative_id);
      CREATE INDEX ix_visit_sessions_phone ON visit_sessions (organisation_id, phone_id);
      CREATE INDEX ix_appointments_starts ON appointments (organisation_id, starts_at);
      -- dropped because: it is made again below, with one kind more.
      ALTER TABLE alarms DROP CONSTRAINT ck_alarms_kind;
      ALTER TABLE alarms ADD CONSTRAINT ck_alarms_kind CHECK (kind IN
        ('told-late', 'not-acknowledged', 'told-again', 'cannot-send', 'third-time-unpaid', 'unusual-rise',
         'reply-overdue', 'visit-held'));

      CREATE TABLE visit_photos (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        entry_id uuid NOT NULL,
        sha256 bytea NOT NULL,
        bytes integer NOT NULL,
        received_bytes integer NOT NULL DEFAULT 0,
        state text NOT NULL DEFAULT 'arriving',
        kind text,
        refused_because text,
        stored_as text,
        made_at timestamptz NOT NULL DEFAULT now(),
        whole_at timestamptz,
        CONSTRAINT pk_visit_photos PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_visit_photos_entry FOREIGN KEY (organisation_id, entry_id)
          REFERENCES visit_entries (organisation_id, id),
        CONSTRAINT ck_visit_photos_bytes CHECK (bytes BETWEEN 1 AND 8388608 AND received_bytes BETWEEN 0 AND bytes),
        CONSTRAINT ck_visit_photos_state CHECK (state IN ('arriving', 'kept', 'refused')),
        CONSTRAINT ck_visit_photos_refused CHECK ((state = 'refused') = (refused_because IS NOT NULL)
          AND refused_because IN ('not-an-image', 'not-what-was-sent', 'infected', 'too-large')),
        CONSTRAINT ck_visit_photos_kept CHECK ((state = 'kept') = (stored_as IS NOT NULL))
      );
      CREATE INDEX ix_visit_photos_entry ON visit_photos (organisation_id, entry_id);
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
    throw new Error('What phones brought is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  phones:
    'SELECT, INSERT, UPDATE (name, operative_id, operative_name, app_version, secret_hash, last_contact_at, waiting, oldest_waiting_at, clock_ahead_seconds, removed_at, removed_by, cleared_at)',
  shift_links: 'SELECT, INSERT, UPDATE (used_at)',
  visit_sessions: 'SELECT, INSERT, DELETE',
  visit_entries:
    'SELECT, INSERT, UPDATE (state, held_because, sealed_body, household_id, home_id, voice_id, hand_off_id, settled_at, settled_by)',
  visit_photos: 'SELECT, INSERT, UPDATE (received_bytes, state, kind, refused_because, stored_as, whole_at)',
};

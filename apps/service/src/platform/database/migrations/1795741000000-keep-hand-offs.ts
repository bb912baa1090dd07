import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is not engagement and must reach those who act. A hand-off keeps a stub; its words stand sealed until the other
 * side has them, and then nowhere. A restricted one (safeguarding, domestic abuse, crisis, conduct) points at nobody and
 * does not say which it is: the constraint holds it.
 */
export class KeepHandOffs1795741000000 implements MigrationInterface {
  readonly name = 'KeepHandOffs1795741000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE hand_off_routes (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        route text NOT NULL,
        way text NOT NULL,
        connection_id uuid,
        email text,
        phone text,
        what_to_do text,
        escalate_to text,
        acknowledge_minutes integer,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_hand_off_routes PRIMARY KEY (organisation_id, route),
        CONSTRAINT fk_hand_off_routes_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT ck_hand_off_routes_route CHECK (route IN
          ('emergency', 'crisis', 'safeguarding_da', 'safeguarding', 'hazard', 'building_safety', 'conduct', 'legal',
           'asb', 'complaint_choice', 'support', 'data_rights', 'information_request', 'service_request')),
        CONSTRAINT ck_hand_off_routes_way CHECK (
          (way = 'host' AND connection_id IS NOT NULL) OR (way = 'email' AND email IS NOT NULL) OR way = 'by-hand'),
        CONSTRAINT ck_hand_off_routes_minutes CHECK (acknowledge_minutes BETWEEN 1 AND 43200)
      );

      CREATE TABLE route_words (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        route text NOT NULL,
        phrase text NOT NULL,
        kind text NOT NULL,
        added_by text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CONSTRAINT pk_route_words PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_route_words_kind CHECK (kind IN ('offers', 'never')),
        CONSTRAINT ck_route_words_phrase CHECK (phrase <> '')
      );
      CREATE UNIQUE INDEX uq_route_words_one_a_phrase ON route_words (organisation_id, route, lower(phrase))
        WHERE ended_at IS NULL;

      CREATE TABLE hand_offs (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        route text NOT NULL,
        reference text NOT NULL,
        household_id uuid,
        home_id uuid,
        person_id uuid,
        is_emergency boolean NOT NULL,
        raised_by text,
        told_at timestamptz NOT NULL,
        captured_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        target_at timestamptz NOT NULL,
        way text NOT NULL,
        repeats uuid,
        tries smallint NOT NULL DEFAULT 0,
        sent_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by text,
        host_reference text,
        escalations smallint NOT NULL DEFAULT 0,
        closed_at timestamptz,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_hand_offs PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_hand_offs_one_a_key UNIQUE (organisation_id, idempotency_key),
        CONSTRAINT uq_hand_offs_reference UNIQUE (organisation_id, reference),
        CONSTRAINT fk_hand_offs_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_hand_offs_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes (organisation_id, id),
        CONSTRAINT fk_hand_offs_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT fk_hand_offs_repeats FOREIGN KEY (organisation_id, repeats)
          REFERENCES hand_offs (organisation_id, id),
        CONSTRAINT ck_hand_offs_route CHECK (route IN
          ('emergency', 'hazard', 'building_safety', 'legal', 'asb', 'complaint_choice', 'support', 'data_rights',
           'information_request', 'service_request', 'restricted')),
        CONSTRAINT ck_hand_offs_restricted CHECK (route <> 'restricted' OR (
          household_id IS NULL AND home_id IS NULL AND person_id IS NULL AND raised_by IS NULL AND repeats IS NULL)),
        CONSTRAINT ck_hand_offs_way CHECK (way IN ('host', 'email', 'by-hand')),
        CONSTRAINT ck_hand_offs_clock CHECK (told_at <= captured_at AND captured_at <= received_at),
        CONSTRAINT ck_hand_offs_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
      );
      CREATE INDEX ix_hand_offs_household ON hand_offs (organisation_id, household_id) WHERE household_id IS NOT NULL;
      CREATE INDEX ix_hand_offs_home ON hand_offs (organisation_id, home_id) WHERE home_id IS NOT NULL;
      CREATE INDEX ix_hand_offs_waiting ON hand_offs (organisation_id, target_at) WHERE acknowledged_at IS NULL;

      CREATE TABLE hand_off_contents (
        organisation_id uuid NOT NULL,
        hand_off_id uuid NOT NULL,
        sealed text NOT NULL,
        CONSTRAINT pk_hand_off_contents PRIMARY KEY (organisation_id, hand_off_id),
        CONSTRAINT fk_hand_off_contents_hand_off FOREIGN KEY (organisation_id, hand_off_id)
          REFERENCES hand_offs (organisation_id, id)
      );

      CREATE TABLE route_choices (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        voice_id uuid,
        hand_off_id uuid,
        offered text[] NOT NULL,
        chosen text[] NOT NULL,
        why_not text,
        decided_by text NOT NULL,
        decided_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_route_choices PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_route_choices_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_route_choices_hand_off FOREIGN KEY (organisation_id, hand_off_id)
          REFERENCES hand_offs (organisation_id, id),
        CONSTRAINT ck_route_choices_why_not CHECK (why_not IN
          ('already-known', 'over', 'not-here', 'a-saying', 'misread', 'resident-said-no')),
        CONSTRAINT ck_route_choices_decided CHECK (cardinality(chosen) > 0 OR why_not IS NOT NULL)
      );
      CREATE INDEX ix_route_choices_voice ON route_choices (organisation_id, voice_id);

      CREATE TABLE complaint_choices (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        voice_id uuid,
        household_id uuid,
        person_id uuid,
        choice text NOT NULL,
        told_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        hand_off_id uuid,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_complaint_choices PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_complaint_choices_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        CONSTRAINT fk_complaint_choices_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_complaint_choices_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_complaint_choices_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id),
        CONSTRAINT fk_complaint_choices_hand_off FOREIGN KEY (organisation_id, hand_off_id)
          REFERENCES hand_offs (organisation_id, id),
        CONSTRAINT ck_complaint_choices_choice CHECK (choice IN ('offered', 'yes', 'no-thanks', 'not-now')),
        CONSTRAINT ck_complaint_choices_yes CHECK ((choice = 'yes') = (hand_off_id IS NOT NULL))
      );
      CREATE INDEX ix_complaint_choices_voice ON complaint_choices (organisation_id, voice_id);

      CREATE TABLE silences (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        household_id uuid NOT NULL,
        staff_id text,
        since timestamptz NOT NULL DEFAULT now(),
        until timestamptz,
        ended_at timestamptz,
        ended_by text,
        CONSTRAINT pk_silences PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_silences_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id)
      );
      CREATE INDEX ix_silences_household ON silences (organisation_id, household_id) WHERE ended_at IS NULL;

      CREATE TABLE alarms (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        level smallint NOT NULL DEFAULT 1,
        to_email text,
        tries smallint NOT NULL DEFAULT 0,
        raised_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        seen_at timestamptz,
        seen_by text,
        CONSTRAINT pk_alarms PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_alarms_once UNIQUE (organisation_id, kind, subject, level),
        CONSTRAINT ck_alarms_kind CHECK (kind IN
          ('told-late', 'not-acknowledged', 'told-again', 'cannot-send', 'third-time-unpaid', 'unusual-rise',
           'reply-overdue'))
      );
      CREATE INDEX ix_alarms_unseen ON alarms (organisation_id, raised_at) WHERE seen_at IS NULL;
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
    throw new Error('What was handed over is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  hand_off_routes: 'SELECT, INSERT, UPDATE, DELETE',
  route_words: 'SELECT, INSERT, UPDATE (ended_at)',
  hand_offs:
    'SELECT, INSERT, UPDATE (tries, sent_at, acknowledged_at, acknowledged_by, host_reference, escalations, closed_at, way)',
  hand_off_contents: 'SELECT, INSERT, DELETE',
  route_choices: 'SELECT, INSERT',
  complaint_choices: 'SELECT, INSERT',
  silences: 'SELECT, INSERT, UPDATE (until, ended_at, ended_by)',
  alarms: 'SELECT, INSERT, UPDATE (tries, sent_at, seen_at, seen_by)',
};

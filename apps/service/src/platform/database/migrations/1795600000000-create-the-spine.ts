import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first tables, with row level security from the start.
 *
 * Every table of a landlord leads its keys with `organisation_id`, so that no foreign key can cross landlords and no
 * unique index tells one landlord what another holds. Two roles use it, neither owning anything:
 * `doorstep_app` sees one organisation at a time, the one named by the transaction;
 * `doorstep_dispatch` sees only which organisations have work waiting (ids and times, never content).
 */
export class CreateTheSpine1795600000000 implements MigrationInterface {
  readonly name = 'CreateTheSpine1795600000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION current_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT nullif(current_setting('doorstep.organisation', true), '')::uuid $$;

      CREATE TABLE organisations (
        id uuid NOT NULL,
        slug text NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_organisations PRIMARY KEY (id),
        CONSTRAINT uq_organisations_slug UNIQUE (slug),
        CONSTRAINT ck_organisations_slug CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$')
      );

      CREATE TABLE api_keys (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        name text NOT NULL,
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        CONSTRAINT pk_api_keys PRIMARY KEY (organisation_id, id)
      );

      CREATE TABLE installations (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        name text NOT NULL,
        allowed_origins text[] NOT NULL,
        public_keys jsonb NOT NULL,
        record_systems jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_installations PRIMARY KEY (organisation_id, id)
      );

      CREATE TABLE used_tokens (
        organisation_id uuid NOT NULL,
        installation_id uuid NOT NULL,
        token_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_used_tokens PRIMARY KEY (organisation_id, installation_id, token_id),
        CONSTRAINT fk_used_tokens_installation FOREIGN KEY (organisation_id, installation_id)
          REFERENCES installations (organisation_id, id)
      );

      CREATE TABLE panel_sessions (
        organisation_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        installation_id uuid NOT NULL,
        staff_id text NOT NULL,
        roles text[] NOT NULL,
        record_type text NOT NULL,
        record_id text NOT NULL,
        origin text NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_panel_sessions PRIMARY KEY (organisation_id, secret_hash),
        CONSTRAINT fk_panel_sessions_installation FOREIGN KEY (organisation_id, installation_id)
          REFERENCES installations (organisation_id, id)
      );

      CREATE TABLE connections (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        name text NOT NULL,
        title text NOT NULL,
        connector text NOT NULL,
        configuration jsonb NOT NULL,
        sealed_secrets jsonb NOT NULL,
        value_mapping jsonb NOT NULL,
        allowed_addresses text[] NOT NULL DEFAULT '{}',
        sync_every_minutes integer NOT NULL DEFAULT 15,
        next_sync_at timestamptz NOT NULL DEFAULT now(),
        last_complete_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_connections PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_connections_name UNIQUE (organisation_id, name),
        CONSTRAINT ck_connections_sync_every CHECK (sync_every_minutes BETWEEN 1 AND 1440)
      );

      CREATE TABLE runs (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        connection_id uuid NOT NULL,
        status text NOT NULL,
        is_full boolean NOT NULL,
        counts jsonb NOT NULL DEFAULT '{}',
        problem text,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CONSTRAINT pk_runs PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_runs_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT ck_runs_status CHECK (status IN ('running', 'complete', 'incomplete', 'interrupted'))
      );
      CREATE UNIQUE INDEX uq_runs_one_running ON runs (organisation_id, connection_id) WHERE status = 'running';

      CREATE TABLE stream_states (
        organisation_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        pass uuid NOT NULL,
        state jsonb,
        keys_seen integer NOT NULL DEFAULT 0,
        is_complete boolean NOT NULL DEFAULT false,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_stream_states PRIMARY KEY (organisation_id, connection_id, stream),
        CONSTRAINT fk_stream_states_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id)
      );

      CREATE UNLOGGED TABLE seen_keys (
        organisation_id uuid NOT NULL,
        pass uuid NOT NULL,
        key text NOT NULL,
        CONSTRAINT pk_seen_keys PRIMARY KEY (organisation_id, pass, key)
      );

      CREATE TABLE held_rows (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        key text NOT NULL,
        code text NOT NULL,
        message text NOT NULL,
        raw text,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        released_at timestamptz,
        CONSTRAINT pk_held_rows PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_held_rows_key UNIQUE (organisation_id, connection_id, stream, key, code),
        CONSTRAINT fk_held_rows_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id)
      );

      CREATE TABLE unknown_codes (
        organisation_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        field text NOT NULL,
        value text NOT NULL,
        times bigint NOT NULL,
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_unknown_codes PRIMARY KEY (organisation_id, connection_id, stream, field, value),
        CONSTRAINT fk_unknown_codes_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id)
      );

      CREATE TABLE homes (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        kind text NOT NULL,
        kind_source text,
        scheme text NOT NULL,
        address_lines text[] NOT NULL,
        postal_code text,
        parent_reference jsonb,
        is_active boolean NOT NULL,
        content_hash bytea NOT NULL,
        source_updated_at timestamptz,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT pk_homes PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_homes_reference UNIQUE (organisation_id, connection_id, reference_id),
        CONSTRAINT fk_homes_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT ck_homes_kind CHECK (kind IN ('estate', 'block', 'dwelling', 'non-dwelling', 'facility', 'unknown')),
        CONSTRAINT ck_homes_scheme CHECK (scheme IN ('general', 'sheltered', 'refuge'))
      );
      CREATE TABLE other_references (
        organisation_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        entity text NOT NULL,
        entity_id uuid NOT NULL,
        allocated_by text NOT NULL,
        reference_id text NOT NULL,
        CONSTRAINT pk_other_references
          PRIMARY KEY (organisation_id, connection_id, entity, allocated_by, reference_id, entity_id),
        CONSTRAINT fk_other_references_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT ck_other_references_entity CHECK (entity IN ('home', 'person', 'tenancy'))
      );
      CREATE INDEX ix_other_references_entity ON other_references (organisation_id, entity_id);

      CREATE TABLE people (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        full_name text NOT NULL,
        title text,
        given_name text,
        family_name text,
        date_of_birth date,
        date_of_death date,
        kinds text[] NOT NULL,
        content_hash bytea NOT NULL,
        source_updated_at timestamptz,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT pk_people PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_people_reference UNIQUE (organisation_id, connection_id, reference_id),
        CONSTRAINT fk_people_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id)
      );

      CREATE TABLE tenancies (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        home_reference_id text,
        home_allocated_by text,
        home_id uuid,
        type_code text,
        type_source text,
        start_date date,
        end_date date,
        is_active boolean NOT NULL,
        is_mutual_exchange boolean NOT NULL,
        succession_date date,
        eviction_date date,
        notice_served_date date,
        members jsonb NOT NULL,
        content_hash bytea NOT NULL,
        source_updated_at timestamptz,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT pk_tenancies PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_tenancies_reference UNIQUE (organisation_id, connection_id, reference_id),
        CONSTRAINT fk_tenancies_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT fk_tenancies_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes (organisation_id, id)
      );
      CREATE INDEX ix_tenancies_home ON tenancies (organisation_id, home_id);

      CREATE TABLE tenancy_parties (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        tenancy_reference_id text NOT NULL,
        tenancy_id uuid,
        is_responsible boolean,
        resolution text NOT NULL DEFAULT 'unresolved',
        CONSTRAINT pk_tenancy_parties PRIMARY KEY (organisation_id, person_id, tenancy_reference_id),
        CONSTRAINT fk_tenancy_parties_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id) ON DELETE CASCADE,
        CONSTRAINT fk_tenancy_parties_tenancy FOREIGN KEY (organisation_id, tenancy_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_tenancy_parties_resolution
          CHECK (resolution IN ('unresolved', 'source-id', 'name-and-birth-date', 'name-only', 'not-named'))
      );
      CREATE INDEX ix_tenancy_parties_tenancy ON tenancy_parties (organisation_id, tenancy_id);

      CREATE TABLE repairs (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        home_reference_id text,
        home_allocated_by text,
        home_id uuid,
        description text NOT NULL,
        priority_code text,
        priority_source text,
        phase text NOT NULL,
        status_source text,
        trade_code text,
        trade_name text,
        contractor text,
        raised_at timestamptz,
        completed_at timestamptz,
        ended_at timestamptz,
        is_emergency boolean NOT NULL,
        is_hazard boolean NOT NULL,
        content_hash bytea NOT NULL,
        source_updated_at timestamptz,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT pk_repairs PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_repairs_reference UNIQUE (organisation_id, connection_id, reference_id),
        CONSTRAINT fk_repairs_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT fk_repairs_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes (organisation_id, id),
        CONSTRAINT ck_repairs_priority CHECK (priority_code IN ('1', '2', '3', '4', '5')),
        CONSTRAINT ck_repairs_phase CHECK (phase IN ('requested', 'open', 'scheduled', 'in-progress', 'on-hold',
          'awaiting-approval', 'completed', 'cancelled', 'no-access', 'superseded', 'unknown'))
      );
      CREATE INDEX ix_repairs_home ON repairs (organisation_id, home_id);

      CREATE TABLE appointments (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        repair_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz,
        lifecycle text NOT NULL,
        lifecycle_source text,
        CONSTRAINT pk_appointments PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_appointments_reference UNIQUE (organisation_id, repair_id, reference_id),
        CONSTRAINT fk_appointments_repair FOREIGN KEY (organisation_id, repair_id)
          REFERENCES repairs (organisation_id, id) ON DELETE CASCADE,
        CONSTRAINT ck_appointments_lifecycle
          CHECK (lifecycle IN ('planned', 'started', 'completed', 'cancelled', 'no-access', 'unknown'))
      );

      CREATE TABLE cases (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        connection_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        kind text NOT NULL,
        kind_source text NOT NULL,
        state text NOT NULL,
        is_open boolean NOT NULL,
        opened_at timestamptz,
        closed_at timestamptz,
        content_hash bytea NOT NULL,
        source_updated_at timestamptz,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT pk_cases PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_cases_reference UNIQUE (organisation_id, connection_id, reference_id),
        CONSTRAINT fk_cases_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id)
      );
      CREATE TABLE case_subjects (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        allocated_by text NOT NULL,
        reference_id text NOT NULL,
        CONSTRAINT pk_case_subjects PRIMARY KEY (organisation_id, case_id, allocated_by, reference_id),
        CONSTRAINT fk_case_subjects_case FOREIGN KEY (organisation_id, case_id)
          REFERENCES cases (organisation_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_case_subjects_reference ON case_subjects (organisation_id, reference_id);

      CREATE TABLE alerts (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        code text NOT NULL,
        code_source text NOT NULL,
        start_date date,
        end_date date,
        is_active boolean NOT NULL,
        CONSTRAINT pk_alerts PRIMARY KEY (organisation_id, person_id, reference_id),
        CONSTRAINT fk_alerts_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id) ON DELETE CASCADE
      );

      CREATE TABLE alert_readings (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        read_at timestamptz NOT NULL,
        CONSTRAINT pk_alert_readings PRIMARY KEY (organisation_id, person_id),
        CONSTRAINT fk_alert_readings_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id) ON DELETE CASCADE
      );

      CREATE TABLE contacts (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        reference_id text NOT NULL,
        allocated_by text NOT NULL,
        type_code text,
        type_source text NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        home_id uuid,
        tenancy_id uuid,
        person_id uuid,
        repair_id uuid,
        CONSTRAINT pk_contacts PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_contacts_reference UNIQUE (organisation_id, allocated_by, reference_id),
        CONSTRAINT fk_contacts_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes (organisation_id, id),
        CONSTRAINT fk_contacts_tenancy FOREIGN KEY (organisation_id, tenancy_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_contacts_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT fk_contacts_repair FOREIGN KEY (organisation_id, repair_id) REFERENCES repairs (organisation_id, id)
      );
      CREATE INDEX ix_contacts_tenancy ON contacts (organisation_id, tenancy_id);

      CREATE TABLE decisions (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        contact_id uuid NOT NULL,
        household_id uuid,
        outcome text NOT NULL,
        why_not text,
        why_not_form text,
        facts jsonb NOT NULL,
        trace jsonb NOT NULL,
        library_version text NOT NULL,
        decided_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_decisions PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_decisions_one_a_contact UNIQUE (organisation_id, contact_id),
        CONSTRAINT fk_decisions_contact FOREIGN KEY (organisation_id, contact_id)
          REFERENCES contacts (organisation_id, id),
        CONSTRAINT ck_decisions_outcome CHECK (
          (outcome = 'prompt' AND why_not IS NULL AND why_not_form IS NULL)
          OR (outcome = 'none' AND why_not IS NOT NULL AND why_not_form IN ('open', 'silent')))
      );
      CREATE INDEX ix_decisions_household ON decisions (organisation_id, household_id, decided_at);

      CREATE TABLE prompts (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        decision_id uuid NOT NULL,
        household_id uuid NOT NULL,
        kind text NOT NULL,
        code text NOT NULL,
        theme text NOT NULL,
        title text NOT NULL,
        say text NOT NULL,
        probe text NOT NULL,
        why_asking text NOT NULL,
        reasons jsonb NOT NULL,
        state text NOT NULL DEFAULT 'open',
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        closed_at timestamptz,
        CONSTRAINT pk_prompts PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_prompts_one_a_decision UNIQUE (organisation_id, decision_id),
        CONSTRAINT fk_prompts_decision FOREIGN KEY (organisation_id, decision_id)
          REFERENCES decisions (organisation_id, id),
        CONSTRAINT fk_prompts_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_prompts_kind CHECK (kind IN ('tell-them', 'reply-due', 'invite', 'ask', 'check-preference')),
        CONSTRAINT ck_prompts_state CHECK (state IN ('open', 'answered', 'not-this-time', 'expired', 'withdrawn')),
        CONSTRAINT ck_prompts_closed CHECK ((state = 'open') = (closed_at IS NULL))
      );
      CREATE UNIQUE INDEX uq_prompts_one_open_a_kind ON prompts (organisation_id, household_id, kind)
        WHERE state = 'open';
      CREATE INDEX ix_prompts_household ON prompts (organisation_id, household_id, created_at);

      CREATE TABLE outcomes (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        prompt_id uuid NOT NULL,
        household_id uuid NOT NULL,
        person_id uuid,
        outcome text NOT NULL,
        heard text,
        reason text,
        staff_id text NOT NULL,
        said_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        withdrawn_at timestamptz,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_outcomes PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_outcomes_one_a_key UNIQUE (organisation_id, staff_id, idempotency_key),
        CONSTRAINT fk_outcomes_prompt FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts (organisation_id, id),
        CONSTRAINT fk_outcomes_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_outcomes_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT ck_outcomes_outcome CHECK (
          (outcome = 'heard' AND heard IN ('idea', 'worry', 'good', 'happy') AND reason IS NULL)
          OR (outcome = 'not-this-time' AND heard IS NULL
              AND reason IN ('moment', 'topic', 'another-way', 'never', 'wrong')))
      );
      CREATE UNIQUE INDEX uq_outcomes_one_a_prompt ON outcomes (organisation_id, prompt_id) WHERE withdrawn_at IS NULL;

      CREATE INDEX ix_outcomes_household ON outcomes (organisation_id, household_id);

      CREATE TABLE voices (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        outcome_id uuid NOT NULL,
        household_id uuid NOT NULL,
        person_id uuid,
        words text NOT NULL,
        whose text NOT NULL,
        keep_name boolean NOT NULL,
        taken_by text NOT NULL,
        said_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_voices PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_voices_one_a_key UNIQUE (organisation_id, taken_by, idempotency_key),
        CONSTRAINT fk_voices_outcome FOREIGN KEY (organisation_id, outcome_id) REFERENCES outcomes (organisation_id, id),
        CONSTRAINT fk_voices_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_voices_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT ck_voices_words CHECK (words <> ''),
        CONSTRAINT ck_voices_whose CHECK (whose IN ('own', 'relayed', 'reading'))
      );
      CREATE INDEX ix_voices_household ON voices (organisation_id, household_id);

      CREATE TABLE preferences (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        household_id uuid NOT NULL,
        kind text NOT NULL,
        theme text,
        outcome_id uuid,
        since timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CONSTRAINT pk_preferences PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_preferences_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_preferences_outcome FOREIGN KEY (organisation_id, outcome_id)
          REFERENCES outcomes (organisation_id, id),
        CONSTRAINT ck_preferences_kind CHECK (kind IN ('do-not-ask', 'ask-more'))
      );
      CREATE UNIQUE INDEX uq_preferences_one_a_theme
        ON preferences (organisation_id, household_id, kind, coalesce(theme, '')) WHERE ended_at IS NULL;

      CREATE TABLE outbox (
        organisation_id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        topic text NOT NULL,
        subject_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        done_at timestamptz,
        CONSTRAINT pk_outbox PRIMARY KEY (organisation_id, seq),
        CONSTRAINT uq_outbox_subject UNIQUE (organisation_id, topic, subject_id),
        CONSTRAINT ck_outbox_topic CHECK (topic IN ('contact'))
      );
      CREATE INDEX ix_outbox_waiting ON outbox (organisation_id, seq) WHERE done_at IS NULL;
      CREATE INDEX ix_outbox_in_hand ON outbox (organisation_id, sent_at) WHERE done_at IS NULL AND sent_at IS NOT NULL;

      CREATE TABLE audit_entries (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        detail jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT pk_audit_entries PRIMARY KEY (organisation_id, id)
      );

      ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
      ALTER TABLE organisations FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON organisations TO doorstep_app
        USING (id = (SELECT current_organisation())) WITH CHECK (id = (SELECT current_organisation()));
      CREATE POLICY which_exist ON organisations FOR SELECT TO doorstep_dispatch USING (true);
      GRANT SELECT, INSERT ON organisations TO doorstep_app;
      GRANT SELECT (id, slug, name) ON organisations TO doorstep_dispatch;
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
    await db.query(`
      CREATE POLICY what_waits ON outbox TO doorstep_dispatch USING (true);
      GRANT SELECT, UPDATE (sent_at) ON outbox TO doorstep_dispatch;
      CREATE POLICY what_is_due ON connections FOR SELECT TO doorstep_dispatch USING (true);
      GRANT SELECT (organisation_id, id, next_sync_at) ON connections TO doorstep_dispatch;
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first migration is not undone: drop the database instead.');
  }
}

/** What `doorstep_app` may do to each table: words, outcomes, decisions and the audit can be added but never rewritten. */
const tables: Readonly<Record<string, string>> = {
  api_keys: 'SELECT, INSERT, UPDATE (revoked_at)',
  installations: 'SELECT, INSERT',
  used_tokens: 'SELECT, INSERT, DELETE',
  panel_sessions: 'SELECT, INSERT, DELETE',
  connections: 'SELECT, INSERT, UPDATE',
  runs: 'SELECT, INSERT, UPDATE',
  stream_states: 'SELECT, INSERT, UPDATE',
  seen_keys: 'SELECT, INSERT, DELETE',
  held_rows: 'SELECT, INSERT, UPDATE',
  unknown_codes: 'SELECT, INSERT, UPDATE',
  homes: 'SELECT, INSERT, UPDATE',
  other_references: 'SELECT, INSERT, DELETE',
  people: 'SELECT, INSERT, UPDATE',
  tenancies: 'SELECT, INSERT, UPDATE',
  tenancy_parties: 'SELECT, INSERT, UPDATE, DELETE',
  repairs: 'SELECT, INSERT, UPDATE',
  appointments: 'SELECT, INSERT, UPDATE, DELETE',
  cases: 'SELECT, INSERT, UPDATE',
  case_subjects: 'SELECT, INSERT, DELETE',
  alerts: 'SELECT, INSERT, UPDATE, DELETE',
  alert_readings: 'SELECT, INSERT, UPDATE',
  contacts: 'SELECT, INSERT, UPDATE (home_id, tenancy_id)',
  decisions: 'SELECT, INSERT',
  prompts: 'SELECT, INSERT, UPDATE (state, closed_at)',
  outcomes: 'SELECT, INSERT, UPDATE (withdrawn_at)',
  voices: 'SELECT, INSERT',
  preferences: 'SELECT, INSERT, UPDATE (ended_at)',
  outbox: 'SELECT, INSERT, UPDATE (done_at)',
  audit_entries: 'SELECT, INSERT',
};

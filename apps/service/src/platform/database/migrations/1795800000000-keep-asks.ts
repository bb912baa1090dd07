import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Asks: a question to a known group, with what is decided, what is open and who decides; its options with their costs; its
 * roll call, of which only what happened is kept, with where each household stands beside it; what was decided; and what
 * residents were promised and found of it. An ask gathers its voices in a topic, through which each is answered.
 */
export class KeepAsks1795800000000 implements MigrationInterface {
  readonly name = 'KeepAsks1795800000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE asks (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        topic_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'draft',
        size text NOT NULL DEFAULT 'small',
        question text NOT NULL,
        why text NOT NULL,
        owner text NOT NULL,
        claimed text NOT NULL,
        -- [{ "what", "because" }], and what residents can still change.
        already_decided jsonb NOT NULL DEFAULT '[]',
        still_open text[] NOT NULL,
        target text,
        journey text,
        room_to_change text,
        -- Null: not written yet. Empty: none is needed, and somebody said so.
        briefing text,
        formats text[] NOT NULL DEFAULT '{}',
        recompense text,
        stakes text NOT NULL DEFAULT 'light',
        theme text,
        is_tenant_led boolean NOT NULL DEFAULT false,
        -- Who of the residents holds the wording; once set, only with their agreement does it change.
        wording_held_by text,
        decision_on date NOT NULL,
        closes_on date NOT NULL,
        most_answers integer,
        -- { "kind": "everyone" } or { "kind": "places", "places": [references of schemes or homes] }
        scope jsonb NOT NULL,
        opened_at timestamptz,
        options_shared_at timestamptz,
        closed_at timestamptz,
        closed_because text,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_asks PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_asks_topic UNIQUE (organisation_id, topic_id),
        CONSTRAINT uq_asks_one_a_key UNIQUE (organisation_id, created_by, idempotency_key),
        CONSTRAINT fk_asks_topic FOREIGN KEY (organisation_id, topic_id) REFERENCES topics (organisation_id, id),
        CONSTRAINT ck_asks_state CHECK (state IN ('draft', 'open', 'closed', 'decided')
          AND (state = 'draft') = (opened_at IS NULL)
          AND (state IN ('draft', 'open')) = (closed_at IS NULL)
          AND (closed_at IS NULL) = (closed_because IS NULL)),
        CONSTRAINT ck_asks_size CHECK (size IN ('small', 'full')),
        CONSTRAINT ck_asks_words CHECK (question <> '' AND why <> '' AND owner <> ''),
        CONSTRAINT ck_asks_claimed CHECK (claimed IN ('landlord', 'landlord-after-asking', 'together', 'residents')),
        CONSTRAINT ck_asks_stakes CHECK (stakes IN ('light', 'policy', 'contract', 'rent')),
        CONSTRAINT ck_asks_formats CHECK (formats <@ ARRAY['standard', 'large-print', 'easy-read', 'welsh', 'spoken', 'sign-language']),
        CONSTRAINT ck_asks_most_answers CHECK (most_answers > 0),
        CONSTRAINT ck_asks_closed_because CHECK (closed_because IN ('day-reached', 'enough-answers', 'stopped', 'decided'))
      );
      CREATE INDEX ix_asks_open ON asks (organisation_id, closes_on) WHERE state = 'open';

      CREATE TABLE ask_options (
        organisation_id uuid NOT NULL,
        ask_id uuid NOT NULL,
        number integer NOT NULL,
        title text NOT NULL,
        words text NOT NULL,
        -- Pence; null: nobody has said what it costs.
        cost bigint,
        cost_words text,
        who_pays text,
        fixed_parts text[] NOT NULL DEFAULT '{}',
        withdrawn_at timestamptz,
        CONSTRAINT pk_ask_options PRIMARY KEY (organisation_id, ask_id, number),
        CONSTRAINT fk_ask_options_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_ask_options_number CHECK (number BETWEEN 1 AND 5 AND title <> ''),
        CONSTRAINT ck_ask_options_cost CHECK (cost >= 0)
      );

      CREATE TABLE ask_households (
        organisation_id uuid NOT NULL,
        ask_id uuid NOT NULL,
        household_id uuid NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        -- Where it stands after what happened; 'cannot-now' is over on the day in until.
        state text NOT NULL DEFAULT 'not-asked',
        round integer NOT NULL DEFAULT 0,
        reason text,
        until date,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_ask_households PRIMARY KEY (organisation_id, ask_id, household_id),
        CONSTRAINT fk_ask_households_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT fk_ask_households_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_ask_households_state CHECK (state IN ('not-asked', 'asked', 'heard', 'declined', 'cannot-now')),
        CONSTRAINT ck_ask_households_reason CHECK (reason IN ('not-my-topic', 'not-this-way', 'no-reason')),
        CONSTRAINT ck_ask_households_until CHECK ((state = 'cannot-now') = (until IS NOT NULL))
      );
      CREATE INDEX ix_ask_households_household ON ask_households (organisation_id, household_id);

      CREATE TABLE ask_events (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ask_id uuid NOT NULL,
        household_id uuid NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        round integer,
        reason text,
        until date,
        way text,
        voice_id uuid,
        prompt_id uuid,
        -- The option that they would choose.
        option_number integer,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_ask_events PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_ask_events_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        CONSTRAINT fk_ask_events_household FOREIGN KEY (organisation_id, ask_id, household_id)
          REFERENCES ask_households (organisation_id, ask_id, household_id),
        CONSTRAINT fk_ask_events_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_ask_events_prompt FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts (organisation_id, id),
        CONSTRAINT fk_ask_events_option FOREIGN KEY (organisation_id, ask_id, option_number)
          REFERENCES ask_options (organisation_id, ask_id, number),
        CONSTRAINT ck_ask_events_kind CHECK (kind IN ('asked', 'heard', 'unheard', 'declined', 'cannot-now')
          AND (kind = 'asked') = (round IS NOT NULL)
          AND (kind = 'declined') = (reason IS NOT NULL)
          AND (kind = 'cannot-now') = (until IS NOT NULL)),
        CONSTRAINT ck_ask_events_reason CHECK (reason IN ('not-my-topic', 'not-this-way', 'no-reason')),
        CONSTRAINT ck_ask_events_way CHECK (way IN ('in-person', 'phone', 'message', 'letter', 'online', 'event'))
      );
      CREATE INDEX ix_ask_events_household ON ask_events (organisation_id, ask_id, household_id, at);

      CREATE TABLE ask_decisions (
        organisation_id uuid NOT NULL,
        ask_id uuid NOT NULL,
        number integer NOT NULL,
        decided_on date NOT NULL,
        decided_by text NOT NULL,
        presented_by text,
        facilitator text,
        option_number integer,
        words text NOT NULL,
        because text NOT NULL,
        -- Why it was decided with fewer heard than its stakes ask for; null: enough were.
        few_heard_because text,
        -- Households in scope and heard on that day: what the badge says.
        scope_count integer NOT NULL,
        heard_count integer NOT NULL,
        -- The works programme or job of the host it went into, and how that stands there.
        works_connection_id uuid,
        works_reference text,
        works_state text,
        works_seen_at timestamptz,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_ask_decisions PRIMARY KEY (organisation_id, ask_id, number),
        CONSTRAINT fk_ask_decisions_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT fk_ask_decisions_option FOREIGN KEY (organisation_id, ask_id, option_number)
          REFERENCES ask_options (organisation_id, ask_id, number),
        CONSTRAINT fk_ask_decisions_works FOREIGN KEY (organisation_id, works_connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT ck_ask_decisions_by CHECK (decided_by IN ('residents', 'jointly', 'landlord', 'regulator')),
        CONSTRAINT ck_ask_decisions_words CHECK (words <> '' AND because <> ''),
        CONSTRAINT ck_ask_decisions_counts CHECK (heard_count BETWEEN 0 AND scope_count),
        CONSTRAINT ck_ask_decisions_works CHECK ((works_connection_id IS NULL) = (works_reference IS NULL))
      );

      CREATE TABLE promises (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        version integer NOT NULL,
        -- Residents' own order.
        place integer NOT NULL,
        words text NOT NULL,
        why_changed text,
        agreed_with text NOT NULL,
        owner text NOT NULL,
        ask_id uuid,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CONSTRAINT pk_promises PRIMARY KEY (organisation_id, id, version),
        CONSTRAINT fk_promises_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_promises_words CHECK (words <> '' AND owner <> '' AND agreed_with <> ''),
        CONSTRAINT ck_promises_why CHECK (version >= 1 AND (version = 1) = (why_changed IS NULL))
      );
      CREATE UNIQUE INDEX uq_promises_one_in_force ON promises (organisation_id, id) WHERE ended_at IS NULL;

      CREATE TABLE promise_actions (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        promise_id uuid NOT NULL,
        promise_version integer NOT NULL,
        what text NOT NULL,
        owner text NOT NULL,
        due_on date NOT NULL,
        done_on date,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_promise_actions PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_promise_actions_promise FOREIGN KEY (organisation_id, promise_id, promise_version)
          REFERENCES promises (organisation_id, id, version),
        CONSTRAINT ck_promise_actions_what CHECK (what <> '' AND owner <> '')
      );
      CREATE INDEX ix_promise_actions_promise ON promise_actions (organisation_id, promise_id);

      CREATE TABLE stories (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        voice_id uuid NOT NULL,
        happened text NOT NULL,
        felt text,
        changed text,
        told_as text NOT NULL,
        consented_at timestamptz,
        consent_kind text,
        withdrawn_at timestamptz,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_stories PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_stories_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT ck_stories_told_as CHECK (told_as IN ('without-name', 'with-first-name')),
        CONSTRAINT ck_stories_consent CHECK ((consented_at IS NULL) = (consent_kind IS NULL)
          AND consent_kind IN ('said-so', 'signed'))
      );

      CREATE TABLE evidence_packs (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        kind text NOT NULL,
        ask_id uuid,
        year integer,
        is_publication boolean NOT NULL,
        state text NOT NULL DEFAULT 'waiting',
        step text,
        steps_done integer NOT NULL DEFAULT 0,
        steps_in_all integer NOT NULL DEFAULT 0,
        -- Everything in it counts as of this instant, so that it can be made again, byte for byte.
        as_of timestamptz NOT NULL,
        content_hash bytea,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        made_at timestamptz,
        CONSTRAINT pk_evidence_packs PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_evidence_packs_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_evidence_packs_kind CHECK ((kind = 'ask' AND ask_id IS NOT NULL AND year IS NULL)
          OR (kind = 'year' AND ask_id IS NULL AND year IS NOT NULL)),
        CONSTRAINT ck_evidence_packs_state CHECK (state IN ('waiting', 'making', 'made', 'stopped')
          AND (state = 'made') = (made_at IS NOT NULL) AND (state = 'made') = (content_hash IS NOT NULL))
      );
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
    throw new Error('What residents were asked and decided is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  asks: 'SELECT, INSERT, UPDATE',
  ask_options: 'SELECT, INSERT, UPDATE (title, words, cost, cost_words, who_pays, fixed_parts, withdrawn_at)',
  ask_households: 'SELECT, INSERT, UPDATE (state, round, reason, until, changed_at)',
  ask_events: 'SELECT, INSERT',
  ask_decisions: 'SELECT, INSERT, UPDATE (works_state, works_seen_at)',
  promises: 'SELECT, INSERT, UPDATE (ended_at)',
  promise_actions: 'SELECT, INSERT, UPDATE (done_on)',
  stories: 'SELECT, INSERT, UPDATE (consented_at, consent_kind, withdrawn_at)',
  evidence_packs: 'SELECT, INSERT, UPDATE (state, step, steps_done, steps_in_all, content_hash, made_at)',
};

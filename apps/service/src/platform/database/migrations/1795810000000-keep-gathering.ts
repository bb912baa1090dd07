import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ways to gather what people say beside an everyday contact: links for a partner or a stall, which can only add; a box for
 * one question that takes five answers; and what a landlord says it is stuck on. What comes in waits sealed while nobody
 * has said which home it is about.
 */
export class KeepGathering1795810000000 implements MigrationInterface {
  readonly name = 'KeepGathering1795810000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE wonders (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ask_id uuid NOT NULL,
        question text NOT NULL,
        most integer NOT NULL DEFAULT 5,
        answers integer NOT NULL DEFAULT 0,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        -- It stops by itself with its last answer, and not before.
        full_at timestamptz,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_wonders PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_wonders_one_a_key UNIQUE (organisation_id, asked_by, idempotency_key),
        CONSTRAINT fk_wonders_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_wonders_question CHECK (question <> ''),
        CONSTRAINT ck_wonders_answers CHECK (most BETWEEN 1 AND 5 AND answers BETWEEN 0 AND most
          AND (answers = most) = (full_at IS NOT NULL))
      );
      CREATE INDEX ix_wonders_ask ON wonders (organisation_id, ask_id);

      CREATE TABLE gather_links (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        kind text NOT NULL,
        -- Who has it, and where it is used: what people say there is about that place until somebody knows more.
        name text NOT NULL,
        place text NOT NULL,
        -- Null: whatever anybody wants to say.
        ask_id uuid,
        wonder_id uuid,
        form text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        withdrawn_by text,
        most_an_hour integer NOT NULL DEFAULT 60,
        hour_began_at timestamptz NOT NULL DEFAULT now(),
        said_this_hour integer NOT NULL DEFAULT 0,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_gather_links PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_gather_links_one_a_key UNIQUE (organisation_id, made_by, idempotency_key),
        CONSTRAINT fk_gather_links_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT fk_gather_links_wonder FOREIGN KEY (organisation_id, wonder_id) REFERENCES wonders (organisation_id, id),
        CONSTRAINT ck_gather_links_kind CHECK (kind IN ('partner', 'stall')),
        CONSTRAINT ck_gather_links_words CHECK (name <> '' AND place <> ''),
        CONSTRAINT ck_gather_links_form CHECK (form IN ('own-words', 'always-and-never', 'recipe')),
        CONSTRAINT ck_gather_links_wonder CHECK (wonder_id IS NULL OR (ask_id IS NOT NULL AND form = 'own-words')),
        CONSTRAINT ck_gather_links_expires CHECK (expires_at > made_at AND expires_at <= made_at + interval '90 days'),
        CONSTRAINT ck_gather_links_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
        CONSTRAINT ck_gather_links_pace CHECK (most_an_hour BETWEEN 1 AND 600 AND said_this_hour BETWEEN 0 AND most_an_hour)
      );

      CREATE TABLE said_entries (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        link_id uuid NOT NULL,
        state text NOT NULL,
        -- What was said and where they live, until somebody has settled whose it is.
        sealed_words text,
        received_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        settled_by text,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_said_entries PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_said_entries_one_a_key UNIQUE (organisation_id, link_id, idempotency_key),
        CONSTRAINT fk_said_entries_link FOREIGN KEY (organisation_id, link_id) REFERENCES gather_links (organisation_id, id),
        CONSTRAINT ck_said_entries_state CHECK (state IN ('held', 'kept', 'left-out')
          AND (state = 'held') = (sealed_words IS NOT NULL)),
        CONSTRAINT ck_said_entries_settled CHECK ((settled_at IS NULL) = (settled_by IS NULL)
          AND (state <> 'held' OR settled_at IS NULL))
      );
      CREATE INDEX ix_said_entries_held ON said_entries (organisation_id, received_at) WHERE state = 'held';

      CREATE TABLE said_parts (
        organisation_id uuid NOT NULL,
        entry_id uuid NOT NULL,
        number integer NOT NULL,
        part text NOT NULL,
        voice_id uuid NOT NULL,
        CONSTRAINT pk_said_parts PRIMARY KEY (organisation_id, entry_id, number),
        CONSTRAINT uq_said_parts_voice UNIQUE (organisation_id, voice_id),
        CONSTRAINT fk_said_parts_entry FOREIGN KEY (organisation_id, entry_id) REFERENCES said_entries (organisation_id, id),
        CONSTRAINT fk_said_parts_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT ck_said_parts_part CHECK (part IN ('words', 'always', 'never', 'ingredients', 'method', 'spoils'))
      );

      CREATE TABLE wonder_answers (
        organisation_id uuid NOT NULL,
        wonder_id uuid NOT NULL,
        number integer NOT NULL,
        -- A voice that staff wrote down, or what came through a link.
        voice_id uuid,
        entry_id uuid,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_wonder_answers PRIMARY KEY (organisation_id, wonder_id, number),
        CONSTRAINT uq_wonder_answers_voice UNIQUE (organisation_id, wonder_id, voice_id),
        CONSTRAINT uq_wonder_answers_entry UNIQUE (organisation_id, wonder_id, entry_id),
        CONSTRAINT fk_wonder_answers_wonder FOREIGN KEY (organisation_id, wonder_id) REFERENCES wonders (organisation_id, id),
        CONSTRAINT fk_wonder_answers_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_wonder_answers_entry FOREIGN KEY (organisation_id, entry_id)
          REFERENCES said_entries (organisation_id, id),
        CONSTRAINT ck_wonder_answers_number CHECK (number BETWEEN 1 AND 5),
        CONSTRAINT ck_wonder_answers_one CHECK (num_nonnulls(voice_id, entry_id) = 1)
      );

      CREATE TABLE stuck_points (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ask_id uuid NOT NULL,
        stuck_on text NOT NULL,
        question text NOT NULL,
        said_by text NOT NULL,
        said_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        ended_by text,
        came_of_it text,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_stuck_points PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_stuck_points_one_a_key UNIQUE (organisation_id, said_by, idempotency_key),
        CONSTRAINT fk_stuck_points_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_stuck_points_words CHECK (stuck_on <> '' AND question <> ''),
        CONSTRAINT ck_stuck_points_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL)
          AND (ended_at IS NULL) = (came_of_it IS NULL))
      );
      CREATE UNIQUE INDEX uq_stuck_points_one_open ON stuck_points (organisation_id, ask_id) WHERE ended_at IS NULL;
      ALTER TABLE prompts
        ADD COLUMN stuck_id uuid,
        ADD CONSTRAINT fk_prompts_stuck FOREIGN KEY (organisation_id, stuck_id) REFERENCES stuck_points (organisation_id, id);
      CREATE INDEX ix_prompts_stuck ON prompts (organisation_id, stuck_id, household_id) WHERE stuck_id IS NOT NULL;
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
    throw new Error('What came in through links is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  gather_links: 'SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by, hour_began_at, said_this_hour)',
  said_entries: 'SELECT, INSERT, UPDATE (state, sealed_words, settled_at, settled_by)',
  said_parts: 'SELECT, INSERT',
  wonders: 'SELECT, INSERT, UPDATE (answers, full_at)',
  wonder_answers: 'SELECT, INSERT',
  stuck_points: 'SELECT, INSERT, UPDATE (ended_at, ended_by, came_of_it)',
};

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What comes back. A topic gathers the voices that are about one thing; each reply to it says what came of it and is
 * told to every voice, once. A voice stands in `replies_owed` from the moment it is kept until it was told, or wants no
 * reply; a later reply puts it there again.
 */
export class KeepReplies1795742000000 implements MigrationInterface {
  readonly name = 'KeepReplies1795742000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE topics (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        title text NOT NULL,
        theme text,
        owner text,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_topics PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_topics_title CHECK (title <> '')
      );

      CREATE TABLE topic_voices (
        organisation_id uuid NOT NULL,
        voice_id uuid NOT NULL,
        topic_id uuid NOT NULL,
        added_by text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_topic_voices PRIMARY KEY (organisation_id, voice_id),
        CONSTRAINT fk_topic_voices_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_topic_voices_topic FOREIGN KEY (organisation_id, topic_id)
          REFERENCES topics (organisation_id, id)
      );
      CREATE INDEX ix_topic_voices_topic ON topic_voices (organisation_id, topic_id);

      CREATE TABLE replies (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        topic_id uuid NOT NULL,
        number integer NOT NULL,
        result text NOT NULL,
        because text,
        passed_to text,
        owner text,
        promised_by date,
        words text NOT NULL,
        easy_read text,
        said_by text NOT NULL,
        given_by text NOT NULL,
        given_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_replies PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_replies_number UNIQUE (organisation_id, topic_id, number),
        CONSTRAINT uq_replies_one_a_key UNIQUE (organisation_id, given_by, idempotency_key),
        CONSTRAINT fk_replies_topic FOREIGN KEY (organisation_id, topic_id) REFERENCES topics (organisation_id, id),
        CONSTRAINT ck_replies_result CHECK (result IN ('done', 'doing', 'paused-because', 'not-doing-because', 'passed-to')),
        CONSTRAINT ck_replies_because CHECK (
          result NOT IN ('paused-because', 'not-doing-because') OR coalesce(because, '') <> ''),
        CONSTRAINT ck_replies_passed_to CHECK (result <> 'passed-to' OR coalesce(passed_to, '') <> ''),
        CONSTRAINT ck_replies_said_by CHECK (said_by <> '' AND words <> ''),
        CONSTRAINT ck_replies_promise CHECK (promised_by IS NULL OR coalesce(owner, '') <> '')
      );

      CREATE TABLE tellings (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        reply_id uuid NOT NULL,
        voice_id uuid NOT NULL,
        household_id uuid,
        person_id uuid,
        way text NOT NULL,
        form text NOT NULL DEFAULT 'standard',
        language text NOT NULL DEFAULT 'en-GB',
        state text NOT NULL DEFAULT 'waiting',
        made_at timestamptz NOT NULL DEFAULT now(),
        tries integer NOT NULL DEFAULT 0,
        reminders smallint NOT NULL DEFAULT 0,
        last_problem text,
        told_at timestamptz,
        told_by text,
        receipt text,
        CONSTRAINT pk_tellings PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_tellings_once UNIQUE (organisation_id, reply_id, voice_id),
        CONSTRAINT fk_tellings_reply FOREIGN KEY (organisation_id, reply_id) REFERENCES replies (organisation_id, id),
        CONSTRAINT fk_tellings_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_tellings_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT fk_tellings_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT ck_tellings_way CHECK (way IN ('in-person', 'phone', 'letter', 'email', 'text')),
        CONSTRAINT ck_tellings_form CHECK (form IN ('standard', 'large-print', 'easy-read')),
        CONSTRAINT ck_tellings_state CHECK (state IN ('waiting', 'told', 'replaced')),
        CONSTRAINT ck_tellings_told CHECK ((state = 'told') = (told_at IS NOT NULL) AND (told_at IS NULL) = (told_by IS NULL)),
        CONSTRAINT ck_tellings_reminders CHECK (reminders BETWEEN 0 AND 2)
      );
      CREATE UNIQUE INDEX uq_tellings_one_waiting ON tellings (organisation_id, voice_id) WHERE state = 'waiting';
      CREATE INDEX ix_tellings_household ON tellings (organisation_id, household_id) WHERE state = 'waiting';

      CREATE TABLE replies_owed (
        organisation_id uuid NOT NULL,
        voice_id uuid NOT NULL,
        household_id uuid,
        since timestamptz NOT NULL,
        settled_at timestamptz,
        settled_as text,
        CONSTRAINT pk_replies_owed PRIMARY KEY (organisation_id, voice_id),
        CONSTRAINT fk_replies_owed_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_replies_owed_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_replies_owed_settled CHECK ((settled_at IS NULL) = (settled_as IS NULL)
          AND (settled_as IN ('told', 'no-reply-wanted', 'cannot-reach', 'corrected', 'withdrawn')))
      );
      CREATE INDEX ix_replies_owed_household ON replies_owed (organisation_id, household_id) WHERE settled_at IS NULL;
      CREATE INDEX ix_replies_owed_since ON replies_owed (organisation_id, since) WHERE settled_at IS NULL;

      CREATE TABLE delivery_settings (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        way text NOT NULL,
        settings jsonb NOT NULL,
        sealed_secret text,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_delivery_settings PRIMARY KEY (organisation_id, way),
        CONSTRAINT ck_delivery_settings_way CHECK (way IN ('email', 'text'))
      );

      INSERT INTO replies_owed (organisation_id, voice_id, household_id, since, settled_at, settled_as)
        SELECT organisation_id, id, household_id, said_at, withdrawn_at, CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' END
        FROM voices;
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
    throw new Error('What residents were told is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  topics: 'SELECT, INSERT, UPDATE (title, theme, owner)',
  topic_voices: 'SELECT, INSERT, UPDATE (topic_id, added_by, added_at)',
  replies: 'SELECT, INSERT',
  tellings: 'SELECT, INSERT, UPDATE (way, form, state, tries, reminders, last_problem, told_at, told_by, receipt)',
  replies_owed: 'SELECT, INSERT, UPDATE (settled_at, settled_as)',
  delivery_settings: 'SELECT, INSERT, UPDATE, DELETE',
};

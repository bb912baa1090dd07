import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What residents who evaluate find, of the promises or of an ask: in themes that they name, with a report that they lock
 * and what they judge of each promise. Whoever writes it is written with it, and is nothing but an evaluator; once it is
 * locked, nobody changes it. What the landlord's staff answer stands apart. Promises end with their reason and their
 * order can be changed; when a promise is just words is the landlord's to say.
 */
export class KeepEvaluations1795809000000 implements MigrationInterface {
  readonly name = 'KeepEvaluations1795809000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organisations
        ADD COLUMN just_words_months integer NOT NULL DEFAULT 6,
        ADD CONSTRAINT ck_organisations_just_words_months CHECK (just_words_months BETWEEN 1 AND 36);
      GRANT UPDATE (just_words_months) ON organisations TO doorstep_app;

      ALTER TABLE promises
        ADD COLUMN ended_because text,
        ADD COLUMN ended_by text,
        ADD COLUMN idempotency_key text,
        ADD COLUMN request_hash bytea,
        ADD CONSTRAINT uq_promises_one_a_key UNIQUE (organisation_id, made_by, idempotency_key),
        -- A version that another took the place of is over without a reason of its own.
        ADD CONSTRAINT ck_promises_ended CHECK ((ended_because IS NULL) = (ended_by IS NULL)
          AND (ended_because IS NULL OR ended_at IS NOT NULL) AND ended_because <> ''),
        ADD CONSTRAINT ck_promises_key CHECK ((idempotency_key IS NULL) = (request_hash IS NULL));
      GRANT UPDATE (place, ended_because, ended_by) ON promises TO doorstep_app;

      ALTER TABLE promise_actions
        ADD COLUMN not_done_because text,
        ADD COLUMN idempotency_key text NOT NULL,
        ADD COLUMN request_hash bytea NOT NULL,
        ADD CONSTRAINT uq_promise_actions_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        ADD CONSTRAINT ck_promise_actions_settled CHECK ((done_on IS NULL OR not_done_because IS NULL) AND not_done_because <> '');
      GRANT UPDATE (not_done_because) ON promise_actions TO doorstep_app;

      CREATE TABLE evaluations (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        -- Null: of the promises, once as a baseline and then once a year.
        ask_id uuid,
        is_baseline boolean NOT NULL DEFAULT false,
        year integer,
        -- [{ "name", "words", "findings": [text] }], in the evaluators' own order.
        themes jsonb NOT NULL DEFAULT '[]',
        report text,
        opened_by text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        written_by text NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now(),
        locked_at timestamptz,
        -- SHA-256 of all that it says.
        seal bytea,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_evaluations PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_evaluations_one_a_key UNIQUE (organisation_id, opened_by, idempotency_key),
        CONSTRAINT uq_evaluations_one_an_ask UNIQUE (organisation_id, ask_id),
        CONSTRAINT fk_evaluations_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_evaluations_of CHECK ((ask_id IS NULL) = (year IS NOT NULL) AND (ask_id IS NULL OR NOT is_baseline)),
        CONSTRAINT ck_evaluations_locked CHECK ((locked_at IS NULL) = (seal IS NULL)
          AND (locked_at IS NULL OR report IS NOT NULL) AND report <> '')
      );
      CREATE UNIQUE INDEX uq_evaluations_one_baseline ON evaluations (organisation_id) WHERE is_baseline;
      CREATE UNIQUE INDEX uq_evaluations_one_a_year ON evaluations (organisation_id, year)
        WHERE ask_id IS NULL AND NOT is_baseline;

      CREATE TABLE promise_checks (
        organisation_id uuid NOT NULL,
        evaluation_id uuid NOT NULL,
        promise_id uuid NOT NULL,
        -- As it was worded when they judged it.
        promise_version integer NOT NULL,
        judgement text NOT NULL,
        words text,
        written_by text NOT NULL,
        CONSTRAINT pk_promise_checks PRIMARY KEY (organisation_id, evaluation_id, promise_id),
        CONSTRAINT fk_promise_checks_evaluation FOREIGN KEY (organisation_id, evaluation_id)
          REFERENCES evaluations (organisation_id, id),
        CONSTRAINT fk_promise_checks_promise FOREIGN KEY (organisation_id, promise_id, promise_version)
          REFERENCES promises (organisation_id, id, version),
        CONSTRAINT ck_promise_checks_judgement CHECK (judgement IN ('kept', 'partly', 'not-kept', 'too-early'))
      );

      CREATE TABLE evaluation_answers (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        evaluation_id uuid NOT NULL,
        words text NOT NULL,
        answered_by text NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_evaluation_answers PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_evaluation_answers_one_a_key UNIQUE (organisation_id, answered_by, idempotency_key),
        CONSTRAINT fk_evaluation_answers_evaluation FOREIGN KEY (organisation_id, evaluation_id)
          REFERENCES evaluations (organisation_id, id),
        CONSTRAINT ck_evaluation_answers_words CHECK (words <> '')
      );

      CREATE FUNCTION refuse_all_but_evaluators() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM staff s WHERE s.organisation_id = NEW.organisation_id
              AND 'staff:' || s.id = NEW.written_by AND s.roles = ARRAY['evaluator'])
            AND NOT EXISTS (SELECT FROM api_keys k WHERE k.organisation_id = NEW.organisation_id
              AND 'api-key:' || k.id = NEW.written_by AND k.role = 'evaluator') THEN
          RAISE EXCEPTION 'An evaluation is written by residents who evaluate alone.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE FUNCTION refuse_what_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'This evaluation is locked.' USING ERRCODE = 'check_violation';
      END $$;
      CREATE FUNCTION refuse_where_locked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM evaluations e WHERE e.organisation_id = NEW.organisation_id
            AND e.id = NEW.evaluation_id AND e.locked_at IS NOT NULL) THEN
          RAISE EXCEPTION 'This evaluation is locked.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$;
      -- Afterwards, so that row level security has had its say by then.
      CREATE TRIGGER evaluators_alone AFTER INSERT OR UPDATE ON evaluations
        FOR EACH ROW EXECUTE FUNCTION refuse_all_but_evaluators();
      CREATE TRIGGER evaluators_alone AFTER INSERT OR UPDATE ON promise_checks
        FOR EACH ROW EXECUTE FUNCTION refuse_all_but_evaluators();
      CREATE TRIGGER stays_locked AFTER UPDATE ON evaluations
        FOR EACH ROW WHEN (OLD.locked_at IS NOT NULL) EXECUTE FUNCTION refuse_what_is_locked();
      CREATE TRIGGER stays_locked AFTER INSERT OR UPDATE ON promise_checks
        FOR EACH ROW EXECUTE FUNCTION refuse_where_locked();
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
    throw new Error('What residents found is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  evaluations: 'SELECT, INSERT, UPDATE (version, themes, report, written_by, written_at, locked_at, seal)',
  promise_checks: 'SELECT, INSERT, UPDATE (promise_version, judgement, words, written_by)',
  evaluation_answers: 'SELECT, INSERT',
};

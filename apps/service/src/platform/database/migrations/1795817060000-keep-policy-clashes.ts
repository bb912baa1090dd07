import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a policy and real life clash, as staff say it, and the review that it raises. Nothing leads back to a home: no
 * person, household, member of staff or hour is kept, and of a sentence only its month.
 */
export class KeepPolicyClashes1795817060000 implements MigrationInterface {
  readonly name = 'KeepPolicyClashes1795817060000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE policy_reviews (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        -- An area, by its reference in the housing system; null: all homes that are in none of ten households.
        place text,
        theme text NOT NULL,
        -- On how many days something was said, and the last of them until it is raised.
        days integer NOT NULL,
        last_day date,
        raised_on date,
        answer text,
        answered_by text,
        answered_at timestamptz,
        CONSTRAINT pk_policy_reviews PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_policy_reviews_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
        CONSTRAINT ck_policy_reviews_raised CHECK ((raised_on IS NULL) = (last_day IS NOT NULL)),
        CONSTRAINT ck_policy_reviews_answered CHECK ((answer IS NULL) = (answered_at IS NULL)
          AND (answer IS NULL) = (answered_by IS NULL) AND (answer IS NULL OR raised_on IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_policy_reviews_gathering ON policy_reviews (organisation_id, place, theme)
        NULLS NOT DISTINCT WHERE raised_on IS NULL;

      CREATE TABLE policy_clashes (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        review_id uuid NOT NULL,
        words text NOT NULL,
        -- The first of its month.
        said_in date NOT NULL,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_policy_clashes PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_policy_clashes_review FOREIGN KEY (organisation_id, review_id)
          REFERENCES policy_reviews (organisation_id, id),
        CONSTRAINT uq_policy_clashes_one_a_key UNIQUE (organisation_id, idempotency_key),
        CONSTRAINT ck_policy_clashes_words CHECK (char_length(words) BETWEEN 1 AND 200),
        CONSTRAINT ck_policy_clashes_said_in CHECK (extract(day FROM said_in) = 1)
      );
      CREATE INDEX ix_policy_clashes_review ON policy_clashes (organisation_id, review_id);

      ALTER TABLE policy_reviews ENABLE ROW LEVEL SECURITY;
      ALTER TABLE policy_reviews FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON policy_reviews TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      ALTER TABLE policy_clashes ENABLE ROW LEVEL SECURITY;
      ALTER TABLE policy_clashes FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON policy_clashes TO doorstep_app, doorstep_remove
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (days, last_day, raised_on, answer, answered_by, answered_at)
        ON policy_reviews TO doorstep_app;
      GRANT SELECT, INSERT ON policy_clashes TO doorstep_app;
      GRANT SELECT (organisation_id, id, said_in), DELETE ON policy_clashes TO doorstep_remove;

      -- On how many days it has to be said before somebody looks at the policy.
      ALTER TABLE organisations ADD COLUMN clash_days integer NOT NULL DEFAULT 3
        CONSTRAINT ck_organisations_clash_days CHECK (clash_days BETWEEN 2 AND 30);
      GRANT UPDATE (clash_days) ON organisations TO doorstep_app;

      ALTER TABLE alarms
        -- dropped because: it is made again with one kind more.
        DROP CONSTRAINT ck_alarms_kind,
        ADD CONSTRAINT ck_alarms_kind CHECK (kind IN
          ('told-late', 'not-acknowledged', 'told-again', 'cannot-send', 'third-time-unpaid', 'unusual-rise',
           'reply-overdue', 'visit-held', 'facts-wrong', 'not-living-here', 'records-missing', 'system-refuses',
           'erased-in-host', 'endpoint-off', 'question-waits', 'topic-waits', 'policy-clashes'));

      ALTER TABLE retention_settings
        -- dropped because: it is made again with one kind more.
        DROP CONSTRAINT ck_retention_settings_kind,
        ADD CONSTRAINT ck_retention_settings_kind CHECK (kind IN
          ('unnamed-words', 'contacts', 'visit-photos', 'hand-offs', 'stories', 'personal-packs', 'policy-clashes'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('What staff said of policies is on record nowhere else: go back to a backup instead.');
  }
}

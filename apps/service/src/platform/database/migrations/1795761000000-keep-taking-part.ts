import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That somebody wants to take part, and what was said beside a "not this time". What an outcome ended is known by it, so
 * that it stands again when the outcome is taken back. An answer may go out another way than the one they usually want.
 */
export class KeepTakingPart1795761000000 implements MigrationInterface {
  readonly name = 'KeepTakingPart1795761000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it is made again below, with one outcome more.
      ALTER TABLE outcomes DROP CONSTRAINT ck_outcomes_outcome;
      ALTER TABLE outcomes ADD CONSTRAINT ck_outcomes_outcome CHECK (
        (outcome = 'heard' AND heard IN ('idea', 'worry', 'good', 'happy') AND reason IS NULL)
        OR (outcome = 'not-this-time' AND heard IS NULL
            AND reason IN ('moment', 'topic', 'another-way', 'never', 'wrong'))
        OR (outcome = 'take-part' AND heard IS NULL AND reason IS NULL));

      CREATE TABLE outcome_details (
        organisation_id uuid NOT NULL,
        outcome_id uuid NOT NULL,
        takes_part text,
        needs text[] NOT NULL DEFAULT '{}',
        ask_by text,
        wrong_because text,
        came text,
        staff_id text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_outcome_details PRIMARY KEY (organisation_id, outcome_id),
        CONSTRAINT uq_outcome_details_one_a_key UNIQUE (organisation_id, staff_id, idempotency_key),
        CONSTRAINT fk_outcome_details_outcome FOREIGN KEY (organisation_id, outcome_id)
          REFERENCES outcomes (organisation_id, id),
        CONSTRAINT ck_outcome_details_one CHECK (num_nonnulls(takes_part, ask_by, wrong_because) = 1),
        CONSTRAINT ck_outcome_details_takes_part CHECK (takes_part IN ('come-along', 'phone', 'online', 'visit')),
        CONSTRAINT ck_outcome_details_needs CHECK (
          needs <@ ARRAY['interpreter', 'childcare', 'travel', 'large-print', 'companion']
          AND (takes_part IS NOT NULL OR needs = '{}')),
        CONSTRAINT ck_outcome_details_ask_by CHECK (ask_by IN ('phone', 'text', 'letter', 'in-person', 'representative')),
        CONSTRAINT ck_outcome_details_wrong CHECK (
          wrong_because IN ('not-living-here', 'dealt-with', 'facts-wrong', 'other')),
        CONSTRAINT ck_outcome_details_came CHECK ((takes_part IS NULL) = (came IS NOT NULL)
          AND came IN ('kept', 'number-needed', 'raised', 'noted'))
      );
      ALTER TABLE outcome_details ENABLE ROW LEVEL SECURITY;
      ALTER TABLE outcome_details FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON outcome_details TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT ON outcome_details TO doorstep_app;

      ALTER TABLE preferences
        ADD COLUMN ended_by_outcome uuid,
        ADD CONSTRAINT fk_preferences_ended_by_outcome FOREIGN KEY (organisation_id, ended_by_outcome)
          REFERENCES outcomes (organisation_id, id);
      CREATE INDEX ix_preferences_ended_by_outcome ON preferences (organisation_id, ended_by_outcome)
        WHERE ended_by_outcome IS NOT NULL;
      GRANT UPDATE (ended_by_outcome) ON preferences TO doorstep_app;

      ALTER TABLE ways_to_reach
        ADD COLUMN outcome_id uuid,
        ADD COLUMN ended_by_outcome uuid,
        ADD CONSTRAINT fk_ways_to_reach_outcome FOREIGN KEY (organisation_id, outcome_id)
          REFERENCES outcomes (organisation_id, id),
        ADD CONSTRAINT fk_ways_to_reach_ended_by_outcome FOREIGN KEY (organisation_id, ended_by_outcome)
          REFERENCES outcomes (organisation_id, id);
      CREATE INDEX ix_ways_to_reach_outcome ON ways_to_reach (organisation_id, outcome_id) WHERE outcome_id IS NOT NULL;
      CREATE INDEX ix_ways_to_reach_ended_by_outcome ON ways_to_reach (organisation_id, ended_by_outcome)
        WHERE ended_by_outcome IS NOT NULL;
      -- dropped because: it is made again below, with what helps somebody to join in.
      ALTER TABLE ways_to_reach DROP CONSTRAINT ck_ways_to_reach_needs;
      ALTER TABLE ways_to_reach ADD CONSTRAINT ck_ways_to_reach_needs CHECK (needs <@ ARRAY['interpreter', 'sign-language',
        'representative', 'large-print', 'easy-read', 'no-internet', 'hearing', 'braille', 'audio', 'step-free',
        'same-gender', 'childcare', 'travel', 'companion']);
      GRANT UPDATE (ended_by_outcome) ON ways_to_reach TO doorstep_app;

      -- dropped because: it is made again below, with one kind more.
      ALTER TABLE staff_tasks DROP CONSTRAINT ck_staff_tasks_kind;
      ALTER TABLE staff_tasks ADD CONSTRAINT ck_staff_tasks_kind CHECK (kind IN
        ('check-in', 'call-back', 'ask-preferences-again', 'ask-recompense-again', 'write-in-host', 'take-part'));

      -- dropped because: it is made again below, with two kinds more.
      ALTER TABLE alarms DROP CONSTRAINT ck_alarms_kind;
      ALTER TABLE alarms ADD CONSTRAINT ck_alarms_kind CHECK (kind IN
        ('told-late', 'not-acknowledged', 'told-again', 'cannot-send', 'third-time-unpaid', 'unusual-rise',
         'reply-overdue', 'visit-held', 'facts-wrong', 'not-living-here'));

      ALTER TABLE tellings
        ADD COLUMN asked_way text,
        ADD CONSTRAINT ck_tellings_asked_way CHECK (asked_way IN ('text', 'letter'));
      GRANT UPDATE (asked_way) ON tellings TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What residents asked of us is on record nowhere else: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What residents gave of their time and what they were offered for it: asked, never assumed. The ledger only grows;
 * what a line is now is its latest entry.
 */
export class KeepRecompense1795744000000 implements MigrationInterface {
  readonly name = 'KeepRecompense1795744000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE involvements (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        household_id uuid,
        kind text NOT NULL,
        minutes integer NOT NULL,
        happened_at timestamptz NOT NULL,
        owner text NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_involvements PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_involvements_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        CONSTRAINT fk_involvements_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT fk_involvements_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_involvements_kind CHECK (kind IN
          ('conversation', 'call-back', 'meeting', 'walkabout', 'workshop', 'panel', 'training', 'evaluation')),
        CONSTRAINT ck_involvements_minutes CHECK (minutes BETWEEN 1 AND 1440)
      );
      CREATE INDEX ix_involvements_person ON involvements (organisation_id, person_id, happened_at);

      CREATE TABLE recompense_preferences (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        wants text[] NOT NULL,
        review_after date NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CONSTRAINT pk_recompense_preferences PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_recompense_preferences_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id),
        CONSTRAINT ck_recompense_preferences_wants CHECK (cardinality(wants) > 0
          AND wants <@ ARRAY['money', 'voucher', 'training', 'time', 'nothing'])
      );
      CREATE UNIQUE INDEX uq_recompense_preferences_one_a_person ON recompense_preferences (organisation_id, person_id)
        WHERE ended_at IS NULL;

      CREATE TABLE recompense_entries (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        involvement_id uuid NOT NULL,
        person_id uuid NOT NULL,
        line text NOT NULL,
        step text NOT NULL,
        kind text,
        value_pence integer,
        notice text,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_recompense_entries PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_recompense_entries_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        CONSTRAINT fk_recompense_entries_involvement FOREIGN KEY (organisation_id, involvement_id)
          REFERENCES involvements (organisation_id, id),
        CONSTRAINT fk_recompense_entries_person FOREIGN KEY (organisation_id, person_id)
          REFERENCES people (organisation_id, id),
        CONSTRAINT ck_recompense_entries_line CHECK (line IN ('thank-you', 'travel', 'childcare', 'other-expense')),
        CONSTRAINT ck_recompense_entries_step CHECK (step IN ('offered', 'chosen', 'given', 'turned-down')),
        CONSTRAINT ck_recompense_entries_kind CHECK (kind IN ('money', 'voucher', 'training', 'time', 'nothing')),
        CONSTRAINT ck_recompense_entries_value CHECK (value_pence >= 0
          AND (step <> 'given' OR value_pence IS NOT NULL)),
        CONSTRAINT ck_recompense_entries_notice CHECK (
          line <> 'thank-you' OR step NOT IN ('chosen', 'given') OR kind NOT IN ('money', 'voucher') OR notice IS NOT NULL)
      );
      CREATE INDEX ix_recompense_entries_involvement ON recompense_entries (organisation_id, involvement_id, recorded_at);

      CREATE TABLE recompense_rules (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        kind text NOT NULL,
        offer_from_minutes integer NOT NULL,
        minimum_pence integer NOT NULL,
        effective_from date NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_recompense_rules PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_recompense_rules_one_a_day UNIQUE (organisation_id, kind, effective_from),
        CONSTRAINT ck_recompense_rules_kind CHECK (kind IN
          ('conversation', 'call-back', 'meeting', 'walkabout', 'workshop', 'panel', 'training', 'evaluation')),
        CONSTRAINT ck_recompense_rules_values CHECK (offer_from_minutes >= 0 AND minimum_pence >= 0)
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
    throw new Error('The ledger is on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  involvements: 'SELECT, INSERT',
  recompense_preferences: 'SELECT, INSERT, UPDATE (ended_at)',
  recompense_entries: 'SELECT, INSERT',
  recompense_rules: 'SELECT, INSERT',
};

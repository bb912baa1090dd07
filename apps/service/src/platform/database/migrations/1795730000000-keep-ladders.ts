import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reaching homes that have not been heard: where each household stands on the channel ladder, and every try. A
 * household has one ladder that has not ended and one live step, whoever looks at it at the same time. What was tried
 * and answered is never rewritten, save that a try ends.
 */
export class KeepLadders1795730000000 implements MigrationInterface {
  readonly name = 'KeepLadders1795730000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ladders (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        household_id uuid NOT NULL,
        started_by text NOT NULL,
        started_at timestamptz NOT NULL,
        preferred text,
        needs text[] NOT NULL,
        holds text[] NOT NULL,
        told_low_trust boolean NOT NULL,
        picked integer,
        look_again_at timestamptz,
        waits_because text,
        ended_at timestamptz,
        ended_because text,
        ended_reason text,
        revisit_at timestamptz,
        CONSTRAINT pk_ladders PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_ladders_household UNIQUE (organisation_id, id, household_id),
        CONSTRAINT fk_ladders_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_ladders_preferred CHECK (preferred IN ('in-person', 'phone', 'message', 'letter')),
        CONSTRAINT ck_ladders_needs CHECK (needs <@ ARRAY['interpreter', 'sign-language', 'representative',
          'large-print', 'easy-read', 'no-internet', 'hearing']),
        CONSTRAINT ck_ladders_holds CHECK (holds <@ ARRAY['message', 'phone', 'visit', 'support']),
        CONSTRAINT ck_ladders_picked CHECK (picked BETWEEN 0 AND 7),
        CONSTRAINT ck_ladders_ended CHECK (
          (ended_at IS NULL AND ended_because IS NULL AND ended_reason IS NULL AND revisit_at IS NULL)
          OR (ended_at IS NOT NULL AND ended_because IN ('heard', 'declined', 'quiet') AND revisit_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_ladders_one_a_household ON ladders (organisation_id, household_id) WHERE ended_at IS NULL;
      CREATE INDEX ix_ladders_household ON ladders (organisation_id, household_id, started_at);

      CREATE TABLE ladder_tries (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ladder_id uuid NOT NULL,
        household_id uuid NOT NULL,
        step integer NOT NULL,
        attempt integer NOT NULL,
        channel text,
        time_of_day text NOT NULL,
        skipped jsonb NOT NULL,
        at timestamptz NOT NULL,
        made_by text NOT NULL,
        answer text,
        answered_at timestamptz,
        answered_by text,
        ended_at timestamptz,
        ended_as text,
        CONSTRAINT pk_ladder_tries PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_ladder_tries_attempt UNIQUE (organisation_id, ladder_id, step, attempt),
        CONSTRAINT fk_ladder_tries_ladder FOREIGN KEY (organisation_id, ladder_id, household_id)
          REFERENCES ladders (organisation_id, id, household_id),
        CONSTRAINT ck_ladder_tries_step CHECK (step BETWEEN 0 AND 7 AND attempt BETWEEN 1 AND 2),
        CONSTRAINT ck_ladder_tries_channel CHECK (channel IN ('in-person', 'phone', 'message', 'letter')),
        CONSTRAINT ck_ladder_tries_time CHECK (time_of_day IN ('any', 'morning', 'afternoon')),
        CONSTRAINT ck_ladder_tries_answer CHECK (
          (answer IS NULL AND answered_at IS NULL AND answered_by IS NULL)
          OR (answer IN ('heard', 'declined', 'not_my_topic', 'not_this_way', 'bad_time', 'dont_trust', 'couldnt_reach',
                'needs_support', 'moved')
              AND answered_at IS NOT NULL AND answered_by IS NOT NULL)),
        CONSTRAINT ck_ladder_tries_ended CHECK (
          (ended_at IS NULL AND ended_as IS NULL)
          OR (ended_at IS NOT NULL
              AND ended_as IN ('answered', 'tried-again', 'passed', 'inbound', 'ladder-ended')))
      );
      CREATE UNIQUE INDEX uq_ladder_tries_one_live ON ladder_tries (organisation_id, household_id)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_ladder_tries_household ON ladder_tries (organisation_id, household_id);
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
    throw new Error('Tries count in a household’s yearly budget: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  ladders:
    'SELECT, INSERT, UPDATE (picked, look_again_at, waits_because, ended_at, ended_because, ended_reason, revisit_at)',
  ladder_tries: 'SELECT, INSERT, UPDATE (answer, answered_at, answered_by, ended_at, ended_as)',
};

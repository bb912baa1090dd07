import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody who takes part in an ask can leave it by a code of their own, and take that back for a day. Of a code only the
 * hash is kept.
 */
export class LeaveByLink1795817030000 implements MigrationInterface {
  readonly name = 'LeaveByLink1795817030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE leave_links (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        code_hash bytea NOT NULL,
        ask_id uuid NOT NULL,
        household_id uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL DEFAULT now() + interval '90 days',
        -- When they left by it; null: they did not, or took it back.
        left_at timestamptz,
        CONSTRAINT pk_leave_links PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_leave_links_code UNIQUE (organisation_id, code_hash),
        CONSTRAINT fk_leave_links_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT fk_leave_links_household FOREIGN KEY (organisation_id, household_id)
          REFERENCES tenancies (organisation_id, id),
        CONSTRAINT ck_leave_links_expires CHECK (expires_at > made_at AND expires_at <= made_at + interval '90 days')
      );
      CREATE INDEX ix_leave_links_expires ON leave_links (organisation_id, expires_at);
      CREATE INDEX ix_leave_links_household ON leave_links (organisation_id, household_id);
      ALTER TABLE leave_links ENABLE ROW LEVEL SECURITY;
      ALTER TABLE leave_links FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON leave_links TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, DELETE, UPDATE (left_at) ON leave_links TO doorstep_app;

      ALTER TABLE ask_events
        -- dropped because: it is made again with one kind more. Whatever stands there already has one of the others.
        DROP CONSTRAINT ck_ask_events_kind,
        ADD CONSTRAINT ck_ask_events_kind
          CHECK (kind IN ('asked', 'heard', 'unheard', 'declined', 'cannot-now', 'left', 'came-back')
            AND (kind = 'asked') = (round IS NOT NULL)
            AND (kind = 'declined') = (reason IS NOT NULL)
            AND (kind = 'cannot-now') = (until IS NOT NULL)) NOT VALID;
      ALTER TABLE ask_events VALIDATE CONSTRAINT ck_ask_events_kind;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Codes that are on their way would no longer work: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What teams would like residents to be asked, and what somebody who leads made of it. */
export class KeepAskRequests1795817040100 implements MigrationInterface {
  readonly name = 'KeepAskRequests1795817040100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ask_requests (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        question text NOT NULL,
        why text NOT NULL,
        scope jsonb NOT NULL,
        requested_by text NOT NULL,
        requested_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        answered_by text,
        answered_at timestamptz,
        ask_id uuid,
        refused_because text,
        CONSTRAINT pk_ask_requests PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_ask_requests_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
        CONSTRAINT fk_ask_requests_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT uq_ask_requests_ask UNIQUE (organisation_id, ask_id),
        CONSTRAINT uq_ask_requests_write UNIQUE (organisation_id, requested_by, idempotency_key),
        CONSTRAINT ck_ask_requests_answered CHECK ((answered_at IS NULL) = (answered_by IS NULL)
          AND (answered_at IS NULL) = (num_nonnulls(ask_id, refused_because) = 0)),
        CONSTRAINT ck_ask_requests_answered_once CHECK (num_nonnulls(ask_id, refused_because) <= 1)
      );
      CREATE INDEX ix_ask_requests_by_day ON ask_requests (organisation_id, requested_at);
      ALTER TABLE ask_requests ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ask_requests FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON ask_requests TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (answered_by, answered_at, ask_id, refused_because) ON ask_requests TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What teams wanted asked is on record nowhere else: go back to a backup instead.');
  }
}

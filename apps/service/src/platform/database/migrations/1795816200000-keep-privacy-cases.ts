import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a resident asks for of what is held about them: a copy, that it is not used, that it goes. What names them goes
 * under the role that removes what is old, which sees no more of it than before.
 */
export class KeepPrivacyCases1795816200000 implements MigrationInterface {
  readonly name = 'KeepPrivacyCases1795816200000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE privacy_cases (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        received_on date NOT NULL,
        due_on date NOT NULL,
        paused_on date,
        paused_because text,
        restricted_at timestamptz,
        lifted_at timestamptz,
        closed_on date,
        closed_as text,
        version integer NOT NULL DEFAULT 1,
        opened_by text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_privacy_cases PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_privacy_cases_one_a_key UNIQUE (organisation_id, opened_by, idempotency_key),
        CONSTRAINT fk_privacy_cases_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT ck_privacy_cases_kind CHECK (kind IN ('copy', 'restrict', 'erase')),
        CONSTRAINT ck_privacy_cases_due CHECK (due_on >= received_on),
        CONSTRAINT ck_privacy_cases_paused CHECK ((paused_on IS NULL) = (paused_because IS NULL)
          AND paused_because IN ('proof-of-identity', 'clarification')),
        CONSTRAINT ck_privacy_cases_restricted CHECK ((restricted_at IS NULL OR kind = 'restrict')
          AND (lifted_at IS NULL OR restricted_at IS NOT NULL)),
        CONSTRAINT ck_privacy_cases_closed CHECK ((closed_on IS NULL) = (closed_as IS NULL)
          AND closed_as IN ('copied', 'restricted', 'erased', 'refused', 'withdrawn'))
      );
      CREATE INDEX ix_privacy_cases_person ON privacy_cases (organisation_id, person_id);
      CREATE INDEX ix_privacy_cases_open ON privacy_cases (organisation_id, received_on) WHERE closed_on IS NULL;
      ALTER TABLE privacy_cases ENABLE ROW LEVEL SECURITY;
      ALTER TABLE privacy_cases FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON privacy_cases TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT ON privacy_cases TO doorstep_app;
      GRANT UPDATE (due_on, paused_on, paused_because, restricted_at, lifted_at, closed_on, closed_as, version,
        changed_by, changed_at) ON privacy_cases TO doorstep_app;

      GRANT UPDATE (keep_name, may_share, reach, supported_by) ON voices TO doorstep_remove;
      GRANT UPDATE (words) ON ask_barriers TO doorstep_remove;
      GRANT UPDATE (needs) ON outcome_details TO doorstep_remove;
      GRANT UPDATE (record_id) ON write_backs TO doorstep_remove;
      GRANT SELECT (id) ON write_backs TO doorstep_remove;
      GRANT DELETE ON ways_to_reach, recompense_preferences TO doorstep_remove;
    `);
    for (const [table, id] of [
      ['ask_barriers', 'id'],
      ['outcome_details', 'outcome_id'],
      ['ways_to_reach', 'id'],
      ['recompense_preferences', 'id'],
    ])
      await db.query(`
        GRANT SELECT (organisation_id, ${id}) ON ${table} TO doorstep_remove;
        ALTER POLICY one_organisation ON ${table} TO doorstep_app, doorstep_remove;
      `);
  }

  async down(): Promise<void> {
    throw new Error('Whom the landlord erased is on record nowhere else: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words about a record that no sync has brought yet. They wait, sealed, under the host's own name for the record, and
 * become a voice of the same id once it is known.
 */
export class HoldVoices1795762000000 implements MigrationInterface {
  readonly name = 'HoldVoices1795762000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE held_voices (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        record_type text NOT NULL,
        record_id text NOT NULL,
        allocated_by text NOT NULL,
        sealed_request text,
        taken_by text NOT NULL,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        voice_id uuid,
        CONSTRAINT pk_held_voices PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_held_voices_one_a_key UNIQUE (organisation_id, taken_by, idempotency_key),
        CONSTRAINT fk_held_voices_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices (organisation_id, id),
        CONSTRAINT ck_held_voices_record CHECK (record_type IN ('person', 'tenancy', 'home')),
        CONSTRAINT ck_held_voices_settled CHECK ((settled_at IS NULL) = (sealed_request IS NOT NULL)
          AND (settled_at IS NULL) = (voice_id IS NULL))
      );
      CREATE INDEX ix_held_voices_waiting ON held_voices (organisation_id, received_at) WHERE settled_at IS NULL;
      ALTER TABLE outbox
        -- dropped because: it is made again below, with one topic more
        DROP CONSTRAINT ck_outbox_topic,
        ADD CONSTRAINT ck_outbox_topic CHECK (topic IN
          ('contact', 'hand-off', 'hand-off-check', 'telling', 'write-back', 'alarm', 'preference-review',
           'recompense-review', 'reply-check', 'held-voices'));

      ALTER TABLE held_voices ENABLE ROW LEVEL SECURITY;
      ALTER TABLE held_voices FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON held_voices TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (sealed_request, settled_at, voice_id) ON held_voices TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What residents said is on record nowhere else: go back to a backup instead.');
  }
}

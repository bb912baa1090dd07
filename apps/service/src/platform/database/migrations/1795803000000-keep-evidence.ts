import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What evidence is made from and of: what gets in the way, by the stage of a service at which it does; whose residents
 * agreed to a decision, as its badge names them; packs and stories that are asked for once for a key.
 */
export class KeepEvidence1795803000000 implements MigrationInterface {
  readonly name = 'KeepEvidence1795803000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE ask_decisions
        ADD COLUMN residents_of text,
        ADD CONSTRAINT ck_ask_decisions_residents_of CHECK (residents_of <> '');
      ALTER TABLE evidence_packs
        ADD COLUMN idempotency_key text NOT NULL,
        ADD COLUMN request_hash bytea NOT NULL,
        ADD CONSTRAINT uq_evidence_packs_one_a_key UNIQUE (organisation_id, asked_by, idempotency_key);
      ALTER TABLE stories
        ADD COLUMN idempotency_key text NOT NULL,
        ADD COLUMN request_hash bytea NOT NULL,
        ADD CONSTRAINT uq_stories_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key);
      ALTER TABLE outbox
        -- dropped because: it is made again on the next line, with the packs that are asked for
        DROP CONSTRAINT ck_outbox_topic,
        ADD CONSTRAINT ck_outbox_topic CHECK (topic IN
          ('contact', 'hand-off', 'hand-off-check', 'telling', 'write-back', 'alarm', 'preference-review',
           'recompense-review', 'reply-check', 'held-voices', 'hint', 'evidence'));

      CREATE TABLE ask_barriers (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ask_id uuid NOT NULL,
        household_id uuid NOT NULL,
        -- Where in the service it gets in the way, e.g. carrying the food to the table.
        stage text NOT NULL,
        words text NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_ask_barriers PRIMARY KEY (organisation_id, id),
        CONSTRAINT uq_ask_barriers_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        CONSTRAINT fk_ask_barriers_household FOREIGN KEY (organisation_id, ask_id, household_id)
          REFERENCES ask_households (organisation_id, ask_id, household_id),
        CONSTRAINT ck_ask_barriers_words CHECK (stage <> '' AND words <> '')
      );
      CREATE INDEX ix_ask_barriers_ask ON ask_barriers (organisation_id, ask_id, stage);
      ALTER TABLE ask_barriers ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ask_barriers FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON ask_barriers TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT ON ask_barriers TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What gets in people’s way is on record nowhere else: go back to a backup instead.');
  }
}

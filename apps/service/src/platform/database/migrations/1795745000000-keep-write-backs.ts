import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is to be written into the host, with its receipt; and an outbox that carries more than contacts, each notice not
 * before its time. The words to write are made when it is sent: nothing of them waits here.
 */
export class KeepWriteBacks1795745000000 implements MigrationInterface {
  readonly name = 'KeepWriteBacks1795745000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE outbox
        ADD COLUMN due_at timestamptz NOT NULL DEFAULT now(),
        -- dropped because: it is made again below, with the further topics
        DROP CONSTRAINT ck_outbox_topic,
        ADD CONSTRAINT ck_outbox_topic CHECK (topic IN
          ('contact', 'hand-off', 'hand-off-check', 'telling', 'write-back', 'alarm', 'preference-review',
           'recompense-review', 'reply-check'));
      CREATE INDEX ix_outbox_following ON outbox (organisation_id, due_at) WHERE done_at IS NULL AND topic <> 'contact';
      GRANT UPDATE (sent_at, due_at) ON outbox TO doorstep_app;

      ALTER TABLE connections ADD COLUMN writes_notes boolean NOT NULL DEFAULT false;

      CREATE TABLE write_backs (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        connection_id uuid NOT NULL,
        kind text NOT NULL,
        hand_off_id uuid,
        voice_id uuid,
        telling_id uuid,
        record_type text NOT NULL,
        record_id text NOT NULL,
        state text NOT NULL DEFAULT 'waiting',
        tries integer NOT NULL DEFAULT 0,
        last_problem text,
        receipt text,
        made_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        CONSTRAINT pk_write_backs PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_write_backs_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT fk_write_backs_hand_off FOREIGN KEY (organisation_id, hand_off_id)
          REFERENCES hand_offs (organisation_id, id),
        CONSTRAINT fk_write_backs_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT fk_write_backs_telling FOREIGN KEY (organisation_id, telling_id)
          REFERENCES tellings (organisation_id, id),
        CONSTRAINT ck_write_backs_kind CHECK (kind IN ('note', 'raise', 'task')),
        CONSTRAINT ck_write_backs_record CHECK (record_type IN ('person', 'tenancy', 'home')),
        CONSTRAINT ck_write_backs_subject CHECK (num_nonnulls(hand_off_id, voice_id, telling_id) = 1),
        CONSTRAINT ck_write_backs_state CHECK (state IN ('waiting', 'sent', 'failed', 'by-hand', 'not-needed')),
        CONSTRAINT ck_write_backs_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_write_backs_once ON write_backs
        (organisation_id, connection_id, kind, coalesce(hand_off_id, voice_id, telling_id));
      CREATE INDEX ix_write_backs_unsent ON write_backs (organisation_id, made_at)
        WHERE state IN ('waiting', 'failed', 'by-hand');
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
    throw new Error('Receipts of what was written are on record nowhere else: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  write_backs: 'SELECT, INSERT, UPDATE (state, tries, last_problem, receipt, sent_at)',
};

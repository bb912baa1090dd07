import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which voices need to be present in an ask: groups, never people, with those that stood before. */
export class KeepVoicesNeeded1795817010100 implements MigrationInterface {
  readonly name = 'KeepVoicesNeeded1795817010100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ask_voices_needed (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        ask_id uuid NOT NULL,
        kind text NOT NULL,
        -- A way, a speaker, the reference of a place, or a group in plain words.
        wanted text NOT NULL,
        -- What no data tells, a person says.
        is_heard boolean NOT NULL DEFAULT false,
        kept_by text NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now(),
        -- It is needed no more, or stands otherwise since.
        ended_at timestamptz,
        CONSTRAINT pk_ask_voices_needed PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_ask_voices_needed_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id),
        CONSTRAINT ck_ask_voices_needed_kind CHECK (kind IN ('way', 'place', 'speaker', 'words')),
        CONSTRAINT ck_ask_voices_needed_wanted CHECK (wanted <> ''),
        CONSTRAINT ck_ask_voices_needed_said CHECK (NOT is_heard OR kind = 'words')
      );
      CREATE UNIQUE INDEX uq_ask_voices_needed_once ON ask_voices_needed (organisation_id, ask_id, kind, wanted)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_ask_voices_needed_ask ON ask_voices_needed (organisation_id, ask_id);
      ALTER TABLE ask_voices_needed ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ask_voices_needed FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON ask_voices_needed TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (ended_at) ON ask_voices_needed TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Which voices were needed is on record nowhere else: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Voices beyond the answer to a prompt: said unasked, by a carer or a neighbour, about a place, or without a name. The
 * words stay as they were first written; what kind they are, their theme and what may be done with them are added
 * beside them, latest first. An anonymous voice points at nobody: the constraint holds it.
 */
export class KeepEveryVoice1795740000000 implements MigrationInterface {
  readonly name = 'KeepEveryVoice1795740000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE api_keys ADD COLUMN role text NOT NULL DEFAULT 'system';

      ALTER TABLE voices
        -- dropped because: a voice said unasked answers no prompt
        ALTER COLUMN outcome_id DROP NOT NULL,
        -- dropped because: a place, a neighbour or nobody by name has no household
        ALTER COLUMN household_id DROP NOT NULL,
        ADD COLUMN home_id uuid,
        ADD COLUMN place text,
        ADD COLUMN kind text,
        ADD COLUMN speaker text NOT NULL DEFAULT 'resident',
        ADD COLUMN reach text,
        ADD COLUMN taken_through text NOT NULL DEFAULT 'in-person',
        ADD COLUMN supported_by text,
        ADD COLUMN may_share boolean NOT NULL DEFAULT false,
        ADD COLUMN wants_reply boolean NOT NULL DEFAULT true,
        ADD COLUMN is_anonymous boolean NOT NULL DEFAULT false,
        ADD COLUMN is_about_another boolean NOT NULL DEFAULT false,
        ADD COLUMN corrects uuid,
        ADD COLUMN withdrawn_at timestamptz,
        ADD CONSTRAINT fk_voices_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes (organisation_id, id),
        ADD CONSTRAINT fk_voices_corrects FOREIGN KEY (organisation_id, corrects) REFERENCES voices (organisation_id, id),
        ADD CONSTRAINT ck_voices_kind CHECK (kind IN
          ('idea', 'worry', 'good', 'happy', 'warning', 'question', 'offer', 'keep', 'always', 'never')),
        ADD CONSTRAINT ck_voices_speaker CHECK (speaker IN
          ('resident', 'household-member', 'carer', 'family', 'neighbour', 'partner', 'trader', 'other')),
        ADD CONSTRAINT ck_voices_taken_through CHECK (taken_through IN
          ('in-person', 'phone', 'message', 'letter', 'online', 'event')),
        ADD CONSTRAINT ck_voices_supported_by CHECK (supported_by IN
          ('interpreter', 'sign-language', 'advocate', 'carer', 'family', 'peer', 'partner', 'staff')),
        ADD CONSTRAINT ck_voices_anonymous CHECK (NOT is_anonymous OR (
          outcome_id IS NULL AND household_id IS NULL AND person_id IS NULL AND home_id IS NULL AND reach IS NULL
          AND corrects IS NULL AND NOT keep_name AND NOT wants_reply AND taken_by = 'not-kept'
          AND said_at = date_trunc('day', said_at, 'UTC') AND recorded_at = date_trunc('day', recorded_at, 'UTC'))),
        ADD CONSTRAINT ck_voices_somewhere CHECK (
          household_id IS NOT NULL OR home_id IS NOT NULL OR place IS NOT NULL OR is_anonymous OR speaker <> 'resident');
      CREATE UNIQUE INDEX uq_voices_one_correction ON voices (organisation_id, corrects) WHERE corrects IS NOT NULL;
      CREATE INDEX ix_voices_said ON voices (organisation_id, said_at, id);
      UPDATE voices v SET kind = o.heard, withdrawn_at = o.withdrawn_at
        FROM outcomes o WHERE o.organisation_id = v.organisation_id AND o.id = v.outcome_id;
      GRANT UPDATE (withdrawn_at) ON voices TO doorstep_app;

      CREATE TABLE voice_sortings (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        voice_id uuid NOT NULL,
        kind text,
        theme text,
        sorted_by text NOT NULL,
        sorted_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_voice_sortings PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_voice_sortings_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id),
        CONSTRAINT ck_voice_sortings_kind CHECK (kind IN
          ('idea', 'worry', 'good', 'happy', 'warning', 'question', 'offer', 'keep', 'always', 'never'))
      );
      CREATE INDEX ix_voice_sortings_voice ON voice_sortings (organisation_id, voice_id, sorted_at);

      CREATE TABLE voice_consents (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        voice_id uuid NOT NULL,
        keep_name boolean NOT NULL,
        may_share boolean NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_voice_consents PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_voice_consents_voice FOREIGN KEY (organisation_id, voice_id)
          REFERENCES voices (organisation_id, id)
      );
      CREATE INDEX ix_voice_consents_voice ON voice_consents (organisation_id, voice_id, recorded_at);
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
    throw new Error('Voices without an answer to a prompt have nowhere to go back to: go back to a backup instead.');
  }
}

const tables: Readonly<Record<string, string>> = {
  voice_sortings: 'SELECT, INSERT',
  voice_consents: 'SELECT, INSERT',
};

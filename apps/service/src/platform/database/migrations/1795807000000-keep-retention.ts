import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long a landlord keeps each kind of thing. The role the service works as still removes none of it: what is old is
 * removed under a role that does nothing else. Of words goes what they say, while that they were said stays counted.
 */
export class KeepRetention1795807000000 implements MigrationInterface {
  readonly name = 'KeepRetention1795807000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE retention_settings (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        kind text NOT NULL,
        -- Null: nothing of it is removed.
        months integer,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        ran_at timestamptz,
        removed integer,
        CONSTRAINT pk_retention_settings PRIMARY KEY (organisation_id, kind),
        CONSTRAINT ck_retention_settings_kind CHECK (kind IN ('unnamed-words', 'contacts', 'visit-photos', 'hand-offs')),
        CONSTRAINT ck_retention_settings_ran CHECK ((ran_at IS NULL) = (removed IS NULL))
      );
      ALTER TABLE retention_settings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE retention_settings FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON retention_settings TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE ON retention_settings TO doorstep_app;

      ALTER TABLE voices ADD COLUMN words_removed_at timestamptz;
      GRANT UPDATE (words, words_removed_at) ON voices TO doorstep_remove;
      GRANT UPDATE (hand_off_id) ON visit_entries TO doorstep_remove;
      GRANT DELETE ON contacts, decisions, visit_photos, hand_offs, hand_off_contents, complaint_choices, route_choices,
        write_backs TO doorstep_remove;
    `);
    for (const [table, columns] of Object.entries(reads))
      await db.query(`
        GRANT SELECT (${columns}) ON ${table} TO doorstep_remove;
        ALTER POLICY one_organisation ON ${table} TO doorstep_app, doorstep_remove;
      `);
  }

  async down(): Promise<void> {
    throw new Error('What was removed does not come back: go back to a backup instead.');
  }
}

/** By which columns it finds what is old: never what anybody said. */
const reads: Readonly<Record<string, string>> = {
  voices: 'organisation_id, id, said_at, keep_name, words_removed_at',
  ask_events: 'organisation_id, voice_id',
  stories: 'organisation_id, voice_id',
  replies_owed: 'organisation_id, voice_id, settled_at',
  contacts: 'organisation_id, id, occurred_at',
  moments: 'organisation_id, contact_id',
  decisions: 'organisation_id, id, contact_id',
  prompts: 'organisation_id, decision_id',
  outbox: 'organisation_id, topic, subject_id, done_at',
  visit_photos: 'organisation_id, id, state, whole_at, stored_as',
  visit_entries: 'organisation_id, hand_off_id',
  hand_offs: 'organisation_id, id, closed_at, repeats',
  hand_off_contents: 'organisation_id, hand_off_id',
  complaint_choices: 'organisation_id, hand_off_id',
  route_choices: 'organisation_id, hand_off_id',
  write_backs: 'organisation_id, hand_off_id',
};

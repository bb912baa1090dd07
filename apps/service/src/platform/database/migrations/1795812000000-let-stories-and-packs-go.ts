import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stories and packs that name people are kept as long as a landlord keeps them, and no longer: a story that nobody agrees
 * to any more, or whose voice was taken back, is old at once. What was made for publication stays.
 */
export class LetStoriesAndPacksGo1795812000000 implements MigrationInterface {
  readonly name = 'LetStoriesAndPacksGo1795812000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: there are two kinds more, and it comes back with them below
      ALTER TABLE retention_settings DROP CONSTRAINT ck_retention_settings_kind;
      ALTER TABLE retention_settings ADD CONSTRAINT ck_retention_settings_kind
        CHECK (kind IN ('unnamed-words', 'contacts', 'visit-photos', 'hand-offs', 'stories', 'personal-packs'));
      GRANT SELECT (withdrawn_at) ON voices TO doorstep_remove;
      GRANT SELECT (id, consented_at, withdrawn_at, recorded_at), DELETE ON stories TO doorstep_remove;
      GRANT SELECT (organisation_id, id, is_publication, state, made_at), DELETE ON evidence_packs TO doorstep_remove;
      ALTER POLICY one_organisation ON evidence_packs TO doorstep_app, doorstep_remove;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What was removed does not come back: go back to a backup instead.');
  }
}

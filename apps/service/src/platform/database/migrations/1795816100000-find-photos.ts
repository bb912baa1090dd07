import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever reads a note or a hand-off finds the photos of its visit at once. */
export class FindPhotos1795816100000 implements MigrationInterface {
  readonly name = 'FindPhotos1795816100000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_visit_entries_voice ON visit_entries (organisation_id, voice_id) WHERE voice_id IS NOT NULL;
      CREATE INDEX ix_visit_entries_hand_off ON visit_entries (organisation_id, hand_off_id) WHERE hand_off_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: an index holds nothing that its table does not
      DROP INDEX ix_visit_entries_voice;
      -- dropped because: an index holds nothing that its table does not
      DROP INDEX ix_visit_entries_hand_off;
    `);
  }
}

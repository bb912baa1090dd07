import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say about what an ask leaves no room for is kept and answered like the rest, and said to be so. */
export class TagFixedForNow1795816970000 implements MigrationInterface {
  readonly name = 'TagFixedForNow1795816970000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE voice_sortings ADD COLUMN is_about_fixed boolean NOT NULL DEFAULT false');
  }

  async down(): Promise<void> {
    throw new Error('What was sorted is on record nowhere else: go back to a backup instead.');
  }
}

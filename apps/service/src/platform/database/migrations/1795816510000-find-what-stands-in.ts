import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands in a block or an estate is found at once: figures of one place look for it level by level. */
export class FindWhatStandsIn1795816510000 implements MigrationInterface {
  readonly name = 'FindWhatStandsIn1795816510000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX ix_homes_parent ON homes (organisation_id, parent_id) WHERE deleted_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: an index holds nothing that its table does not
      DROP INDEX ix_homes_parent;
    `);
  }
}

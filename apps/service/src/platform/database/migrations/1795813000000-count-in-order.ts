import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who lives where is counted from two indexes in the same order, of homes and of who lives in them, so that neither has
 * to be put in memory to find the other; what a home stands in is a column for that. Corrections have an index of those
 * that count.
 */
export class CountInOrder1795813000000 implements MigrationInterface {
  readonly name = 'CountInOrder1795813000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE homes ADD COLUMN parent_id text GENERATED ALWAYS AS (parent_reference->>'id') STORED;
      -- dropped because: made again below with less in it
      DROP INDEX ix_homes_counted;
      CREATE INDEX ix_homes_counted ON homes (organisation_id, id) INCLUDE (connection_id, parent_id) WHERE deleted_at IS NULL;
      CREATE INDEX ix_homes_areas ON homes (organisation_id, connection_id, reference_id) INCLUDE (parent_id)
        WHERE deleted_at IS NULL AND kind <> 'dwelling';
      CREATE INDEX ix_tenancies_living ON tenancies (organisation_id, home_id) INCLUDE (id)
        WHERE is_active AND deleted_at IS NULL;
      CREATE INDEX ix_voices_corrections ON voices (organisation_id, corrects)
        WHERE corrects IS NOT NULL AND withdrawn_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: an index holds nothing of its own
      DROP INDEX ix_voices_corrections, ix_tenancies_living, ix_homes_areas, ix_homes_counted;
      -- dropped because: it says again what parent_reference says
      ALTER TABLE homes DROP COLUMN parent_id;
      CREATE INDEX ix_homes_counted ON homes (organisation_id, id) INCLUDE (connection_id, reference_id, parent_reference)
        WHERE deleted_at IS NULL;
    `);
  }
}

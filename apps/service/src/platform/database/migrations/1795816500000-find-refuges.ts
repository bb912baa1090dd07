import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The few homes in a refuge are found at once: they are left out of every list, figure and file of many homes. And those
 * who no longer live here: there are fewer of them than of those who do, so who lives here is counted without them.
 */
export class FindRefuges1795816500000 implements MigrationInterface {
  readonly name = 'FindRefuges1795816500000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_homes_refuges ON homes (organisation_id, id) WHERE scheme = 'refuge';
      CREATE INDEX ix_tenancies_ended ON tenancies (organisation_id, id) WHERE NOT is_active OR deleted_at IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: an index holds nothing that its table does not
      DROP INDEX ix_tenancies_ended, ix_homes_refuges;
    `);
  }
}

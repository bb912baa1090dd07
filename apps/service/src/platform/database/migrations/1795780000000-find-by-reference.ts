import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A host CRM names a record by its own reference and does not know our connections, so looking one up went through
 * every row of a landlord.
 */
export class FindByReference1795780000000 implements MigrationInterface {
  readonly name = 'FindByReference1795780000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_people_reference ON people (organisation_id, reference_id);
      CREATE INDEX ix_homes_reference ON homes (organisation_id, reference_id);
      CREATE INDEX ix_tenancies_reference ON tenancies (organisation_id, reference_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- dropped because: the lookup they serve goes with this version
      DROP INDEX ix_people_reference; DROP INDEX ix_homes_reference; DROP INDEX ix_tenancies_reference;
    `);
  }
}

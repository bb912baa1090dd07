import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the picture counts is read from indexes alone: a landlord with a hundred thousand homes and five years of voices
 * reads none of their words to count who said them.
 */
export class CountThePicture1795802000000 implements MigrationInterface {
  readonly name = 'CountThePicture1795802000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_voices_counted ON voices (organisation_id, said_at)
        INCLUDE (id, person_id, household_id, home_id, taken_through, outcome_id)
        WHERE withdrawn_at IS NULL AND whose <> 'reading';
      CREATE INDEX ix_homes_counted ON homes (organisation_id, id) INCLUDE (connection_id, reference_id, parent_reference)
        WHERE deleted_at IS NULL;
      CREATE INDEX ix_tenancies_counted ON tenancies (organisation_id, id) INCLUDE (home_id, type_code)
        WHERE is_active AND deleted_at IS NULL;
      CREATE INDEX ix_tenancy_parties_counted ON tenancy_parties (organisation_id, person_id) INCLUDE (tenancy_id);
      CREATE INDEX ix_people_counted ON people (organisation_id, id) INCLUDE (date_of_birth) WHERE deleted_at IS NULL;
      CREATE INDEX ix_ask_households_counted ON ask_households (organisation_id, ask_id) INCLUDE (household_id, state, round, until);
      CREATE INDEX ix_tellings_told ON tellings (organisation_id, voice_id) INCLUDE (reply_id) WHERE state = 'told';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: an index holds nothing of its own
      DROP INDEX ix_voices_counted, ix_homes_counted, ix_tenancies_counted, ix_tenancy_parties_counted, ix_people_counted,
        ix_ask_households_counted, ix_tellings_told;
    `);
  }
}

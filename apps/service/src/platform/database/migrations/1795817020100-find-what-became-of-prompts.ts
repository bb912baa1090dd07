import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prompts by the day on which they were put to staff, with what became of each and why not: the picture counts that of a year too. */
export class FindWhatBecameOfPrompts1795817020100 implements MigrationInterface {
  readonly name = 'FindWhatBecameOfPrompts1795817020100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_prompts_became ON prompts (organisation_id, created_at) INCLUDE (id, household_id, state)
        WHERE kind <> 'tell-them' AND state <> 'withdrawn';
      CREATE INDEX ix_outcomes_not_this_time ON outcomes (organisation_id, prompt_id) INCLUDE (reason)
        WHERE outcome = 'not-this-time' AND withdrawn_at IS NULL;
      -- dropped because: the first index above says the same and more
      DROP INDEX ix_prompts_put;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_prompts_put ON prompts (organisation_id, created_at) INCLUDE (id, household_id)
        WHERE kind <> 'tell-them' AND state <> 'withdrawn';
      -- dropped because: the one before it comes back
      DROP INDEX ix_prompts_became;
      -- dropped because: an index holds nothing of its own
      DROP INDEX ix_outcomes_not_this_time;
    `);
  }
}

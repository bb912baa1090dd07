import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prompts by the day on which they were put to staff: the picture counts what came of those of a year. */
export class FindPromptsByDay1795816920000 implements MigrationInterface {
  readonly name = 'FindPromptsByDay1795816920000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_prompts_put ON prompts (organisation_id, created_at) INCLUDE (id, household_id)
        WHERE kind <> 'tell-them' AND state <> 'withdrawn'
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: an index holds nothing of its own
      DROP INDEX ix_prompts_put
    `);
  }
}

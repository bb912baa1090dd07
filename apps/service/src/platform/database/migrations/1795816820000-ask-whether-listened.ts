import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * After somebody was told what came of what they said, an everyday contact may ask once whether it felt listened to. Their
 * answer stands with what came of that prompt; no row says of whom among staff it tells.
 */
export class AskWhetherListened1795816820000 implements MigrationInterface {
  readonly name = 'AskWhetherListened1795816820000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- No foreign key: a telling is of a voice, that of an outcome, and that of a prompt. They would refer in a circle.
      ALTER TABLE prompts ADD COLUMN telling_id uuid;
      -- A telling is of one household, by which its prompt is found.
      CREATE UNIQUE INDEX uq_prompts_one_a_telling ON prompts (organisation_id, household_id, telling_id)
        WHERE telling_id IS NOT NULL;
      CREATE INDEX ix_tellings_household_told ON tellings (organisation_id, household_id, told_at) WHERE state = 'told';
      ALTER TABLE outcomes
        ADD COLUMN felt_listened text,
        ADD CONSTRAINT ck_outcomes_felt_listened CHECK (felt_listened IS NULL
          OR (felt_listened IN ('yes', 'partly', 'no') AND outcome = 'heard'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('What residents answered is on record nowhere else: go back to a backup instead.');
  }
}

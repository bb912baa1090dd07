import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which ask a prompt puts, so that what comes of it is in the roll call of that ask. */
export class ServeRollCalls1795801000000 implements MigrationInterface {
  readonly name = 'ServeRollCalls1795801000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE prompts
        ADD COLUMN ask_id uuid,
        ADD CONSTRAINT fk_prompts_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks (organisation_id, id);
      CREATE INDEX ix_prompts_ask ON prompts (organisation_id, ask_id) WHERE ask_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Which answers belong to which ask is on record nowhere else: go back to a backup instead.');
  }
}

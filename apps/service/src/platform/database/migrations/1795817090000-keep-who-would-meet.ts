import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which households of an ask would like to meet the neighbours that it is about, and since when they have. */
export class KeepWhoWouldMeet1795817090000 implements MigrationInterface {
  readonly name = 'KeepWhoWouldMeet1795817090000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE ask_households
        -- Since when they agree that neighbours who agreed as well learn which home they are.
        ADD COLUMN would_meet_since timestamptz,
        ADD COLUMN introduced_at timestamptz,
        ADD CONSTRAINT ck_ask_households_introduced CHECK (introduced_at IS NULL OR would_meet_since IS NOT NULL) NOT VALID;
      ALTER TABLE ask_households VALIDATE CONSTRAINT ck_ask_households_introduced;
      GRANT UPDATE (would_meet_since, introduced_at) ON ask_households TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Who would like to meet is on record nowhere else: go back to a backup instead.');
  }
}

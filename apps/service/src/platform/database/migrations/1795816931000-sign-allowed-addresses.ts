import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who allowed a connection's private addresses, and how many times they were changed: the second is shown the first's. */
export class SignAllowedAddresses1795816931000 implements MigrationInterface {
  readonly name = 'SignAllowedAddresses1795816931000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE connections
        ADD COLUMN allowed_addresses_version integer NOT NULL DEFAULT 0,
        ADD COLUMN allowed_addresses_changed_by text,
        ADD COLUMN allowed_addresses_changed_at timestamptz,
        ADD CONSTRAINT ck_connections_addresses_version CHECK (allowed_addresses_version >= 0);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: the audit keeps who allowed what
      ALTER TABLE connections DROP COLUMN allowed_addresses_version;
      -- dropped because: the audit keeps who allowed what
      ALTER TABLE connections DROP COLUMN allowed_addresses_changed_by;
      -- dropped because: the audit keeps who allowed what
      ALTER TABLE connections DROP COLUMN allowed_addresses_changed_at;
    `);
  }
}

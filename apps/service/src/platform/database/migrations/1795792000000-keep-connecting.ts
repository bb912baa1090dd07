import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What connecting through the console leaves behind: the key a connection was added with, who saved which secret and the
 * one before it for a day, which version the matching has, and whether the connection rests or is gone.
 */
export class KeepConnecting1795792000000 implements MigrationInterface {
  readonly name = 'KeepConnecting1795792000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE connections
        ADD COLUMN added_with text,
        ADD COLUMN added_hash bytea,
        ADD COLUMN secret_changes jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN value_mapping_version integer NOT NULL DEFAULT 0,
        ADD COLUMN value_mapping_changed_by text,
        ADD COLUMN value_mapping_changed_at timestamptz,
        ADD COLUMN paused_at timestamptz,
        ADD COLUMN removed_at timestamptz,
        ADD CONSTRAINT uq_connections_added_with UNIQUE (organisation_id, added_with);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN added_with;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN added_hash;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN secret_changes;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN value_mapping_version;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN value_mapping_changed_by;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN value_mapping_changed_at;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN paused_at;
      -- dropped because: the version before knows nothing of it, and a secret in use stays where it was
      ALTER TABLE connections DROP COLUMN removed_at;
    `);
  }
}

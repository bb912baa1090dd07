import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The keys that a pass saw, a row for each write instead of one for each key: of half a million keys that are still
 * there, an index entry each was most of what a sync without changes wrote. Passes that are under way begin again.
 */
export class SeeKeysByPage1795816900000 implements MigrationInterface {
  readonly name = 'SeeKeysByPage1795816900000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it is made again on the next line, and a pass without its list begins again
      DROP TABLE seen_keys;
      CREATE UNLOGGED TABLE seen_keys (
        organisation_id uuid NOT NULL,
        pass uuid NOT NULL,
        -- How many keys the pass had seen before these.
        after integer NOT NULL,
        keys text[] NOT NULL,
        CONSTRAINT pk_seen_keys PRIMARY KEY (organisation_id, pass, after)
      );
      ALTER TABLE seen_keys ALTER COLUMN keys SET STORAGE EXTERNAL;
      ALTER TABLE seen_keys ENABLE ROW LEVEL SECURITY;
      ALTER TABLE seen_keys FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON seen_keys FOR ALL TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, DELETE ON seen_keys TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it is made again on the next line, and a pass without its list begins again
      DROP TABLE seen_keys;
      CREATE UNLOGGED TABLE seen_keys (
        organisation_id uuid NOT NULL,
        pass uuid NOT NULL,
        key text NOT NULL,
        CONSTRAINT pk_seen_keys PRIMARY KEY (organisation_id, pass, key)
      );
      ALTER TABLE seen_keys ENABLE ROW LEVEL SECURITY;
      ALTER TABLE seen_keys FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON seen_keys FOR ALL TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, DELETE ON seen_keys TO doorstep_app;
    `);
  }
}

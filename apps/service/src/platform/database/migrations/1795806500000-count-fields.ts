import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many rows of each list have a field, as of its last whole read, so that a field which vanishes is noticed. */
export class CountFields1795806500000 implements MigrationInterface {
  readonly name = 'CountFields1795806500000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stream_fields (
        organisation_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        entity text NOT NULL,
        field text NOT NULL,
        present integer NOT NULL,
        -- As of the last whole read in which it was there.
        had integer NOT NULL,
        had_at timestamptz NOT NULL,
        vanished_at timestamptz,
        CONSTRAINT pk_stream_fields PRIMARY KEY (organisation_id, connection_id, stream, field),
        CONSTRAINT fk_stream_fields_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id)
      );
      ALTER TABLE stream_fields ENABLE ROW LEVEL SECURITY;
      ALTER TABLE stream_fields FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON stream_fields TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE ON stream_fields TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    // dropped because: it is counted again at the next whole read.
    await db.query('DROP TABLE stream_fields');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fields that a system sends and nothing reads, by name, so that one that is new is seen. Names alone, no values. */
export class NameFieldsLeft1795816930000 implements MigrationInterface {
  readonly name = 'NameFieldsLeft1795816930000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: how many there were is told by their names.
      ALTER TABLE stream_states DROP COLUMN fields_left;
      ALTER TABLE stream_states
        -- Of the pass so far.
        ADD COLUMN fields_left text[] NOT NULL DEFAULT '{}',
        -- When a whole read told all of them last.
        ADD COLUMN fields_told_at timestamptz;
      CREATE TABLE stream_fields_left (
        organisation_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        field text NOT NULL,
        -- Null: it was there when they were told for the first time, or since the fields were matched anew.
        came_at timestamptz,
        seen_at timestamptz NOT NULL,
        CONSTRAINT pk_stream_fields_left PRIMARY KEY (organisation_id, connection_id, stream, field),
        CONSTRAINT fk_stream_fields_left_connection FOREIGN KEY (organisation_id, connection_id)
          REFERENCES connections (organisation_id, id),
        CONSTRAINT ck_stream_fields_left_field CHECK (length(field) BETWEEN 1 AND 100)
      );
      ALTER TABLE stream_fields_left ENABLE ROW LEVEL SECURITY;
      ALTER TABLE stream_fields_left FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON stream_fields_left TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE, DELETE ON stream_fields_left TO doorstep_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: they are told again at the next whole read.
      DROP TABLE stream_fields_left;
      -- dropped because: both are told again at the next whole read.
      ALTER TABLE stream_states DROP COLUMN fields_told_at, DROP COLUMN fields_left;
      ALTER TABLE stream_states ADD COLUMN fields_left bigint NOT NULL DEFAULT 0;
    `);
  }
}

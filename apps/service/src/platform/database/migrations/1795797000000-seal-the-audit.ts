import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A seal for each day of the audit that is over: a hash over its entries and the seal before it. Who changes, adds or
 * takes away an entry of a sealed day would have to make every seal since anew, and those that were written down
 * elsewhere would not fit.
 */
export class SealTheAudit1795797000000 implements MigrationInterface {
  readonly name = 'SealTheAudit1795797000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_seals (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        day date NOT NULL,
        entries integer NOT NULL,
        seal bytea NOT NULL,
        sealed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_audit_seals PRIMARY KEY (organisation_id, day),
        CONSTRAINT ck_audit_seals_entries CHECK (entries > 0)
      );
      ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY;
      ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON audit_seals TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT ON audit_seals TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error(
      'What shows that the audit was not changed is on record nowhere else: go back to a backup instead.',
    );
  }
}

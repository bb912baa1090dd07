import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody said that they could bring, for as long as they agreed to; how long that is, the landlord sets. */
export class KeepSkillOffers1795817060200 implements MigrationInterface {
  readonly name = 'KeepSkillOffers1795817060200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- For how long an offer may be looked up after it was agreed to.
      ALTER TABLE organisations ADD COLUMN skill_offer_months integer NOT NULL DEFAULT 12
        CONSTRAINT ck_organisations_skill_offer_months CHECK (skill_offer_months BETWEEN 1 AND 60);
      GRANT UPDATE (skill_offer_months) ON organisations TO doorstep_app;

      CREATE TABLE skill_offers (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        words text NOT NULL,
        -- That whoever organises something may look it up, and until when.
        consented_at timestamptz NOT NULL DEFAULT now(),
        expires_on date NOT NULL,
        withdrawn_at timestamptz,
        recorded_by text NOT NULL,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        CONSTRAINT pk_skill_offers PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_skill_offers_person FOREIGN KEY (organisation_id, person_id) REFERENCES people (organisation_id, id),
        CONSTRAINT uq_skill_offers_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key),
        CONSTRAINT ck_skill_offers_kind CHECK (kind IN ('skill', 'time', 'things', 'place')),
        CONSTRAINT ck_skill_offers_words CHECK (char_length(words) BETWEEN 1 AND 200),
        -- Taken back, what it was is gone; that its key was used stays until it would have run out.
        CONSTRAINT ck_skill_offers_withdrawn CHECK (withdrawn_at IS NULL OR words = '…')
      );
      CREATE INDEX ix_skill_offers_person ON skill_offers (organisation_id, person_id);
      CREATE INDEX ix_skill_offers_expires ON skill_offers (organisation_id, expires_on);
      ALTER TABLE skill_offers ENABLE ROW LEVEL SECURITY;
      ALTER TABLE skill_offers FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON skill_offers TO doorstep_app, doorstep_remove
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (words, withdrawn_at) ON skill_offers TO doorstep_app;
      GRANT SELECT (organisation_id, id, expires_on), DELETE ON skill_offers TO doorstep_remove;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What people could bring is on record nowhere else: go back to a backup instead.');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a voice is of: the person, else the household where nobody is named; and the household, else the home alone. */
const keysOf = (row: string) => `(VALUES ('who', coalesce(${row}.person_id, ${row}.household_id)),
        (CASE WHEN ${row}.household_id IS NULL THEN 'home' ELSE 'household' END, coalesce(${row}.household_id, ${row}.home_id))
      ) k (kind, id)`;

/** In the order of the key, so that no two writes wait for one another in a circle. */
const firstsOf = (voices: string) => `
        INSERT INTO first_heard (organisation_id, kind, id, said_at)
        SELECT v.organisation_id, k.kind, k.id, min(v.said_at) FROM ${voices} v CROSS JOIN LATERAL ${keysOf('v')}
        WHERE k.id IS NOT NULL AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (organisation_id, kind, id) DO UPDATE SET said_at = excluded.said_at
          WHERE excluded.said_at < first_heard.said_at;`;

/**
 * Since when somebody is heard, kept by each write: who speaks for the first time is then counted without reading all that
 * was ever said. A voice that was taken back is none; one that was corrected keeps its day.
 */
export class KeepFirstHeard1795817020000 implements MigrationInterface {
  readonly name = 'KeepFirstHeard1795817020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE first_heard (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        kind text NOT NULL,
        id uuid NOT NULL,
        said_at timestamptz NOT NULL,
        CONSTRAINT pk_first_heard PRIMARY KEY (organisation_id, kind, id),
        CONSTRAINT ck_first_heard_kind CHECK (kind IN ('who', 'household', 'home'))
      );
      CREATE INDEX ix_first_heard_said ON first_heard (organisation_id, kind, said_at) INCLUDE (id);
      ALTER TABLE first_heard ENABLE ROW LEVEL SECURITY;
      ALTER TABLE first_heard FORCE ROW LEVEL SECURITY;
      CREATE POLICY one_organisation ON first_heard TO doorstep_app
        USING (organisation_id = (SELECT current_organisation()))
        WITH CHECK (organisation_id = (SELECT current_organisation()));
      GRANT SELECT, INSERT, UPDATE (said_at), DELETE ON first_heard TO doorstep_app;

      CREATE FUNCTION keep_first_heard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN ${firstsOf('added')}
        RETURN NULL;
      END $$;

      CREATE FUNCTION find_first_heard_again() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        held record;
        next_at timestamptz;
      BEGIN
        -- One after another: what is found would else miss what is taken back at the same moment.
        FOR held IN SELECT f.kind, f.id FROM first_heard f JOIN ${keysOf('NEW')} ON f.kind = k.kind AND f.id = k.id
          WHERE f.organisation_id = NEW.organisation_id ORDER BY f.kind, f.id FOR UPDATE OF f
        LOOP
          -- Where this was the first, none that is left was said before it.
          SELECT min(v.said_at) INTO next_at FROM voices v
            WHERE v.organisation_id = NEW.organisation_id AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
              AND v.said_at >= NEW.said_at
              AND CASE held.kind WHEN 'who' THEN coalesce(v.person_id, v.household_id) = held.id
                WHEN 'household' THEN v.household_id = held.id ELSE v.household_id IS NULL AND v.home_id = held.id END;
          IF next_at IS NULL THEN
            DELETE FROM first_heard f WHERE f.organisation_id = NEW.organisation_id AND f.kind = held.kind AND f.id = held.id
              AND f.said_at >= NEW.said_at;
          ELSE
            UPDATE first_heard f SET said_at = next_at WHERE f.organisation_id = NEW.organisation_id AND f.kind = held.kind
              AND f.id = held.id AND f.said_at >= NEW.said_at;
          END IF;
        END LOOP;
        RETURN NULL;
      END $$;

      CREATE TRIGGER keep_first_heard AFTER INSERT ON voices REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION keep_first_heard();
      CREATE TRIGGER find_first_heard_again AFTER UPDATE OF withdrawn_at ON voices FOR EACH ROW
        WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION find_first_heard_again();
    `);
    // Of what was said already, landlord by landlord, as the service itself would: an owner need not see past row level
    // security. Reading goes on meanwhile, writing of voices waits: about a second for 200,000.
    await db.query('SET LOCAL ROLE doorstep_dispatch');
    const landlords = (await db.query('SELECT id FROM organisations')) as { id: string }[];
    await db.query('SET LOCAL ROLE doorstep_app');
    for (const { id } of landlords) {
      await db.query(`SELECT set_config('doorstep.organisation', $1, true)`, [id]);
      await db.query(firstsOf('voices'));
    }
    await db.query('SET LOCAL ROLE NONE');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: the voices say the same
      DROP TRIGGER find_first_heard_again ON voices;
      -- dropped because: the voices say the same
      DROP TRIGGER keep_first_heard ON voices;
      -- dropped because: nothing calls it any more
      DROP FUNCTION find_first_heard_again();
      -- dropped because: nothing calls it any more
      DROP FUNCTION keep_first_heard();
      -- dropped because: the voices say the same
      DROP TABLE first_heard;
    `);
  }
}

import { isWorkingDay } from '@doorstep/domain';
import pg from 'pg';
import { entities } from '../src/entities.js';
import { Database } from '../src/platform/database/database.js';
import { appRole } from '../src/platform/database/migrate.js';

const DAY = 86_400_000;

/** A second door to a test's database, on which the database's own clock shows what the test says. */
export interface FakeTime {
  readonly database: Database;
  /** Hours in London of the day this began on, a working day that is still to come: `at(11)`, `at(22.5)`, `at(24 + 9)`. */
  at(hours: number): Promise<void>;
  close(): Promise<void>;
}

/** `now()` of statements on this door is the test's; defaults of columns stay those of the real clock. */
export async function fakeTime(databaseUrl: string): Promise<FakeTime> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  let day = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  while (!isWorkingDay(day, 'england-and-wales') || !isWorkingDay(next(day), 'england-and-wales')) day = next(day);
  const at = async (hours: number) => {
    await owner.query(
      `UPDATE fake_time.clock SET at = ($1::date::timestamp AT TIME ZONE 'Europe/London') + make_interval(secs => $2)`,
      [day, hours * 3600],
    );
    // What was read from the host stays as fresh as it was.
    await owner.query('UPDATE connections SET last_complete_at = (SELECT at FROM fake_time.clock)');
    await owner.query('UPDATE alert_readings SET read_at = (SELECT at FROM fake_time.clock)');
  };
  await owner.query(`
    CREATE SCHEMA fake_time;
    CREATE TABLE fake_time.clock (at timestamptz);
    INSERT INTO fake_time.clock VALUES (now());
    CREATE FUNCTION fake_time.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM fake_time.clock';
    GRANT USAGE ON SCHEMA fake_time TO PUBLIC;
    GRANT SELECT ON fake_time.clock TO PUBLIC;`);
  // What stands in the address wins over what the door sets itself, so it has to say everything.
  const options = `-c role=${appRole} -c timezone=UTC -c search_path=fake_time,pg_catalog,public`;
  const joined = databaseUrl.includes('?') ? '&' : '?';
  const database = await Database.open(`${databaseUrl}${joined}options=${encodeURIComponent(options)}`, entities, 4);
  await at(11);
  return {
    database,
    at,
    close: async () => {
      await database.close();
      await owner.end();
    },
  };
}

function next(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + DAY).toISOString().slice(0, 10);
}

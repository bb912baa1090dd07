import { createTestDatabase, type TestDatabase } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  findReachBreaches,
  findStructureBreaches,
  scopedTables,
  seedTwins,
  type ScopedTable,
} from '../../../test/isolation.js';

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly role: string;
  readonly hasCheck: boolean;
}

describe('landlords in one database', () => {
  let database: TestDatabase;
  let db: pg.Client;
  let tables: ScopedTable[];
  let policies: Policy[];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
    tables = await scopedTables(db);
    await seedTwins(db, tables);
    ({ rows: policies } = await db.query<Policy>(
      `SELECT tablename AS "table", policyname AS name, roles[1]::text AS role, with_check IS NOT NULL AS "hasCheck"
       FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`,
    ));
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  /** Runs `change` as the owner, looks, and takes it all back. */
  async function after<T>(change: string, look: () => Promise<T>): Promise<T> {
    await db.query('BEGIN');
    try {
      await db.query(change);
      return await look();
    } finally {
      await db.query('ROLLBACK');
    }
  }

  const named = (table: string) => tables.filter(({ name }) => name === table);

  it('are kept apart by how every table, key, policy and role is made', async () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(await findStructureBreaches(db)).toEqual([]);
  });

  it('neither read, add to, change, remove nor count what the other holds under the same ids', async () => {
    expect(await after('', () => findReachBreaches(db, tables))).toEqual([]);
  });

  it('cannot be kept apart without any one policy: each is dropped, and opened, and seen to be missing', async () => {
    expect(policies.length).toBeGreaterThanOrEqual(tables.length);
    const unnoticed: string[] = [];
    for (const { table, name, role, hasCheck } of policies) {
      const changes = [
        `DROP POLICY ${name} ON ${table}`,
        `ALTER POLICY ${name} ON ${table} TO ${role === 'doorstep_app' ? 'PUBLIC' : 'doorstep_app'} USING (true)`,
        ...(hasCheck
          ? [`ALTER POLICY ${name} ON ${table} USING (true)`, `ALTER POLICY ${name} ON ${table} WITH CHECK (true)`]
          : []),
      ];
      for (const change of changes) {
        const breaches = await after(change, () => findReachBreaches(db, named(table)));
        if (breaches.length === 0) unnoticed.push(change);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  it.each([
    [
      'row level security switched off',
      'ALTER TABLE voices DISABLE ROW LEVEL SECURITY',
      'voices has no row level security',
    ],
    [
      'an owner let past',
      'ALTER TABLE voices NO FORCE ROW LEVEL SECURITY',
      'voices does not force row level security on its owner',
    ],
    [
      'a policy opened',
      'ALTER POLICY one_organisation ON voices USING (true)',
      'voices.one_organisation lets doorstep_app, doorstep_remove past its landlord',
    ],
    [
      'a second policy',
      'CREATE POLICY more ON voices TO doorstep_app USING (true)',
      'voices.more lets doorstep_app past its landlord',
    ],
    [
      'a table without any of it',
      'CREATE TABLE notes (organisation_id uuid, id uuid, PRIMARY KEY (id, organisation_id))',
      'notes has no primary key that begins with its landlord',
    ],
    [
      'a key across landlords',
      `CREATE TABLE notes (organisation_id uuid, id uuid UNIQUE, PRIMARY KEY (organisation_id, id));
       CREATE TABLE lines (organisation_id uuid, id uuid, note_id uuid CONSTRAINT fk_loose REFERENCES notes (id))`,
      'fk_loose can point at another landlord',
    ],
    [
      'an index across landlords',
      'CREATE TABLE notes (organisation_id uuid, id uuid CONSTRAINT uq_loose UNIQUE)',
      'uq_loose would tell one landlord what another holds',
    ],
    [
      'content for the dispatcher',
      'GRANT SELECT (words) ON voices TO doorstep_dispatch',
      'doorstep_dispatch can read voices: words',
    ],
    ['a table emptied', 'GRANT TRUNCATE ON voices TO doorstep_app', 'doorstep_app may empty voices'],
    [
      'a table owned',
      'ALTER TABLE voices OWNER TO doorstep_app',
      expect.stringMatching(/^doorstep_app owns pg_class \d+$/),
    ],
    ['a role that sees all', 'ALTER ROLE doorstep_app BYPASSRLS', 'doorstep_app may do more than it should'],
    ['a role that is another', 'GRANT doorstep_dispatch TO doorstep_app', 'doorstep_app is also doorstep_dispatch'],
    [
      'a view that works for its owner',
      'CREATE VIEW everybody AS SELECT * FROM people; GRANT SELECT ON everybody TO doorstep_app',
      'doorstep_app reaches everybody, which belongs to no landlord',
    ],
    [
      'a function that works for its owner',
      'CREATE FUNCTION everybody() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT count(*) FROM people $$',
      "everybody() works with its owner's rights",
    ],
  ])('notices %s', async (_, change, breach) => {
    expect(await after(change, () => findStructureBreaches(db))).toContainEqual(breach);
  });
});

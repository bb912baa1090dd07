import 'reflect-metadata';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createTestDatabase, type TestDatabase } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from '../../entities.js';
import { describeSchema } from './describe-schema.js';

const golden = new URL('schema.sql', import.meta.url);
const migrationFiles = new URL('migrations/', import.meta.url);
const howToUpdate =
  'The migrated database is not what schema.sql says. If it is what you meant, write it down with: ' +
  'UPDATE_SCHEMA=1 NODE_OPTIONS=--experimental-vm-modules npx jest apps/service/src/platform/database/schema';

/** The lines that one description has and the other lacks, each with its table, so that a failure shows no long texts. */
function differences(written: string, found: string): string[] {
  const before = linesByTable(written);
  const after = linesByTable(found);
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}

function linesByTable(description: string): string[] {
  return description.split('\n\n').flatMap((block) => {
    const [heading = '', ...lines] = block.split('\n');
    const table = heading.split(' ENABLE', 1)[0];
    return [heading, ...lines.map((line) => `${table}: ${line.trim()}`)];
  });
}

/** Lines that throw something away without a line above them that says why. */
function unexplainedDrops(source: string): string[] {
  const lines = source.split('\n');
  const drops = (line: string) => /\bDROP\b/i.test(line) || /\bdrop[A-Z]/.test(line);
  const isProse = (line: string) => /^\s*(--|\/\/|\*|throw )/.test(line);
  const isExplained = (at: number) => /(--|\/\/) dropped because: \S+/.test(lines[at - 1] ?? '');
  return lines.filter((line, at) => drops(line) && !isProse(line) && !isExplained(at));
}

/** The first migration that processes of the release before may run beside: docs/decisions/0025. */
const beside = 1795817000000;

const breaks =
  /\bDROP\s+(TABLE|COLUMN|VIEW|FUNCTION|TYPE|DEFAULT)\b|\bRENAME\b|\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b|\bSET\s+NOT\s+NULL\b|\bREVOKE\b|\b(drop|rename|change)(Table|Column)/i;

/**
 * What of a migration the release before could not live with, and no line above says why it can: columns and tables it
 * reads gone, renamed or of another type, and what its inserts leave out made to be needed.
 */
function breaksTheReleaseBefore(source: string): string[] {
  const up = source.split(/^ {2}async down\(/m, 1)[0]!;
  const lines = up.split('\n');
  const isProse = (line: string) => /^\s*(--|\/\/|\/?\*)/.test(line);
  const isExplained = (at: number) => /(--|\/\/) the release before does without: \S+/.test(lines[at - 1] ?? '');
  // To the comma or the end: what is added and needed has to come with a value.
  const isNeeded = (at: number) => {
    const added = /\bADD\s+(COLUMN\s+)?(?!CONSTRAINT\b)\w+ [^,;]*/i.exec(lines.slice(at).join('\n'))?.[0] ?? '';
    const begins = /\bADD\s+(COLUMN\s+)?(?!CONSTRAINT\b)\w+ /i.test(lines[at]!);
    return begins && /\bNOT NULL\b/i.test(added) && !/\b(DEFAULT|GENERATED)\b/i.test(added);
  };
  return lines.filter((line, at) => (breaks.test(line) || isNeeded(at)) && !isProse(line) && !isExplained(at));
}

describe('the schema', () => {
  let database: TestDatabase;
  let db: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  it('is what schema.sql says', async () => {
    const found = await describeSchema(db);
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(golden, found);
    const written = readFileSync(golden, 'utf8');
    expect({ howToUpdate, differences: differences(written, found) }).toEqual({ howToUpdate, differences: [] });
    expect(found).toBe(written);
  });

  it.each([
    [
      'an index that lost its WHERE',
      'DROP INDEX uq_runs_one_running; CREATE UNIQUE INDEX uq_runs_one_running ON runs (organisation_id, connection_id)',
    ],
    ['a stray table', 'CREATE TABLE stray (id int)'],
    ['a default', `ALTER TABLE prompts ALTER state SET DEFAULT 'expired'`],
    ['a column that may be null', 'ALTER TABLE voices ALTER words DROP NOT NULL'],
    ['a narrower type', 'ALTER TABLE runs ALTER problem TYPE varchar(10)'],
    ['a check', 'ALTER TABLE voices DROP CONSTRAINT ck_voices_words'],
    ['a policy', 'ALTER POLICY one_organisation ON voices USING (true)'],
    ['a grant', 'GRANT DELETE ON voices TO doorstep_app'],
    ['a grant on a column', 'GRANT UPDATE (words) ON voices TO doorstep_app'],
    ['row level security', 'ALTER TABLE voices NO FORCE ROW LEVEL SECURITY'],
    [
      'a function',
      `CREATE OR REPLACE FUNCTION current_organisation() RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$`,
    ],
  ])('is described so that %s shows', async (_, change) => {
    const before = await describeSchema(db);
    await db.query('BEGIN');
    try {
      await db.query(change);
      expect(differences(before, await describeSchema(db))).not.toEqual([]);
    } finally {
      await db.query('ROLLBACK');
    }
  });

  it('has a column of the same type and nullability for each that an entity maps', async () => {
    const source = await new DataSource({
      type: 'postgres',
      url: database.url,
      entities,
      synchronize: false,
    }).initialize();
    try {
      const { rows } = await db.query<{ column: string }>(
        `SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                          CASE WHEN a.attnotnull THEN 'NOT NULL' END) AS "column"
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`,
      );
      const stored = new Set(rows.map((row) => row.column));
      const mapped = source.entityMetadatas.flatMap((entity) =>
        entity.columns.map((column) => {
          const type = source.driver.normalizeType(column) + (column.isArray ? '[]' : '');
          return [entity.tableName, column.databaseName, type, ...(column.isNullable ? [] : ['NOT NULL'])].join(' ');
        }),
      );
      expect(mapped.length).toBeGreaterThan(20);
      expect(mapped.filter((column) => !stored.has(column))).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('has nowhere to keep a score of anyone', async () => {
    const { rows } = await db.query<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0`,
    );
    expect(rows.length).toBeGreaterThan(200);
    const forbidden = /scor|rank|rating|risk|propensity|likelihood|segment|sentiment|value_of|engagement_level/i;
    expect(rows.map((row) => row.name).filter((name) => forbidden.test(name))).toEqual([]);
  });

  it('loses nothing in a migration without a written reason', () => {
    const files = readdirSync(migrationFiles).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect([file, unexplainedDrops(readFileSync(new URL(file, migrationFiles), 'utf8'))]).toEqual([file, []]);
    }
  });

  it('changes so that the release before goes on working beside it', () => {
    const files = readdirSync(migrationFiles).filter((name) => Number.parseInt(name, 10) >= beside);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const source = readFileSync(new URL(file, migrationFiles), 'utf8');
      expect([file, breaksTheReleaseBefore(source)]).toEqual([file, []]);
    }
  });

  it.each([
    ['ALTER TABLE homes DROP COLUMN scheme;', 1],
    ['-- the release before does without: it reads blocks.scheme\nALTER TABLE homes DROP COLUMN scheme;', 0],
    ['DROP TABLE homes;', 1],
    ['ALTER TABLE homes RENAME scheme TO block;', 1],
    ['ALTER TABLE homes ALTER scheme TYPE bigint;', 1],
    ['ALTER TABLE homes ALTER COLUMN scheme SET NOT NULL;', 1],
    ['REVOKE SELECT ON homes FROM doorstep_app;', 1],
    ['ALTER TABLE homes ADD COLUMN scheme text NOT NULL;', 1],
    ["ALTER TABLE homes ADD scheme text NOT NULL DEFAULT '', ADD block text;", 0],
    ['ALTER TABLE homes ADD COLUMN scheme text, ADD CONSTRAINT ck CHECK (scheme IS NOT NULL);', 0],
    ['CREATE TABLE schemes (id uuid NOT NULL);', 0],
    ['DROP INDEX ix_homes;', 0],
    ['  async up() {}\n  async down() {\n    DROP TABLE homes;\n  }', 0],
  ])('finds in %j that the release before is broken in %i places', (source, expected) => {
    expect(breaksTheReleaseBefore(source)).toHaveLength(expected);
  });

  it.each([
    ['ALTER TABLE homes DROP COLUMN scheme;', 1],
    ['drop table homes;', 1],
    ["await db.dropColumn('homes', 'scheme');", 1],
    ['-- dropped because: the scheme now stands with the block\nALTER TABLE homes DROP COLUMN scheme;', 0],
    ['-- dropped because:\nALTER TABLE homes DROP COLUMN scheme;', 1],
    ['-- a note that speaks of DROP', 0],
    ['SELECT dropped_at FROM homes;', 0],
  ])('counts %j as %i without a reason', (source, expected) => {
    expect(unexplainedDrops(source)).toHaveLength(expected);
  });
});

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { SqlTarget } from '@doorstep/connectors';
import { createTestDatabase, type TestDatabase, type TestMariaDb } from '@doorstep/testing';
import { createConnection } from 'mariadb';
import pg from 'pg';

import type { ConformanceSource, Fault } from '../../../packages/connectors/src/conformance/conformance-source.js';
import { openSql } from '../src/platform/sql/open-sql.js';

/** An invented housing database with the views of the README over it, and its administrator. */
export interface HousingDatabase {
  readonly target: SqlTarget;
  /** As the administrator, several statements in order. Rows of the last. */
  admin(...statements: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** A session of the administrator of its own, for a transaction that stays open. */
  session(): Promise<{ run(statement: string): Promise<void>; close(): Promise<void> }>;
  /** Another name for a view, and back. */
  rename(view: string, to: string): string;
  close(): Promise<void>;
}

const views = new URL('../../../packages/connectors/src/sql-view/views/', import.meta.url);

/** Streams, the tables behind their views, and a column of each that may change. */
const tables: Readonly<Record<string, readonly [table: string, column: string]>> = {
  homes: ['home', 'address_line_1'],
  tenancies: ['tenancy', 'payment_reference'],
  people: ['person', 'family_name'],
  repairs: ['repair', 'description'],
  appointments: ['appointment', 'ends_at'],
  contacts: ['contact', 'person_id'],
};

const columns: Readonly<Record<string, string>> = {
  home: 'parent_id ID, uprn ID, kind ID, scheme ID, address_line_1 LONG, postal_code ID, is_active boolean',
  tenancy: 'home_id ID, payment_reference LONG, tenancy_type ID, start_date date, end_date date',
  person: 'title ID, given_name ID, family_name LONG, date_of_birth date, kind ID',
  repair: 'home_id ID, description LONG, priority ID, status ID, raised_at TIME, completed_at TIME, is_hazard boolean',
  appointment: 'repair_id ID, starts_at TIME, ends_at LONG, status ID',
  contact: 'kind ID, direction ID, occurred_at TIME, person_id LONG, home_id ID',
};

/** Never taken; there to be left behind. */
const forbidden = 'ni_number ID, bank_account ID';

function tablesFor(types: Readonly<Record<string, string>>): readonly string[] {
  const typed = (text: string) => text.replace(/\b(ID|LONG|TIME)\b/g, (word) => types[word] ?? word);
  const made = Object.entries(columns).map(
    ([table, own]) =>
      `create table housing.${table} (source_id ${types['ID']} primary key, ${typed(`${own}, ${forbidden}`)})`,
  );
  return [
    ...made,
    typed(
      'create table housing.party (tenancy_id ID, person_id ID, role ID, is_responsible boolean, full_name ID, ni_number ID)',
    ),
  ];
}

/**
 * Waits until what was written is not hidden by transactions that other test files have under way on the same server: a row
 * version is shown once nothing older is open anywhere on it. Five seconds at most.
 */
const whenOthersAreOver = `do $$
  declare upto bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  begin
    for i in 1..500 loop
      exit when not exists (select from pg_stat_activity
        where datname <> current_database() and backend_xid::text::bigint < upto);
      perform pg_sleep(0.01), pg_stat_clear_snapshot();
    end loop;
  end $$`;

/**
 * PostgreSQL, with the views by row version. One database serves many of these, one after the other, as making one takes
 * longer than everything in it; without it, each has its own.
 */
export async function startPostgresql(many?: TestDatabase): Promise<HousingDatabase> {
  const database = many ?? (await createTestDatabase());
  const url = new URL(database.url);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const user = `reader_${randomBytes(6).toString('hex')}`;
  const admin = async (...statements: readonly string[]) => {
    let rows: readonly Readonly<Record<string, unknown>>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    await client.query(whenOthersAreOver);
    return rows;
  };
  await admin(
    'drop schema if exists doorstep cascade',
    'drop schema if exists housing cascade',
    'create schema housing',
    ...tablesFor({ ID: 'text', LONG: 'text', TIME: 'timestamp' }),
    readFileSync(new URL('postgresql.sql', views), 'utf8'),
    `create role ${user} login password 'a-good-password'`,
    `grant usage on schema doorstep to ${user}`,
    `grant select on all tables in schema doorstep to ${user}`,
    `alter default privileges in schema doorstep grant select on tables to ${user}`,
  );
  return {
    target: {
      driver: 'postgresql',
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user,
      password: 'a-good-password',
      tls: 'off',
    },
    admin,
    session: async () => {
      const other = new pg.Client({ connectionString: database.url });
      await other.connect();
      return {
        run: async (statement) => void (await other.query(statement)),
        close: () => other.end(),
      };
    },
    rename: (view, to) => `alter view doorstep.${view} rename to ${to}`,
    close: async () => {
      await admin(`drop owned by ${user}`, `drop role ${user}`);
      await client.end();
      if (many === undefined) await database.drop();
    },
  };
}

/** MariaDB, with the views by time of change. One server serves many of these, one after the other. */
export async function startMariaHousing(server: TestMariaDb): Promise<HousingDatabase> {
  const { host, port, user, password } = server;
  const connect = () => createConnection({ host, port, user, password, dateStrings: true });
  const connection = await connect();
  const admin = async (...statements: readonly string[]) => {
    let rows: unknown = [];
    for (const statement of statements) rows = await connection.query(statement);
    return rows as readonly Readonly<Record<string, unknown>>[];
  };
  const file = readFileSync(new URL('mariadb.sql', views), 'utf8').replace(/^--.*$/gm, '');
  await admin(
    "set time_zone = '+00:00'",
    'drop database if exists doorstep',
    'drop database if exists housing',
    'create database housing character set utf8mb4',
    ...tablesFor({ ID: 'varchar(100)', LONG: 'mediumtext', TIME: 'datetime' }),
    ...file
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    "create or replace user reader identified by 'a-good-password'",
    'grant select on doorstep.* to reader',
  );
  return {
    target: {
      driver: 'mariadb',
      host,
      port,
      database: 'doorstep',
      user: 'reader',
      password: 'a-good-password',
      tls: 'off',
    },
    admin,
    session: async () => {
      const other = await connect();
      return {
        run: async (statement) => void (await other.query(statement)),
        close: () => other.end(),
      };
    },
    rename: (view, to) => `rename table doorstep.${view} to doorstep.${to}`,
    close: () => connection.end(),
  };
}

const faults: readonly Fault[] = [
  { name: 'the view is gone', effect: 'breaks' },
  { name: 'a column is gone', effect: 'breaks' },
  { name: 'the view is empty', effect: 'empties' },
  { name: 'most rows are gone', effect: 'empties' },
  { name: 'a row comes twice', effect: 'repeats' },
  { name: 'a field is far too long', effect: 'spoils' },
  {
    name: 'a code is unheard of',
    effect: 'unknown-code',
    streams: ['homes', 'people', 'repairs', 'appointments', 'contacts'],
  },
  { name: 'padded, and no date', effect: 'disturbs', streams: ['repairs'] },
];

const codeColumns: Readonly<Record<string, string>> = {
  homes: 'kind',
  people: 'kind',
  repairs: 'status',
  appointments: 'status',
  contacts: 'kind',
};

const rowsEach = 24;
const pageSize = 7;
const hour = 3_600_000;

/** Rows of a stream: 24 with ids `h-0001` … */
export function insertRow(stream: string, id: string, number: number, changedAt: string | null): string {
  const [table = ''] = tables[stream] ?? [];
  const day = `2026-03-${String(1 + (number % 28)).padStart(2, '0')}`;
  const values: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
    homes: { uprn: `00${100_000 + number}`, kind: '7', address_line_1: `${number} Quay Row`, postal_code: 'ZZ1 1ZZ' },
    tenancies: { home_id: `homes-${number}`, payment_reference: `P${number}`, tenancy_type: 'SEC', start_date: day },
    people: { title: 'Ms', given_name: 'Ada', family_name: `Invented ${number}`, date_of_birth: '1980-05-04' },
    repairs: { home_id: `homes-${number}`, description: `Tap ${number}`, status: '100', raised_at: `${day} 09:00:00` },
    appointments: {
      repair_id: `repairs-${number}`,
      starts_at: `${day} 10:00:00`,
      ends_at: `${day} 12:00:00`,
      status: 'planned',
    },
    contacts: { kind: 'visit', direction: 'outbound', occurred_at: `${day} 11:00:00`, person_id: `people-${number}` },
  };
  const row = { source_id: id, ...values[stream], ...(changedAt === null ? {} : { changed_at: changedAt }) };
  const quoted = Object.values(row).map((value) => `'${value}'`);
  return `insert into housing.${table} (${Object.keys(row).join(', ')}) values (${quoted.join(', ')})`;
}

/** The database with a landlord of 24 of everything, as the kit wants it. */
export async function sqlSource(database: HousingDatabase): Promise<ConformanceSource> {
  const { target, admin, rename } = database;
  const isByTime = target.driver === 'mariadb';
  const at = (time: number) => (isByTime ? new Date(time).toISOString().slice(0, 23).replace('T', ' ') : null);
  const began = Date.now();
  let made = 0;
  const tableOf = (stream: string) => `housing.${tables[stream]?.[0] ?? ''}`;
  const columnOf = (stream: string) => tables[stream]?.[1] ?? '';
  const numbers = Array.from({ length: rowsEach }, (_none, index) => index + 1);
  const party = (number: number) =>
    `insert into housing.party (tenancy_id, person_id, role, is_responsible, full_name) values ('tenancies-${number}', 'people-${number}', 'tenant', true, 'Ada Invented')`;
  await admin('begin', ...numbers.map(party), 'commit');
  for (const stream of Object.keys(tables)) {
    const rows = numbers.map((number) =>
      insertRow(stream, `${stream}-${number}`, number, at(began - (40 - number) * hour)),
    );
    // Several of one transaction, and several transactions.
    for (const few of [rows.slice(0, 5), rows.slice(5, 20), rows.slice(20)]) await admin('begin', ...few, 'commit');
  }
  const keys = async (stream: string) =>
    (await admin(`select source_id from ${tableOf(stream)} order by source_id`)).map((row) => String(row['source_id']));
  const someKey = async (stream: string) => {
    made++;
    const found = await keys(stream);
    return found[(made * 5) % found.length] ?? '';
  };
  const changed = async (stream: string, more = '') => {
    const key = await someKey(stream);
    // A day and a time alike, for the columns that hold one.
    const value = `2026-04-01 10:${String(made % 60).padStart(2, '0')}:00`;
    await admin(`update ${tableOf(stream)} set ${columnOf(stream)} = '${value}'${more} where source_id = '${key}'`);
    return key;
  };
  const undo: string[] = [];
  const behind = async (stream: string, select: string) => {
    const away = `${stream}_away`;
    await admin(
      rename(stream, away),
      `create view doorstep.${stream} as ${select.replaceAll('AWAY', `doorstep.${away}`)}`,
    );
    undo.push(`drop view doorstep.${stream}`, rename(away, stream));
  };
  const spoil = async (stream: string, column: string, value: string) => {
    const [key = ''] = await keys(stream);
    const of = `${tableOf(stream)} where source_id = '${key}'`;
    const [before] = await admin(`select ${column} as kept from ${of}`);
    const kept = before?.['kept'] === null || before === undefined ? 'null' : `'${String(before['kept'])}'`;
    const set = (to: string) => `update ${tableOf(stream)} set ${column} = ${to} where source_id = '${key}'`;
    await admin(set(value));
    undo.push(set(kept));
  };
  const strikes: Readonly<Record<string, (stream: string) => Promise<void>>> = {
    'the view is gone': async (stream) => {
      await admin(rename(stream, `${stream}_away`));
      undo.push(rename(`${stream}_away`, stream));
    },
    'a column is gone': (stream) => behind(stream, 'select source_id from AWAY'),
    'the view is empty': (stream) => behind(stream, 'select * from AWAY where 1 = 0'),
    'most rows are gone': (stream) => behind(stream, "select * from AWAY where source_id like '%-2'"),
    'a row comes twice': (stream) =>
      behind(stream, `select * from AWAY union all select * from AWAY where source_id = '${stream}-9'`),
    'a field is far too long': (stream) => spoil(stream, columnOf(stream), "repeat('long ', 30000)"),
    'a code is unheard of': (stream) => spoil(stream, codeColumns[stream] ?? '', "'unheard-of'"),
    'padded, and no date': async (stream) => {
      await spoil(stream, 'description', "'  Tap    '");
      await spoil(stream, 'completed_at', "'1900-01-01 00:00:00'");
    },
  };
  const open: (() => Promise<void>)[] = [];
  const configuration = {
    driver: target.driver,
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    password: target.password,
    tls: target.tls,
    pageSize,
  };
  const abort = new AbortController();
  return {
    configuration,
    wrongCredentials: { ...configuration, password: 'another-password' },
    ports: {},
    portsOf: ({ password }) => {
      const { port, close } = openSql({ ...target, password: String(password) }, ['127.0.0.1/32'], abort.signal);
      open.push(close);
      return { sql: port };
    },
    faults,
    keys,
    change: (stream) => changed(stream),
    add: async (stream) => {
      made++;
      const id = `${stream}-new-${made}`;
      await admin(insertRow(stream, id, made, null));
      return id;
    },
    remove: async (stream) => {
      const key = await someKey(stream);
      await admin(`delete from ${tableOf(stream)} where source_id = '${key}'`);
      return key;
    },
    strike: async (fault, stream) => strikes[fault]?.(stream),
    mend: async () => {
      await admin(...undo.splice(0));
    },
    tie: async (stream) => {
      const rows = Array.from({ length: pageSize * 3 }, () => `${stream}-tied-${++made}`);
      const time = at(Date.now());
      await admin('begin', ...rows.map((id, number) => insertRow(stream, id, number, time)), 'commit');
    },
    changeDatedAhead: (stream) => changed(stream, `, changed_at = '${at(Date.now() + 365 * 24 * hour) ?? ''}'`),
    setWallClock: async (wall) => {
      const key = await someKey('contacts');
      await admin(`update housing.contact set occurred_at = '${wall.replace('T', ' ')}' where source_id = '${key}'`);
      return { stream: 'contacts', key, field: 'occurredAt', zone: 'Europe/London' };
    },
    plantTaken: async (of) => {
      const taken = {
        home: ['address_line_1', 'postal_code'],
        person: ['given_name', 'family_name'],
        repair: ['description'],
      };
      for (const [table, fields] of Object.entries(taken))
        for (const field of fields)
          await admin(`update housing.${table} set ${field} = '${of(field)}' where source_id like '%-7'`);
    },
    plant: async (canary) => {
      for (const stream of Object.keys(tables))
        await admin(`update ${tableOf(stream)} set ni_number = '${canary}', bank_account = '${canary}'`);
      await admin(`update housing.party set ni_number = '${canary}'`);
    },
    close: async () => {
      for (const close of open) await close();
      await database.close();
    },
  };
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMariaDb, type TestMariaDb } from '@doorstep/testing';

import { type HousingDatabase, startMariaHousing, startPostgresql } from '../../../test/sql-source.js';

import { openSql } from './open-sql.js';

let maria: TestMariaDb;
const housing = new Map<string, HousingDatabase>();

beforeAll(async () => {
  maria = await startMariaDb();
  housing.set('PostgreSQL', await startPostgresql());
  housing.set('MariaDB', await startMariaHousing(maria));
}, 120_000);
afterAll(async () => {
  for (const one of housing.values()) await one.close();
  await maria.close();
});

const limits = { connectMs: 5000, queryMs: 60_000, bytes: 1_000_000 };

/** What comes of one query, in a session of its own. */
async function asked(
  name: string,
  text: string,
  {
    values = [],
    mostRows = 100,
    ...more
  }: {
    values?: readonly (string | number)[];
    mostRows?: number;
    password?: string;
    tls?: 'required';
    limits?: typeof limits;
  } = {},
) {
  const { target } = housing.get(name)!;
  const { port, close } = openSql({ ...target, ...more }, ['127.0.0.1/32'], new AbortController().signal, more.limits);
  try {
    return await port.rows({ text, values, mostRows });
  } finally {
    await close();
  }
}

describe.each(['PostgreSQL', 'MariaDB'])('%s', (name) => {
  const isPostgresql = name === 'PostgreSQL';
  const hundred = isPostgresql
    ? "select n, repeat('x', 1000) as text from generate_series(1, 100) as n"
    : "select seq as n, repeat('x', 1000) as text from seq_1_to_100";

  it('gives values as text, numbers and hex, without a zone of its own', async () => {
    const text = isPostgresql
      ? `select 7 as small, 9007199254740993 as large, 12.30 as exact, timestamp '2026-06-01 09:00:00' as wall,
         timestamptz '2026-06-01 09:00:00+01' as instant, date '2026-06-01' as day, '\\x00ff'::bytea as bytes,
         true as flag, null as nothing, $1 as said`
      : `select 7 as small, 9007199254740993 as large, 12.30 as exact, timestamp '2026-06-01 09:00:00' as wall,
         cast('2026-06-01' as date) as day, x'00ff' as bytes, null as nothing, $1 as said`;
    const [row] = await asked(name, text, { values: ["it's $1; --"] });
    expect(row).toMatchObject({
      small: 7,
      large: '9007199254740993',
      exact: '12.30',
      wall: '2026-06-01 09:00:00',
      day: '2026-06-01',
      bytes: '00ff',
      nothing: null,
      said: "it's $1; --",
    });
    if (isPostgresql) expect(row).toMatchObject({ instant: '2026-06-01 08:00:00+00:00', flag: true });
  });

  it('stops at the rows and at the bytes that were asked for', async () => {
    await expect(asked(name, hundred, { mostRows: 99 })).rejects.toMatchObject({ code: 'not-a-page' });
    await expect(asked(name, hundred, { limits: { ...limits, bytes: 50_000 } })).rejects.toMatchObject({
      code: 'not-a-page',
    });
    expect(await asked(name, hundred)).toHaveLength(100);
  });

  it('only reads, even as somebody who may write', async () => {
    const { target, admin } = housing.get(name)!;
    const owner = isPostgresql
      ? {
          ...target,
          user: new URL(process.env['TEST_SERVER_URL'] ?? '').username,
          password: decodeURIComponent(new URL(process.env['TEST_SERVER_URL'] ?? '').password),
        }
      : { ...target, user: maria.user, password: maria.password };
    await admin(
      ...(isPostgresql
        ? [
            "create function public.sneak() returns integer language sql as $$ insert into housing.party (role) values ('x') returning 1 $$",
          ]
        : [
            "create function housing.sneak() returns integer modifies sql data begin insert into housing.party (role) values ('x'); return 1; end",
          ]),
    );
    const { port, close } = openSql(owner, ['127.0.0.1/32'], new AbortController().signal);
    const sneak = isPostgresql ? 'select public.sneak()' : 'select housing.sneak()';
    await expect(port.rows({ text: sneak, values: [], mostRows: 1 })).rejects.toMatchObject({ code: 'refused' });
    await close();
    expect(await admin('select * from housing.party')).toEqual([]);
  });

  it('is ended by the server where it takes too long', async () => {
    const slow = isPostgresql
      ? 'select count(*) from generate_series(1, 1000000000)'
      : 'select count(*) from seq_1_to_1000000000 a join seq_1_to_1000000000 b';
    await expect(asked(name, slow, { limits: { ...limits, queryMs: 100 } })).rejects.toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
  });

  it('says what is wrong without a value, the text or the password', async () => {
    const wrongs = [
      asked(name, 'select 1', { password: 'not-the-password' }),
      asked(name, 'select secret_column from doorstep.homes'),
      asked(name, 'select 1 from doorstep.no_such_view'),
      asked(name, 'select source_id from housing.home'),
      asked(name, 'select 1', { tls: 'required' }),
    ];
    const problems = await Promise.all(wrongs.map((wrong) => wrong.catch((error: unknown) => error)));
    expect(problems).toMatchObject([
      { code: 'no-permission', retryable: false },
      { code: 'not-as-declared' },
      { code: isPostgresql ? 'not-as-declared' : 'not-as-declared' },
      { code: 'no-permission' },
      { code: 'refused', message: expect.stringContaining('encrypted') },
    ]);
    expect(JSON.stringify(problems.map((one) => (one as Error).message))).not.toMatch(
      /secret_column|no_such_view|not-the-password|select/,
    );
  });

  it('is asked again in a session of its own after one that was ended, and ends when it is called off', async () => {
    const { target } = housing.get(name)!;
    const abort = new AbortController();
    const { port, close } = openSql(target, ['127.0.0.1/32'], abort.signal);
    await expect(port.rows({ text: hundred, values: [], mostRows: 1 })).rejects.toMatchObject({ code: 'not-a-page' });
    expect(await port.rows({ text: 'select 1 as one', values: [], mostRows: 1 })).toEqual([{ one: 1 }]);
    abort.abort();
    await expect(port.rows({ text: 'select 1', values: [], mostRows: 1 })).rejects.toThrow('abort');
    await close();
  });
});

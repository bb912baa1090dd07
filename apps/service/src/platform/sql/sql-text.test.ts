import { describe, expect, it } from '@jest/globals';

import { mariadb } from './mariadb.js';
import { openSql } from './open-sql.js';
import { placeValues } from './place-values.js';
import { postgresql } from './postgresql.js';
import { resolveAddress } from './resolve-address.js';
import { sqlserver } from './sqlserver.js';
import { plainValue, wholeNumber } from './values.js';

const text = 'select a from b where c >= $1 and (c > $1 or d > $2)';

describe('values of a query', () => {
  it('are marked as each driver marks them, one that comes twice too', () => {
    expect(postgresql.bind(text, ['x', 7])).toEqual({ text, values: ['x', 7] });
    expect(mariadb.bind(text, ['x', 7])).toEqual({
      text: 'select a from b where c >= ? and (c > ? or d > ?)',
      values: ['x', 'x', 7],
    });
    expect(sqlserver.bind(text, ['x', 7])).toEqual({
      text: 'select a from b where c >= @p1 and (c > @p1 or d > @p2)',
      values: ['x', 7],
    });
  });

  it('are not looked for in quoted text and names', () => {
    const quoted = "select '$1 it''s $2', \"$1\", `$1`, [$1] from b where c = $1";
    expect(placeValues(quoted, 1, () => '?')).toEqual({
      text: "select '$1 it''s $2', \"$1\", `$1`, [$1] from b where c = ?",
      order: [1],
    });
  });

  it('have to be there', () => {
    expect(() => mariadb.bind(text, ['x'])).toThrow(RangeError);
    expect(() => postgresql.bind('select $0', ['x'])).toThrow(RangeError);
  });
});

describe('values of a row', () => {
  it('are plain: bytes as hex, times as the wall clock, what a double cannot hold as text', () => {
    expect(plainValue(Buffer.from([0, 0, 0x1f, 0xff]))).toBe('00001fff');
    expect(plainValue(new Date('2026-06-01T09:00:00Z'))).toBe('2026-06-01T09:00:00.000');
    expect(plainValue(9_007_199_254_740_993n)).toBe('9007199254740993');
    expect(wholeNumber('41')).toBe(41);
    expect(wholeNumber('9007199254740993')).toBe('9007199254740993');
    expect(plainValue(undefined)).toBeNull();
  });
});

describe('an address', () => {
  const asked = (host: string, tls: 'required' | 'off', ...allowed: readonly string[]) =>
    resolveAddress({ host, tls }, allowed);

  it('is refused where it is private and nobody allowed it', async () => {
    for (const host of ['10.0.0.5', '127.0.0.1', '[::1]', '169.254.169.254', 'localhost'])
      await expect(asked(host, 'required')).rejects.toMatchObject({ code: 'blocked-address', retryable: false });
  });

  it('is reached without encryption only where it was allowed by name', async () => {
    await expect(asked('8.8.8.8', 'off')).rejects.toMatchObject({ code: 'blocked-address' });
    await expect(asked('8.8.8.8', 'off', '10.0.0.0/8')).rejects.toMatchObject({ code: 'blocked-address' });
    await expect(asked('8.8.8.8', 'required')).resolves.toEqual({ address: '8.8.8.8', name: '8.8.8.8' });
    await expect(asked('10.0.0.5', 'off', '10.0.0.0/8')).resolves.toEqual({ address: '10.0.0.5', name: '10.0.0.5' });
  });
});

describe('a query', () => {
  const target = { host: '10.0.0.5', port: 1, database: 'd', user: 'u', password: 'p', tls: 'required' } as const;
  const { port } = openSql({ ...target, driver: 'sqlserver' }, [], new AbortController().signal);

  it('is one SELECT of a limited number of rows', async () => {
    for (const other of ['delete from a', 'select 1; delete from a', 'with a as (select 1) select * from a'])
      await expect(port.rows({ text: other, values: [], mostRows: 1 })).rejects.toThrow(RangeError);
    await expect(port.rows({ text: 'select 1', values: [], mostRows: 10_001 })).rejects.toThrow(RangeError);
  });

  it('quotes plain names and nothing else', () => {
    expect(port.quote('doorstep.homes')).toBe('[doorstep].[homes]');
    for (const name of ['', 'a b', 'a]b', 'a.b.c', "a'", '1a']) expect(() => port.quote(name)).toThrow('plain name');
  });
});

describe('what a server says', () => {
  it('is known by its number, never by its words', () => {
    expect(sqlserver.faultOf({ code: 'ELOGIN', number: 18_456 })).toBe('wrong-password');
    expect(sqlserver.faultOf({ code: 'EREQUEST', number: 229 })).toBe('no-permission');
    expect(sqlserver.faultOf({ code: 'EREQUEST', number: 208 })).toBe('not-there');
    expect(sqlserver.faultOf({ code: 'ETIMEOUT' })).toBe('too-slow');
    expect(postgresql.faultOf({ code: '53300' })).toBe('too-many');
    expect(mariadb.faultOf({ errno: 1040 })).toBe('too-many');
    expect(mariadb.faultOf({ errno: 9999 })).toBeNull();
    expect(mariadb.numberOf({ errno: 9999 })).toBe('9999');
  });
});

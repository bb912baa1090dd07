import { isIP } from 'node:net';

import type { ConnectionConfig } from 'mariadb';

import { placeValues } from './place-values.js';
import type { SqlCells, SqlDriver, SqlFault } from './sql-session.js';
import { plainValue } from './values.js';

/**
 * MariaDB 10.6 and later, through `mariadb`. The session is read-only and in UTC, so a `timestamp` column comes as the
 * instant it is; the server itself ends a query that takes too long. Values are bound by the server.
 */
export const mariadb: SqlDriver = {
  async open(target, { address, name }, limits) {
    // Most landlords never read a database: who does loads its driver.
    const { createConnection } = await import('mariadb');
    const connection = await createConnection({
      host: address,
      port: target.port,
      database: target.database,
      user: target.user,
      password: target.password,
      connectTimeout: limits.connectMs,
      socketTimeout: limits.queryMs + 5000,
      ssl: target.tls === 'off' ? false : identity(name),
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: true,
      bigIntAsNumber: false,
      decimalAsNumber: false,
      autoJsonMap: false,
      multipleStatements: false,
      permitLocalInfile: false,
    });
    let isOpen = true;
    const gone = () => void (isOpen = false);
    connection.on('error', gone).on('end', gone);
    try {
      await connection.query('set session transaction read only');
      await connection.query(`set session max_statement_time = ${limits.queryMs / 1000}, time_zone = '+00:00'`);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    async function* rows(text: string, values: readonly (string | number | null)[]): AsyncGenerator<SqlCells> {
      const prepared = await connection.prepare(text);
      let isWhole = false;
      try {
        for await (const row of prepared.executeStream([...values]) as AsyncIterable<Record<string, unknown>>)
          yield Object.entries(row).map(([column, value]) => [column, plainValue(value)] as const);
        isWhole = true;
      } catch (error) {
        isWhole = true;
        throw error;
      } finally {
        if (isWhole) prepared.close();
        else {
          gone();
          connection.destroy();
        }
      }
    }
    return {
      isOpen: () => isOpen && connection.isValid(),
      rows,
      close: async () => {
        gone();
        await connection.end().catch(gone);
      },
    };
  },
  quote: (part) => `\`${part}\``,
  bind: (text, values) => {
    const { text: placed, order } = placeValues(text, values.length, () => '?');
    return { text: placed, values: order.map((number) => values[number - 1] ?? null) };
  },
  faultOf(error) {
    const { errno = 0, code = '' } = error as { errno?: number; code?: string };
    if (code === 'ER_SERVER_SSL_DISABLED' || errno === 45_023) return 'no-tls';
    return faults[errno] ?? null;
  },
  numberOf: (error) => {
    const { errno } = error as { errno?: unknown };
    return typeof errno === 'number' && errno > 0 ? String(errno) : null;
  },
};

/** A certificate is for a name; an address in its place is checked by `host`, which is passed on as it is. */
function identity(name: string): NonNullable<ConnectionConfig['ssl']> {
  const named: { readonly host: string; readonly rejectUnauthorized: true; readonly servername?: string } = {
    host: name,
    rejectUnauthorized: true,
    ...(isIP(name) > 0 ? {} : { servername: name }),
  };
  return named;
}

/** By the server's number: https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference */
const faults: Readonly<Record<number, SqlFault>> = {
  1040: 'too-many',
  1044: 'no-permission',
  1045: 'wrong-password',
  1049: 'not-there',
  1054: 'not-there',
  1142: 'no-permission',
  1143: 'no-permission',
  1146: 'not-there',
  1203: 'too-many',
  1226: 'too-many',
  1356: 'not-there',
  1698: 'wrong-password',
  1969: 'too-slow',
};

import type mssql from 'mssql';

import { placeValues } from './place-values.js';
import { rowStream } from './row-stream.js';
import type { SqlCells, SqlDriver, SqlFault } from './sql-session.js';
import { plainValue } from './values.js';

/**
 * SQL Server 2012 and later, through `mssql`. No server was at hand to run it against: what it sends is tested by its
 * text, the rest is written to the documents of the driver. SQL Server has no read-only session, so the user must have
 * the right to SELECT and no other; a query that takes too long is called off by the driver.
 */
export const sqlserver: SqlDriver = {
  async open(target, { address, name }, limits) {
    // Most landlords never read a database: who does loads its driver.
    const { default: driver } = await import('mssql');
    const pool = new driver.ConnectionPool({
      server: address,
      port: target.port,
      database: target.database,
      user: target.user,
      password: target.password,
      connectionTimeout: limits.connectMs,
      requestTimeout: limits.queryMs,
      pool: { min: 1, max: 1 },
      options: {
        encrypt: target.tls === 'required',
        trustServerCertificate: false,
        serverName: name,
        readOnlyIntent: true,
        // A time without a zone is read as if it stood at UTC, and written out again the same way.
        useUTC: true,
        appName: 'doorstep',
      } as mssql.IOptions & { readonly serverName: string },
    });
    let isOpen = true;
    const gone = () => void (isOpen = false);
    pool.on('error', gone);
    await pool.connect();
    return {
      isOpen: () => isOpen && pool.connected,
      rows: (text, values) => {
        const request = pool.request();
        values.forEach((value, at) => {
          if (typeof value === 'number' && Number.isInteger(value)) request.input(`p${at + 1}`, driver.BigInt, value);
          else if (typeof value === 'number') request.input(`p${at + 1}`, driver.Float, value);
          else request.input(`p${at + 1}`, driver.NVarChar, value);
        });
        request.stream = true;
        const stream = rowStream<SqlCells>();
        const zoned = new Set<string>();
        request.on('recordset', (columns: mssql.IColumnMetadata) => {
          for (const [column, { type }] of Object.entries(columns))
            if (hasOffset(type, driver.DateTimeOffset)) zoned.add(column);
        });
        request.on('row', (row: Readonly<Record<string, unknown>>) =>
          stream.push(
            Object.entries(row).map(([column, value]) => {
              const plain = plainValue(value);
              return [column, plain !== null && zoned.has(column) ? `${String(plain)}Z` : plain] as const;
            }),
          ),
        );
        request.on('error', (error: unknown) => stream.fail(error));
        request.on('done', () => stream.end());
        void request.query(text);
        return stream.rows(() => {
          gone();
          request.cancel();
        });
      },
      close: async () => {
        gone();
        await pool.close().catch(gone);
      },
    };
  },
  quote: (part) => `[${part}]`,
  bind: (text, values) => ({ text: placeValues(text, values.length, (number) => `@p${number}`).text, values }),
  faultOf(error) {
    const { code = '', number = 0 } = error as { code?: string; number?: number };
    return (faults[number] ?? byCode[code]) || null;
  },
  numberOf: (error) => {
    const { number } = error as { number?: unknown };
    return typeof number === 'number' ? String(number) : null;
  },
};

/** A type with an offset comes as the instant it is, unlike the rest. */
function hasOffset(type: unknown, withOffset: unknown): boolean {
  return type === withOffset || (type as { readonly type?: unknown } | null)?.type === withOffset;
}

/** By the server's number: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors */
const faults: Readonly<Record<number, SqlFault>> = {
  207: 'not-there',
  208: 'not-there',
  229: 'no-permission',
  230: 'no-permission',
  916: 'no-permission',
  4060: 'not-there',
  10_928: 'too-many',
  10_929: 'too-many',
  18_456: 'wrong-password',
};

const byCode: Readonly<Record<string, SqlFault>> = {
  ELOGIN: 'wrong-password',
  ETIMEOUT: 'too-slow',
  ECONNCLOSED: 'lost',
  ENOTOPEN: 'lost',
};

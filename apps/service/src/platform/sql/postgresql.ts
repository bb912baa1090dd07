import { isIP } from 'node:net';

import pg from 'pg';

import { placeValues } from './place-values.js';
import type { SqlCells, SqlDriver, SqlFault } from './sql-session.js';
import { type RowStream, rowStream } from './row-stream.js';
import { plainValue, wholeNumber } from './values.js';

const hexBytes = (text: string) => text.replace(/^\\x/, '');
/** The server writes `+00`, and the rest of the world `+00:00`. */
const fullOffset = (text: string) => text.replace(/([+-]\d\d)$/, '$1:00');

/** Text to value by the number of the type in `pg_type`; what is not here stays text. */
const readers: Readonly<Record<number, (text: string) => string | number | boolean>> = {
  16: (text) => text === 't',
  17: hexBytes,
  20: wholeNumber,
  21: Number,
  23: Number,
  26: Number,
  700: (text) => (Number.isFinite(Number(text)) ? Number(text) : text),
  701: (text) => (Number.isFinite(Number(text)) ? Number(text) : text),
  1184: fullOffset,
};

/**
 * PostgreSQL 12 and later, through `pg`. The session is read-only, in UTC, and the server itself ends a query that takes
 * too long. A query is one statement, since its values are bound by the server.
 */
export const postgresql: SqlDriver = {
  async open(target, { address, name }, limits) {
    const client = new pg.Client({
      host: address,
      port: target.port,
      database: target.database,
      user: target.user,
      password: target.password,
      application_name: 'doorstep',
      connectionTimeoutMillis: limits.connectMs,
      keepAlive: true,
      ssl: target.tls === 'off' ? false : { host: name, rejectUnauthorized: true, ...serverName(name) },
      types: { getTypeParser: (oid: number) => readers[oid] ?? ((text: string) => text) } as pg.CustomTypesConfig,
    });
    let isOpen = true;
    let answering: RowStream<SqlCells> | null = null;
    const gone = () => {
      isOpen = false;
      answering?.fail(Object.assign(new Error('The connection ended.'), { code: 'ECONNRESET' }));
    };
    client.on('error', gone).on('end', gone);
    try {
      await client.connect();
      // Some poolers refuse these as options of the connection.
      await client.query(
        `set session characteristics as transaction read only; set statement_timeout = ${limits.queryMs};` +
          `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set bytea_output = 'hex'`,
      );
    } catch (error) {
      await client.end().catch(gone);
      throw error;
    }
    return {
      isOpen: () => isOpen,
      rows: (text, values) => {
        const query = new pg.Query({ text, rowMode: 'array' } as pg.QueryConfig, [...values]);
        const stream = rowStream<SqlCells>();
        answering = stream;
        let columns: readonly string[] = [];
        query.on('row', (row, result) => {
          if (columns.length === 0) columns = (result?.fields ?? []).map((field) => field.name);
          stream.push(
            (row as unknown as readonly unknown[]).map((value, at) => [columns[at] ?? '', plainValue(value)]),
          );
        });
        query.on('error', (error) => stream.fail(error));
        query.on('end', () => stream.end());
        client.query(query);
        return stream.rows(() => {
          gone();
          // Waiting for the rest of the answer is what leaving early is meant to spare.
          (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        });
      },
      close: async () => {
        gone();
        await client.end().catch(gone);
      },
    };
  },
  quote: (part) => `"${part}"`,
  bind: (text, values) => {
    placeValues(text, values.length, (number) => `$${number}`);
    return { text, values };
  },
  faultOf(error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    if (/does not support SSL/.test(message)) return 'no-tls';
    return faults[code] ?? null;
  },
  numberOf: (error) => /^[0-9A-Z]{5}$/.exec(String((error as { code?: unknown }).code))?.[0] ?? null,
};

/** By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const faults: Readonly<Record<string, SqlFault>> = {
  '28000': 'wrong-password',
  '28P01': 'wrong-password',
  '42501': 'no-permission',
  '3D000': 'not-there',
  '3F000': 'not-there',
  '42P01': 'not-there',
  '42703': 'not-there',
  '53300': 'too-many',
  '57014': 'too-slow',
  '57P01': 'lost',
  '57P03': 'lost',
};

/** A certificate is for a name; an address in its place is checked by `host`. */
function serverName(name: string): { readonly servername?: string } {
  return isIP(name) > 0 ? {} : { servername: name };
}

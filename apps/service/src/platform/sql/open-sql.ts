import {
  ConfigurationProblem,
  type ProblemCode,
  SourceProblem,
  type SqlPort,
  type SqlQuery,
  type SqlRow,
  type SqlTarget,
} from '@doorstep/connectors';

import { mariadb } from './mariadb.js';
import { postgresql } from './postgresql.js';
import { resolveAddress } from './resolve-address.js';
import type { SqlDriver, SqlFault, SqlLimits, SqlSession } from './sql-session.js';
import { sqlserver } from './sqlserver.js';

const drivers: Readonly<Record<SqlTarget['driver'], SqlDriver>> = { postgresql, mariadb, sqlserver };

/** Far above any page that a view gives. */
const generous: SqlLimits = { connectMs: 15_000, queryMs: 60_000, bytes: 25 * 1024 * 1024 };

/** As many rows as one query may ask for. */
const mostRowsEver = 10_000;

const plainName = /^[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?$/;

/**
 * A way into one database for one connection: a session of its own, opened at the first question, read-only, one query
 * at a time, closed with `close`. The address is resolved once and checked as for HTTP (`allowedAddresses` are CIDRs).
 * One SELECT a query; anything else is a fault of the caller and throws RangeError. Throws `SourceProblem` else; of what
 * the server says, only its number is passed on.
 */
export function openSql(
  target: SqlTarget,
  allowedAddresses: readonly string[],
  signal: AbortSignal,
  limits: SqlLimits = generous,
): { readonly port: SqlPort; close(): Promise<void> } {
  const driver = drivers[target.driver];
  let session: SqlSession | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const opened = async (): Promise<SqlSession> => {
    if (session?.isOpen() === true) return session;
    await session?.close();
    session = null;
    const to = await resolveAddress(target, allowedAddresses);
    session = await driver.open(target, to, limits);
    return session;
  };

  const ask = async (query: SqlQuery): Promise<readonly SqlRow[]> => {
    signal.throwIfAborted();
    const bound = driver.bind(query.text, query.values);
    try {
      const open = await opened();
      const end = () => void open.close();
      signal.addEventListener('abort', end, { once: true });
      try {
        return await collect(open.rows(bound.text, bound.values), query.mostRows, limits.bytes);
      } finally {
        signal.removeEventListener('abort', end);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SourceProblem) throw error;
      throw problemOf(driver, error, target);
    }
  };

  return {
    port: {
      driver: target.driver,
      rows: async (query) => {
        demandSelect(query);
        // One session answers one question at a time.
        const answer = last.then(() => ask(query));
        last = answer.catch(() => undefined);
        return answer;
      },
      quote: (name) => {
        if (!plainName.test(name)) throw new ConfigurationProblem('A name of a view or a column is no plain name.');
        return name
          .split('.')
          .map((part) => driver.quote(part))
          .join('.');
      },
    },
    close: async () => {
      await session?.close();
      session = null;
    },
  };
}

function demandSelect({ text, mostRows }: SqlQuery): void {
  if (!/^\s*select\b/i.test(text) || text.includes(';')) throw new RangeError('A query is one SELECT.');
  if (!Number.isInteger(mostRows) || mostRows < 1 || mostRows > mostRowsEver)
    throw new RangeError(`A query asks for 1 to ${mostRowsEver} rows.`);
}

async function collect(
  rows: AsyncIterable<Iterable<readonly [string, SqlRow[string]]>>,
  mostRows: number,
  mostBytes: number,
): Promise<readonly SqlRow[]> {
  const found: SqlRow[] = [];
  let bytes = 0;
  for await (const cells of rows) {
    const row = Object.fromEntries(cells);
    for (const value of Object.values(row)) bytes += typeof value === 'string' ? value.length : 8;
    if (found.length === mostRows)
      throw new SourceProblem('not-a-page', `The database answered with more than ${mostRows} rows.`, false);
    if (bytes > mostBytes)
      throw new SourceProblem(
        'not-a-page',
        `The database answered with more than ${mostBytes / 1024 / 1024} MB.`,
        false,
      );
    found.push(row);
  }
  return found;
}

const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ESOCKET']);

const sentences: Readonly<Record<SqlFault, readonly [code: ProblemCode, retryable: boolean, sentence: string]>> = {
  'wrong-password': ['no-permission', false, 'refused the user or the password. Ask its administrator for both'],
  'no-permission': ['no-permission', false, 'does not let the user read this view. Ask its administrator for SELECT'],
  'not-there': ['not-as-declared', false, 'has no such database, view or column. Make the views that are described'],
  'too-many': ['too-many-requests', true, 'has as many connections as it takes. It is tried again by itself'],
  'too-slow': ['unreachable', true, 'took too long to answer. It is tried again by itself'],
  'no-tls': ['refused', false, 'does not offer an encrypted connection. Switch TLS on there'],
  'bad-certificate': ['refused', false, 'has a certificate that is not good. Ask its administrator to renew it'],
  lost: ['unreachable', true, 'ended the connection. It is tried again by itself'],
};

/** What a driver threw, without its words: they may hold values or the text of the query. */
function problemOf(driver: SqlDriver, error: unknown, { host, port }: SqlTarget): SourceProblem {
  const fault = driver.faultOf(error) ?? faultOfNetwork(error);
  const place = `The database at ${host}:${port}`;
  if (fault !== null) {
    const [code, retryable, sentence] = sentences[fault];
    return new SourceProblem(code, `${place} ${sentence}.`, retryable);
  }
  const number = driver.numberOf(error);
  return number === null
    ? new SourceProblem('unreachable', `${place} cannot be reached. Check the address and the port.`, true)
    : new SourceProblem('refused', `${place} refused a query with its error ${number}.`, false);
}

function faultOfNetwork(error: unknown): SqlFault | null {
  for (let one: unknown = error, depth = 0; one !== undefined && one !== null && depth < 4; depth++) {
    const { code = '', cause } = one as { code?: unknown; cause?: unknown };
    if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/.test(String(code))) return 'bad-certificate';
    if (lostCodes.has(String(code))) return 'lost';
    one = cause;
  }
  return null;
}

import type { SqlPort, SqlQuery } from '../contract.js';

import type { Position } from './configuration.js';

type Asker = Pick<SqlPort, 'driver' | 'quote'>;

/** A place in a view's order: of equal positions, the key decides. */
export interface Place {
  readonly position: string;
  readonly key: string;
}

export interface PageBounds {
  /** The first position that is wanted; null: from the first row. */
  readonly from: string | null;
  /** The last row that was read; it and what stands before it are left out. Stands for `from`. */
  readonly after: Place | null;
  /** The first position that is no longer wanted; null: to the last row. */
  readonly until: string | null;
}

/** Rows of a view in the order of their position. A row without a position has no place in it. */
export function pageQuery(
  asker: Asker,
  view: string,
  columns: readonly string[],
  position: Position,
  { from, after, until }: PageBounds,
  rows: number,
): SqlQuery {
  const values: string[] = [];
  const valueOf = (value: string): string => {
    values.push(value);
    // A row version is eight bytes there, and comes and goes as hex.
    const isBytes = asker.driver === 'sqlserver' && position === 'row_version';
    return isBytes ? `convert(binary(8), $${values.length}, 2)` : `$${values.length}`;
  };
  const at = asker.quote(position);
  const key = asker.quote('source_id');
  const wanted = [`${at} is not null`];
  if (after !== null) {
    const reached = valueOf(after.position);
    values.push(after.key);
    // The first half is what an index can begin at.
    wanted.push(`${at} >= ${reached}`, `(${at} > ${reached} or ${key} > $${values.length})`);
  } else if (from !== null) wanted.push(`${at} >= ${valueOf(from)}`);
  if (until !== null) wanted.push(`${at} < ${valueOf(until)}`);
  const [top, limit] = mostOf(asker, rows);
  const text =
    `select ${top}${columns.map((one) => asker.quote(one)).join(', ')} from ${asker.quote(view)}` +
    ` where ${wanted.join(' and ')} order by ${at}, ${key}${limit}`;
  return { text, values, mostRows: rows };
}

/** Keys of a view in their order, after one of them. */
export function keysQuery(asker: Asker, view: string, after: string | null, rows: number): SqlQuery {
  const key = asker.quote('source_id');
  const [top, limit] = mostOf(asker, rows);
  const wanted = after === null ? '' : ` where ${key} > $1`;
  const text = `select ${top}${key} from ${asker.quote(view)}${wanted} order by ${key}${limit}`;
  return { text, values: after === null ? [] : [after], mostRows: rows };
}

/** Rows of a view by what stands in one column. `mostRows` as in `SqlQuery`. */
export function matchingQuery(
  asker: Asker,
  view: string,
  columns: readonly string[],
  column: string,
  keys: readonly string[],
  mostRows: number,
): SqlQuery {
  const marks = keys.map((_key, at) => `$${at + 1}`).join(', ');
  const text =
    `select ${columns.map((one) => asker.quote(one)).join(', ')} from ${asker.quote(view)}` +
    ` where ${asker.quote(column)} in (${marks})`;
  return { text, values: keys, mostRows };
}

/** One row without a position, if there is any. */
export function unplacedQuery(asker: Asker, view: string, position: Position): SqlQuery {
  const [top, limit] = mostOf(asker, 1);
  const text = `select ${top}${asker.quote('source_id')} from ${asker.quote(view)} where ${asker.quote(position)} is null${limit}`;
  return { text, values: [], mostRows: 1 };
}

/** The columns of a view that the user may read, as `name`. */
export function columnsQuery(schema: string, view: string): SqlQuery {
  const text = 'select column_name as name from information_schema.columns where table_schema = $1 and table_name = $2';
  return { text, values: [schema, view], mostRows: 2000 };
}

/** The position below which every change is committed, as `reached`; for changes by time, the clock in UTC. */
export function reachedQuery(asker: Asker, schema: string, position: Position): SqlQuery {
  const text =
    position === 'row_version'
      ? `select ${asker.quote('row_version')} as reached from ${asker.quote(`${schema}.horizon`)}`
      : `select ${clocks[asker.driver]} as reached`;
  return { text, values: [], mostRows: 2 };
}

const clocks = {
  postgresql: "to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')",
  mariadb: "date_format(utc_timestamp(3), '%Y-%m-%d %H:%i:%s.%f')",
  sqlserver: 'convert(varchar(23), sysutcdatetime(), 121)',
} as const;

function mostOf({ driver }: Asker, rows: number): readonly [top: string, limit: string] {
  return driver === 'sqlserver' ? [`top (${rows}) `, ''] : ['', ` limit ${rows}`];
}

import type { OpenedConnection } from '../connections/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { columnsOf, unreadOf } from './unread-columns.js';

/** Nobody reads a longer list, and a system that makes up names must not fill the database. */
export const MOST_FIELDS = 500;

/** Whether it can be the name of a field. A system that names its fields by telephone numbers or addresses tells of people. */
export function isName(field: string): boolean {
  return field.length <= 100 && /\p{L}/u.test(field) && !/\d{5}|@|\p{Cc}/u.test(field);
}

/** What nothing reads of a stream besides what its rows had, and whether all of it is known by now. */
export interface Unread {
  readonly columns: readonly string[];
  readonly isWhole: boolean;
}

/**
 * Columns that a system has and is not asked for: no row tells of them. Asked for at each whole read, and once a day
 * between them, since a system that tells its changes is hardly ever read whole again.
 */
export async function findUnread(
  database: Database,
  connection: OpenedConnection,
  stream: string,
  isFull: boolean,
): Promise<Unread> {
  const { connector, row } = connection;
  const matched = connector.fields(row.valueMapping).find((one) => one.stream === stream);
  if (connector.columns === undefined || matched === undefined || matched.isFixed)
    return { columns: [], isWhole: isFull };
  const [lately] = await database.inOrganisation(row.organisationId, (db) =>
    db.rows(
      `SELECT FROM stream_states WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3
         AND fields_told_at > greatest(now() - interval '1 day', $4::timestamptz)`,
      [db.organisationId, row.id, stream, row.valueMappingChangedAt],
    ),
  );
  if (!isFull && lately !== undefined) return { columns: [], isWhole: false };
  const columns = await columnsOf(connection, stream);
  return { columns: unreadOf(columns, matched.fields).map(({ name }) => name), isWhole: columns.length > 0 };
}

/**
 * Notes, after a list was read to its end, which fields nothing reads: those that its rows had and `columns`. One that
 * was not there when all were known came since, unless the fields were matched anew meanwhile: then it may be one that
 * is no longer read.
 */
export async function noteFieldsLeft(
  db: Transaction,
  { row }: OpenedConnection,
  stream: string,
  { columns, isWhole }: Unread,
): Promise<void> {
  const values = [db.organisationId, row.id, stream];
  const [state] = await db.rows<{ left: string[]; isKnown: boolean }>(
    `SELECT fields_left AS left, coalesce(fields_told_at > coalesce($4::timestamptz, '-infinity'), false) AS "isKnown"
     FROM stream_states WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    [...values, row.valueMappingChangedAt],
  );
  const names = [...new Set([...(state?.left ?? []), ...columns])].filter(isName).toSorted().slice(0, MOST_FIELDS);
  await db.rows(
    `INSERT INTO stream_fields_left (organisation_id, connection_id, stream, field, came_at, seen_at)
     SELECT $1, $2, $3, name, CASE WHEN $5 THEN now() END, now() FROM unnest($4::text[]) name
     ON CONFLICT (organisation_id, connection_id, stream, field) DO UPDATE SET seen_at = now()`,
    [...values, names, state?.isKnown ?? false],
  );
  if (!isWhole) return;
  await db.rows(
    `DELETE FROM stream_fields_left
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND seen_at < now()`,
    values,
  );
  await db.rows(
    `UPDATE stream_states SET fields_told_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    values,
  );
}

import type { ProblemCell, ProblemCode } from '@doorstep/connectors';
import type { Transaction } from '../platform/database/database.js';
import { withoutForbiddenNumbers } from './forbidden-numbers.js';

export interface HeldRow {
  readonly stream: string;
  readonly key: string;
  readonly code: ProblemCode | 'many-vanished';
  readonly message: string;
  readonly raw: string | null;
  readonly cell?: ProblemCell;
}

/** Keeps what could not be understood, once a row and reason, however often it comes back. */
export async function holdRows(db: Transaction, connectionId: string, rows: readonly HeldRow[]): Promise<void> {
  if (rows.length === 0) return;
  const last = new Map(rows.map((row) => [`${row.stream} ${row.key} ${row.code}`, row]));
  const distinct = [...last.values()].map(({ cell, ...row }) => ({
    ...row,
    raw: row.raw && withoutForbiddenNumbers(row.raw),
    field: cell?.field ?? null,
    value: cell?.value ? withoutForbiddenNumbers(cell.value) : null,
    mayBeEmpty: cell?.mayBeEmpty ?? false,
  }));
  await db.rows(
    `INSERT INTO held_rows (organisation_id, connection_id, stream, key, code, message, raw, field, value, may_be_empty)
     SELECT $1, $2, r.stream, r.key, r.code, r.message, r.raw, r.field, r.value, r."mayBeEmpty"
     FROM jsonb_to_recordset($3::jsonb)
       AS r (stream text, key text, code text, message text, raw text, field text, value text, "mayBeEmpty" boolean)
     ON CONFLICT (organisation_id, connection_id, stream, key, code)
     DO UPDATE SET last_seen_at = now(), message = excluded.message, raw = excluded.raw, field = excluded.field,
       value = excluded.value, may_be_empty = excluded.may_be_empty, released_at = NULL`,
    [db.organisationId, connectionId, JSON.stringify(distinct)],
  );
}

/** A row that came through this time is no longer held. */
export async function releaseRows(
  db: Transaction,
  connectionId: string,
  stream: string,
  keys: readonly string[],
): Promise<void> {
  await db.rows(
    `UPDATE held_rows SET released_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND released_at IS NULL AND key = ANY ($4::text[])`,
    [db.organisationId, connectionId, stream, keys],
  );
}

/** So many keys are asked for one by one in a run, where it does not come by everything. */
export const keysARun = 500;

/** Keys of rows that are held in a stream, longest waiting first: each run tries them again. */
export async function heldKeys(db: Transaction, connectionId: string, stream: string): Promise<string[]> {
  const rows = await db.rows<{ key: string }>(
    `SELECT key FROM held_rows WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND released_at IS NULL
       AND key <> stream GROUP BY key ORDER BY min(last_seen_at), key LIMIT $4`,
    [db.organisationId, connectionId, stream, keysARun],
  );
  return rows.map(({ key }) => key);
}

import type { HashedRow } from '@doorstep/connectors';
import type { Transaction } from '../platform/database/database.js';
import type { PageRecord } from './merge-page.js';
import { mirrorTables, storedBy, type MirroredEntity } from './mirror-tables.js';

/**
 * Of rows that came, the keys of those that made the record that is kept, and came just so then. A record that is gone,
 * or whose row is held, is always looked at.
 */
export async function findKnownRows(
  db: Transaction,
  connectionId: string,
  stream: string,
  entity: MirroredEntity,
  rows: readonly HashedRow[],
): Promise<ReadonlySet<string>> {
  // One letter a row: nearly all of an unchanged source is known, and sending the keys back is most of what it costs.
  const [answer] = await db.rows<{ known: string | null }>(
    `SELECT string_agg(CASE WHEN t.deleted_at IS NULL AND t.row_hash = decode(p.hash, 'hex') AND NOT EXISTS (
         SELECT FROM held_rows h WHERE h.organisation_id = $1 AND h.connection_id = $2 AND h.stream = $5 AND h.key = p.key
           AND h.released_at IS NULL) THEN 'y' ELSE 'n' END, '' ORDER BY p.at) AS known
     FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS p (key, hash, at)
     LEFT JOIN LATERAL (${storedBy('p.key', entity)}) t ON true`,
    [db.organisationId, connectionId, rows.map(({ key }) => key), rows.map(({ hash }) => hash), stream],
  );
  const known = answer?.known ?? '';
  return new Set(rows.flatMap(({ key }, at) => (known[at] === 'y' ? [key] : [])));
}

/** Keeps the hashes of rows that came otherwise and yet made the same record as before: next time they are known. */
export async function keepRowHashes(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  records: readonly PageRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await db.rows(
    `UPDATE ${mirrorTables[entity].table} t SET row_hash = decode(p.row_hash, 'hex')
     FROM unnest($3::text[], $4::text[], $5::text[]) AS p (key, hash, row_hash)
     WHERE t.organisation_id = $1 AND t.connection_id = $2 AND t.reference_id = p.key AND t.deleted_at IS NULL
       AND t.content_hash = decode(p.hash, 'hex') AND t.row_hash IS DISTINCT FROM decode(p.row_hash, 'hex')`,
    [
      ...[db.organisationId, connectionId, records.map(({ key }) => key), records.map(({ hash }) => hash)],
      records.map(({ rowHash }) => rowHash),
    ],
  );
}

import type { Transaction } from '../platform/database/database.js';
import { holdRows } from './hold-rows.js';
import { mirrorTables, type MirroredEntity } from './mirror-tables.js';

/** More than this share gone at once and more than a handful of rows, or all there were, is taken for a fault of the source. */
const guard = { share: 0.05, rows: 10 };

/**
 * Marks as deleted what a complete pass did not see. When too much is gone at once nothing is marked: the deletes are
 * held with the reason, because an empty page from a broken system must not erase a landlord's residents.
 * Returns how many were marked.
 */
export async function markVanished(
  db: Transaction,
  connectionId: string,
  stream: string,
  entity: MirroredEntity,
  pass: string,
): Promise<number> {
  const { table } = mirrorTables[entity];
  const gone = `t.organisation_id = $1 AND t.connection_id = $2 AND t.deleted_at IS NULL AND NOT EXISTS (
    SELECT FROM seen_keys k WHERE k.organisation_id = $1 AND k.pass = $3 AND k.key = t.reference_id)`;
  const [counted] = await db.rows<{ gone: number; stored: number }>(
    `SELECT (count(*) FILTER (WHERE ${gone}))::int AS gone, count(*)::int AS stored
     FROM ${table} t WHERE t.organisation_id = $1 AND t.connection_id = $2 AND t.deleted_at IS NULL`,
    [db.organisationId, connectionId, pass],
  );
  if (!counted || counted.gone === 0) return 0;
  const isMany = counted.gone > guard.rows && counted.gone > counted.stored * guard.share;
  if (isMany || counted.gone === counted.stored) {
    await holdRows(db, connectionId, [
      {
        stream,
        key: stream,
        code: 'many-vanished',
        message: `${counted.gone} of ${counted.stored} records were missing from ${stream}. Nothing was removed. Check your system, then sync again.`,
        raw: null,
      },
    ]);
    return 0;
  }
  const marked = await db.rows<{ id: string }>(
    `UPDATE ${table} t SET deleted_at = now() WHERE ${gone} RETURNING t.id`,
    [db.organisationId, connectionId, pass],
  );
  return marked.length;
}

/** Marks what the source says it deleted; a key never seen is nobody's loss. Returns how many were marked. */
export async function markDeleted(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  keys: readonly string[],
): Promise<number> {
  if (keys.length === 0) return 0;
  const marked = await db.rows<{ id: string }>(
    `UPDATE ${mirrorTables[entity].table} SET deleted_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND deleted_at IS NULL AND reference_id = ANY ($3::text[]) RETURNING id`,
    [db.organisationId, connectionId, keys],
  );
  return marked.length;
}

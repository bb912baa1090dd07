import { tooManyGone } from '@doorstep/connectors';
import { raiseAgain } from '../alarms/index.js';
import type { Transaction } from '../platform/database/database.js';
import { holdRows } from './hold-rows.js';
import { mirrorTables, type MirroredEntity } from './mirror-tables.js';
import { notSeen } from './stream-pass.js';

/**
 * Marks as deleted what a complete pass did not see. When too much is gone at once nothing is marked: the deletes are
 * held with the reason and an alarm is raised, because an empty page from a broken system must not erase a landlord's
 * residents; unless somebody has said that they really are gone (`mayRemoveMany`). Returns how many were marked.
 */
export async function markVanished(
  db: Transaction,
  connectionId: string,
  stream: string,
  entity: MirroredEntity,
  pass: string,
  mayRemoveMany: boolean,
): Promise<number> {
  const { table } = mirrorTables[entity];
  const stored = 't.organisation_id = $1 AND t.connection_id = $2 AND t.deleted_at IS NULL';
  const gone = notSeen(`SELECT t.reference_id AS key FROM ${table} t WHERE ${stored}`);
  const [counted] = await db.rows<{ gone: number; stored: number }>(
    `SELECT (SELECT count(*) FROM (${gone}) g)::int AS gone,
       (SELECT count(*) FROM ${table} t WHERE ${stored})::int AS stored`,
    [db.organisationId, connectionId, pass],
  );
  if (!counted || !(await mayRemove(db, connectionId, stream, counted, mayRemoveMany))) return 0;
  const marked = await db.rows<{ id: string }>(
    `UPDATE ${table} t SET deleted_at = now() FROM (${gone}) g WHERE ${stored} AND t.reference_id = g.key RETURNING t.id`,
    [db.organisationId, connectionId, pass],
  );
  return marked.length;
}

/** Whether what is gone may be removed. Where it is too much, that is held and an alarm is raised. */
export async function mayRemove(
  db: Transaction,
  connectionId: string,
  stream: string,
  { gone, stored }: { readonly gone: number; readonly stored: number },
  mayRemoveMany: boolean,
): Promise<boolean> {
  if (gone === 0) return false;
  if (mayRemoveMany || !tooManyGone(gone, stored)) return true;
  await holdRows(db, connectionId, [
    {
      stream,
      key: stream,
      code: 'many-vanished',
      message: `${gone} of ${stored} records were missing from ${stream}. Nothing was removed. Check your system, then sync again. If they really are gone: held confirm ${stream}.`,
      raw: null,
    },
  ]);
  await raiseAgain(db, 'records-missing', `connection:${connectionId}`);
  return false;
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

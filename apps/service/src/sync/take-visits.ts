import type { Transaction } from '../platform/database/database.js';
import { mayRemove } from './mark-deleted.js';
import type { PageRecord } from './merge-page.js';
import { notSeen } from './stream-pass.js';

/** The visits that a connection told of: those of its orders. */
const ofConnection = `a.organisation_id = $1 AND EXISTS (SELECT FROM repairs r
  WHERE r.organisation_id = $1 AND r.id = a.repair_id AND r.connection_id = $2)`;

/**
 * Keeps the visits of a host that lists them, by their own keys. One of an order that is not known is left out until the
 * stream is next read from its start. What did not change is not touched.
 */
export async function takeVisits(
  db: Transaction,
  connectionId: string,
  records: Iterable<PageRecord>,
): Promise<{ readonly inserted: number; readonly updated: number }> {
  const visits = [...records].flatMap(({ record }) =>
    record.entity === 'appointment'
      ? [
          {
            ...record,
            id: record.reference.id,
            allocatedBy: record.reference.allocatedBy,
            repair: record.repairReference.id,
          },
        ]
      : [],
  );
  if (visits.length === 0) return { inserted: 0, updated: 0 };
  const told = JSON.stringify(visits);
  await db.rows(
    `DELETE FROM appointments a USING jsonb_to_recordset($3::jsonb) AS v (id text, repair text)
     WHERE ${ofConnection} AND a.reference_id = v.id AND NOT EXISTS (SELECT FROM repairs r
       WHERE r.organisation_id = $1 AND r.id = a.repair_id AND r.reference_id = v.repair)`,
    [db.organisationId, connectionId, told],
  );
  const written = await db.rows<{ isNew: boolean }>(
    `INSERT INTO appointments AS a (organisation_id, repair_id, reference_id, allocated_by, starts_at, ends_at, lifecycle, lifecycle_source)
     SELECT $1, r.id, v.id, v."allocatedBy", v."startsAt", v."endsAt", v.lifecycle, v."lifecycleSource"
     FROM jsonb_to_recordset($3::jsonb) AS v (id text, repair text, "allocatedBy" text, "startsAt" timestamptz,
       "endsAt" timestamptz, lifecycle text, "lifecycleSource" text)
     JOIN repairs r ON r.organisation_id = $1 AND r.connection_id = $2 AND r.reference_id = v.repair
     ON CONFLICT (organisation_id, repair_id, reference_id) DO UPDATE SET allocated_by = excluded.allocated_by,
       starts_at = excluded.starts_at, ends_at = excluded.ends_at, lifecycle = excluded.lifecycle,
       lifecycle_source = excluded.lifecycle_source
     WHERE (a.allocated_by, a.starts_at, a.ends_at, a.lifecycle, a.lifecycle_source) IS DISTINCT FROM
       (excluded.allocated_by, excluded.starts_at, excluded.ends_at, excluded.lifecycle, excluded.lifecycle_source)
     RETURNING (xmax = 0) AS "isNew"`,
    [db.organisationId, connectionId, told],
  );
  const inserted = written.filter(({ isNew }) => isNew).length;
  return { inserted, updated: written.length - inserted };
}

/** Takes away the visits that the host says are gone. Returns how many went. */
export async function removeVisits(db: Transaction, connectionId: string, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0;
  const gone = await db.rows(
    `DELETE FROM appointments a WHERE ${ofConnection} AND a.reference_id = ANY ($3::text[]) RETURNING 1`,
    [db.organisationId, connectionId, keys],
  );
  return gone.length;
}

/** Takes away the visits that a complete pass did not see, unless too many are gone at once. Returns how many went. */
export async function removeVanishedVisits(
  db: Transaction,
  connectionId: string,
  stream: string,
  pass: string,
  mayRemoveMany: boolean,
): Promise<number> {
  const gone = notSeen(`SELECT a.reference_id AS key FROM appointments a WHERE ${ofConnection}`);
  const [counted] = await db.rows<{ gone: number; stored: number }>(
    `SELECT (SELECT count(*) FROM (${gone}) g)::int AS gone,
       (SELECT count(*) FROM appointments a WHERE ${ofConnection})::int AS stored`,
    [db.organisationId, connectionId, pass],
  );
  if (!counted || !(await mayRemove(db, connectionId, stream, counted, mayRemoveMany))) return 0;
  const removed = await db.rows(
    `DELETE FROM appointments a USING (${gone}) g WHERE ${ofConnection} AND a.reference_id = g.key RETURNING 1`,
    [db.organisationId, connectionId, pass],
  );
  return removed.length;
}

import type { Transaction } from '../platform/database/database.js';

/** Where a visit was, by our ids. */
export interface VisitPlace {
  readonly repairId: string | null;
  readonly homeId: string;
  /** Who lived there when it was said, and still does; null: nobody, or someone else. */
  readonly householdId: string | null;
}

/** A job as the phone knows it: the repair, and when the visit was to start, in seconds since 1970. */
export function jobIdOf(repairId: string, startsAtSeconds: number): string {
  return `${repairId}.${startsAtSeconds}`;
}

/** Where a job is; undefined for one that is not known, or whose home is not. `toldAt` is RFC 3339. */
export async function placeOfJob(
  db: Transaction,
  jobId: string | null,
  toldAt: string,
): Promise<VisitPlace | undefined> {
  const repairId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.\d+)?$/.exec(jobId ?? '')?.[1];
  if (repairId === undefined) return undefined;
  const [repair] = await db.rows<{ homeId: string | null }>(
    `SELECT home_id AS "homeId" FROM repairs WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, repairId],
  );
  if (!repair?.homeId) return undefined;
  return { repairId, homeId: repair.homeId, householdId: await householdThen(db, repair.homeId, toldAt) };
}

/** The household of a home that lives there now and did when it was said. */
export async function householdThen(db: Transaction, homeId: string, toldAt: string): Promise<string | null> {
  const [household] = await db.rows<{ id: string }>(
    `SELECT id FROM (
       SELECT id, start_date FROM tenancies
       WHERE organisation_id = $1 AND home_id = $2 AND is_active AND deleted_at IS NULL
       ORDER BY start_date DESC NULLS LAST, id LIMIT 1) t
     WHERE start_date IS NULL OR start_date <= ($3::timestamptz AT TIME ZONE 'Europe/London')::date`,
    [db.organisationId, homeId, toldAt],
  );
  return household?.id ?? null;
}

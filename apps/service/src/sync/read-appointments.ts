import type { AppointmentRecord } from '@doorstep/domain';
import type { OpenedConnection } from '../connections/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChangedRecord, MergedRow } from './merge-page.js';

/** An order raised longer ago than this is not looked up: whatever visit ended it, the moment has passed. */
const recentDays = 90;
const ended = new Set(['completed', 'no-access']);
/** Someone may be on the way: the visit app shows these visits. */
const toCome = new Set(['open', 'scheduled', 'in-progress']);

/**
 * Asks for the visits of changed orders that just ended, before anything is written: the list does not tell when. Also
 * for those of changed orders that are still to be done, so that whoever goes there knows of the visit.
 */
export async function readAppointments(
  connection: OpenedConnection,
  changed: readonly ChangedRecord[],
  now: Date,
): Promise<AppointmentRecord[]> {
  const stream = connection.connector.spec.streams.find(
    (one) => one.entity === 'appointment' && one.access === 'hydrate',
  );
  if (!stream) return [];
  const since = new Date(now.getTime() - recentDays * 86_400_000).toISOString();
  const keys = changed
    .filter(({ record, before }) => {
      if (record.entity !== 'repair') return false;
      const hasJustEnded = ended.has(record.phase) && !ended.has(String(before?.['phase']));
      if (!hasJustEnded && !toCome.has(record.phase)) return false;
      return record.raisedAt !== null && record.raisedAt >= since;
    })
    .map((one) => one.key);
  if (keys.length === 0) return [];
  const found: AppointmentRecord[] = [];
  for await (const message of connection.connector.hydrate(
    connection.configuration,
    stream.name,
    keys,
    connection.context,
  )) {
    if (message.type === 'RECORD' && message.record.entity === 'appointment') found.push(message.record);
  }
  return found;
}

/** When the visit that ended each order ended, by the order's key. */
export function visitEndings(appointments: readonly AppointmentRecord[], now: Date): ReadonlyMap<string, string> {
  const endings = new Map<string, string>();
  for (const one of appointments) {
    if (one.lifecycle === 'cancelled') continue;
    const at = one.endsAt ?? one.startsAt;
    const known = endings.get(one.repairReference.id);
    if (at <= now.toISOString() && (known === undefined || at > known)) endings.set(one.repairReference.id, at);
  }
  return endings;
}

/** Keeps the visits of the orders of one page. */
export async function writeAppointments(
  db: Transaction,
  appointments: readonly AppointmentRecord[],
  merged: readonly MergedRow[],
): Promise<void> {
  const ids = new Map(merged.map((row) => [row.key, row.id]));
  const rows = appointments.flatMap((one) => {
    const repairId = ids.get(one.repairReference.id);
    return repairId === undefined
      ? []
      : [{ ...one, repairId, id: one.reference.id, allocatedBy: one.reference.allocatedBy }];
  });
  if (rows.length === 0) return;
  // A visit that is booked again comes under another key, so the visits of an order are replaced as a set.
  await db.rows('DELETE FROM appointments WHERE organisation_id = $1 AND repair_id = ANY ($2::uuid[])', [
    db.organisationId,
    [...new Set(rows.map((row) => row.repairId))],
  ]);
  await db.rows(
    `INSERT INTO appointments (organisation_id, repair_id, reference_id, allocated_by, starts_at, ends_at, lifecycle, lifecycle_source)
     SELECT DISTINCT ON (r."repairId", r.id) $1, r."repairId", r.id, r."allocatedBy", r."startsAt", r."endsAt", r.lifecycle, r."lifecycleSource"
     FROM jsonb_to_recordset($2::jsonb) AS r (id text, "repairId" uuid, "allocatedBy" text, "startsAt" timestamptz,
       "endsAt" timestamptz, lifecycle text, "lifecycleSource" text)`,
    [db.organisationId, JSON.stringify(rows)],
  );
}

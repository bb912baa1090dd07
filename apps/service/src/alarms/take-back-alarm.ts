import type { Transaction } from '../platform/database/database.js';

/** Counts the alarms about something that was taken back as seen: there is nothing left to look at. */
export async function takeBackAlarm(db: Transaction, subject: string, actor: string): Promise<void> {
  await db.rows(
    `UPDATE alarms SET seen_at = now(), seen_by = $3 WHERE organisation_id = $1 AND subject = $2 AND seen_at IS NULL`,
    [db.organisationId, subject, actor],
  );
}

import type { Transaction } from '../platform/database/database.js';

/** Ends the open tasks about something that was taken back: there is nothing left to do. `subject` is as in `addTask`. */
export async function takeBackTask(db: Transaction, subject: string, actor: string): Promise<void> {
  await db.rows(
    `UPDATE staff_tasks SET done_at = now(), done_by = $3 WHERE organisation_id = $1 AND subject = $2 AND done_at IS NULL`,
    [db.organisationId, subject, actor],
  );
}

import type { Transaction } from '../platform/database/database.js';

/** What leaves nothing else behind by which one could tell that it was done. */
type MarkedStep = 'match' | 'try' | 'questions';

/**
 * Keeps that the fields of a connection were looked through, or that one of its tenancies was tried: for whoever does it,
 * in their transaction. Done again, it is as of now.
 * @param actor `staff:<id>` or `api-key:<id>`
 */
export async function markStep(db: Transaction, step: MarkedStep, connectionId: string, actor: string): Promise<void> {
  await db.rows(
    `INSERT INTO set_up_marks (organisation_id, step, connection_id, done_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organisation_id, step, connection_id) DO UPDATE SET done_at = now(), done_by = excluded.done_by`,
    [db.organisationId, step, connectionId, actor],
  );
}

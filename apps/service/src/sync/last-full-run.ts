import type { Transaction } from '../platform/database/database.js';

/** When everything was last read from its start, in milliseconds since 1970; null: never, or it was broken off. */
export async function lastFullRun(db: Transaction, connectionId: string): Promise<number | null> {
  const [last] = await db.rows<{ at: Date | null }>(
    `SELECT max(started_at) AS at FROM runs
     WHERE organisation_id = $1 AND connection_id = $2 AND is_full AND status IN ('complete', 'incomplete')`,
    [db.organisationId, connectionId],
  );
  return last?.at?.getTime() ?? null;
}

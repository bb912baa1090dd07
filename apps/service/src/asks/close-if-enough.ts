import type { Transaction } from '../platform/database/database.js';
import { changedBy } from './write-ask.js';

/** Closes an ask that has the answers it was to stop at. Call it where one was recorded. */
export async function closeIfEnough(db: Transaction, askId: string): Promise<void> {
  await db.rows(
    `UPDATE asks a SET state = 'closed', closed_at = now(), closed_because = 'enough-answers', ${changedBy("'Doorstep'")}
     WHERE a.organisation_id = $1 AND a.id = $2 AND a.state = 'open' AND a.most_answers IS NOT NULL AND a.most_answers <= (
       SELECT count(*) FROM ask_households h WHERE h.organisation_id = $1 AND h.ask_id = a.id AND h.state = 'heard')`,
    [db.organisationId, askId],
  );
}

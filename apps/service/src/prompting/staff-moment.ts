import type { Transaction } from '../platform/database/database.js';
import type { AskMoment } from './gather-facts.js';

/**
 * The moment at which a member of staff is about to be shown a prompt for a household. Questions they put today are
 * those they recorded an outcome for since midnight in London. A concern about them is open while a silence of this
 * household towards them is.
 */
export async function atDisplay(db: Transaction, staffId: string, householdId: string): Promise<AskMoment> {
  const [read] = await db.rows<{ today: number; isConcerned: boolean }>(
    `SELECT count(DISTINCT prompt_id)::int AS today,
            EXISTS (SELECT 1 FROM silences x
              WHERE x.organisation_id = $1 AND x.household_id = $3 AND x.staff_id = $2 AND x.ended_at IS NULL
                AND (x.until IS NULL OR x.until > now())) AS "isConcerned"
     FROM outcomes
     WHERE organisation_id = $1 AND staff_id = $2 AND withdrawn_at IS NULL
       AND recorded_at >= date_trunc('day', now() AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London'`,
    [db.organisationId, staffId, householdId],
  );
  return {
    at: 'display',
    channel: 'in-person',
    // Where nothing could be read, it is as if a concern were open.
    staff: { askedToday: read?.today ?? 0, isConcernedByOpenConcern: read?.isConcerned ?? true },
    supportPresent: [],
  };
}

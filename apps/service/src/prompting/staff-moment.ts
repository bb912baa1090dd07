import type { Transaction } from '../platform/database/database.js';
import type { AskMoment } from './gather-facts.js';

/**
 * The moment at which a member of staff is about to be shown a prompt. Questions they put today are those they
 * recorded an outcome for since midnight in London. Nobody can yet say that a concern about them is open: no case of
 * that kind is kept.
 */
export async function atDisplay(db: Transaction, staffId: string): Promise<AskMoment> {
  const [counted] = await db.rows<{ today: number }>(
    `SELECT count(DISTINCT prompt_id)::int AS today FROM outcomes
     WHERE organisation_id = $1 AND staff_id = $2 AND withdrawn_at IS NULL
       AND recorded_at >= date_trunc('day', now() AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London'`,
    [db.organisationId, staffId],
  );
  return {
    at: 'display',
    channel: 'in-person',
    staff: { askedToday: counted?.today ?? 0, isConcernedByOpenConcern: false },
    supportPresent: [],
  };
}

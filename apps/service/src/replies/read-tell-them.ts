import type { TellThem } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';
import { shortTitle } from './short-title.js';

/**
 * What waits to be told to a household in person or on the phone, longest owed first. Whether it may be told now is for
 * the caller to look at (`mayTellHousehold`). At one person's record, `personId`, what is for another of the household
 * is left out.
 */
export async function readTellThem(
  db: Transaction,
  householdId: string,
  personId: string | null = null,
): Promise<TellThem[]> {
  const rows = await db.rows<
    Omit<TellThem, 'saidAt' | 'mayHaveArrived'> & { saidAt: Date; lastProblem: string | null }
  >(
    `SELECT g.id AS "tellingId", x.title, v.words AS "theirWords", v.whose, v.said_at AS "saidAt", g.way, r.result,
       r.because, r.passed_to AS "passedTo", r.words, r.said_by AS "saidBy", g.last_problem AS "lastProblem"
     FROM tellings g
     JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
     JOIN topics x ON x.organisation_id = $1 AND x.id = r.topic_id
     JOIN voices v ON v.organisation_id = $1 AND v.id = g.voice_id
     WHERE g.organisation_id = $1 AND g.household_id = $2 AND g.state = 'waiting' AND g.way IN ('in-person', 'phone')
       AND ($3::uuid IS NULL OR g.person_id IS NULL OR g.person_id = $3)
     ORDER BY v.said_at, g.id`,
    [db.organisationId, householdId, personId],
  );
  return rows.map(({ lastProblem, saidAt, title, ...one }) => ({
    ...one,
    title: shortTitle(title, 45),
    saidAt: saidAt.toISOString(),
    mayHaveArrived: lastProblem === 'cut-off',
  }));
}

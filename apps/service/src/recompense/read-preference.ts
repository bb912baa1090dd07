import type { RecompensePreference } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';

/** What a person said they would like for their time; null where they were never asked. */
export async function readPreference(db: Transaction, personId: string): Promise<RecompensePreference | null> {
  const [kept] = await db.rows<RecompensePreference>(
    `SELECT wants, review_after::text AS "reviewAfter",
            review_after <= (now() AT TIME ZONE 'Europe/London')::date AS "isStale"
     FROM recompense_preferences WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
    [db.organisationId, personId],
  );
  return kept ?? null;
}

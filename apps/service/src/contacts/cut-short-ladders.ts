import type { Transaction } from '../platform/database/database.js';

/** Types of contact in which the resident came to us. */
export const inboundTypes: readonly string[] = ['TEL-GEN', 'DIG-MSG', 'OFF-WLK', 'RPR-REP'];

/**
 * Ends, in the transaction of the contacts themselves, the live step of each household that got in touch after it
 * began: they are met where they came, and not written to besides.
 */
export async function cutShortLadders(db: Transaction, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await db.rows(
    `UPDATE ladder_tries y SET ended_at = now(), ended_as = 'inbound'
     WHERE y.organisation_id = $1 AND y.ended_at IS NULL AND EXISTS (
       SELECT FROM contacts c
       WHERE c.organisation_id = $1 AND c.id = ANY ($2::uuid[]) AND c.tenancy_id = y.household_id
         AND c.type_code = ANY ($3::text[]) AND c.occurred_at >= y.at AND c.occurred_at <= now())`,
    [db.organisationId, contactIds, inboundTypes],
  );
}

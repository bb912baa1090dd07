import type { RecompenseRule } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

/** Every rule that the landlord set, whenever it holds from. Where they set none, the shipped ones hold. */
export async function readRules(db: Transaction): Promise<RecompenseRule[]> {
  return db.rows<RecompenseRule>(
    `SELECT kind, offer_from_minutes AS "offerFromMinutes", minimum_pence AS "minimumPence", effective_from::text AS "effectiveFrom"
     FROM recompense_rules WHERE organisation_id = $1 ORDER BY effective_from`,
    [db.organisationId],
  );
}

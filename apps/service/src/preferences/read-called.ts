import type { Called } from '@doorstep/contracts/voice';
import type { Transaction } from '../platform/database/database.js';

/** What one of a household likes to be called. */
export interface CalledInHousehold extends Called {
  readonly householdId: string;
  readonly personId: string;
}

/**
 * What those of some households said that they like to be called, whoever is named on the tenancy first. What is
 * restricted is left out.
 */
export async function readCalled(db: Transaction, householdIds: readonly string[]): Promise<CalledInHousehold[]> {
  return db.rows<CalledInHousehold>(
    `SELECT DISTINCT y.tenancy_id AS "householdId", w.person_id AS "personId", w.preferred_name AS name,
       nullif(w.said_as, '') AS "saidAs", y.is_responsible IS NOT TRUE AS "isBeside"
     FROM tenancy_parties y
     JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id AND p.deleted_at IS NULL
     JOIN ways_to_reach w ON w.organisation_id = $1 AND w.person_id = p.id AND w.ended_at IS NULL
     WHERE y.organisation_id = $1 AND y.tenancy_id = ANY ($2::uuid[]) AND w.preferred_name <> '' AND NOT w.is_restricted
     ORDER BY "householdId", "isBeside", name`,
    [db.organisationId, householdIds],
  );
}

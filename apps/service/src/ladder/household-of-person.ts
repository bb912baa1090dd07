import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/**
 * The household to which a person belongs, by the host's own reference: the one with a ladder that has not ended, or
 * the one they live in now. Throws `Problem` when nobody has the reference, several have, or they have no tenancy.
 */
export async function householdOfPerson(db: Transaction, reference: string): Promise<string> {
  const people = await db.rows<{ householdId: string | null }>(
    `SELECT (
       SELECT t.id FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
       WHERE y.organisation_id = $1 AND y.person_id = p.id
       ORDER BY EXISTS (SELECT FROM ladders l WHERE l.organisation_id = $1 AND l.household_id = t.id AND l.ended_at IS NULL) DESC,
                (t.is_active AND t.deleted_at IS NULL) DESC, t.start_date DESC NULLS LAST, t.id
       LIMIT 1) AS "householdId"
     FROM people p WHERE p.organisation_id = $1 AND p.reference_id = $2 AND p.deleted_at IS NULL`,
    [db.organisationId, reference],
  );
  const [person] = people;
  if (person === undefined)
    throw new Problem('not-known', 'person-unknown', `Nobody here has the reference ${reference}.`);
  if (people.length > 1)
    throw new Problem('conflict', 'person-ambiguous', `More than one person here has the reference ${reference}.`);
  if (person.householdId === null)
    throw new Problem('not-known', 'household-unknown', `The person ${reference} has no tenancy here.`);
  return person.householdId;
}

import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { referencesOf, samePeople } from '../records/index.js';

/** A person as all they are known as, with the households they live or lived in. */
export interface Resident {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  /** Their id, and those of records that were merged into theirs. */
  readonly ids: readonly string[];
  /** Households in which nobody else is or was. */
  readonly own: readonly string[];
  readonly households: readonly string[];
}

/** Throws `Problem` when nobody has the reference, or more than one. Whom the host erased is found by it too. */
export async function residentBy(db: Transaction, reference: string): Promise<Resident> {
  const found = await db.rows<{ id: string; isHere: boolean }>(
    `SELECT id, deleted_at IS NULL AS "isHere" FROM people WHERE organisation_id = $1 AND reference_id = ANY ($2::text[])`,
    [db.organisationId, await referencesOf(db, reference)],
  );
  const here = found.some(({ isHere }) => isHere) ? found.filter(({ isHere }) => isHere) : found;
  const [one, ...others] = here;
  if (!one) throw new Problem('not-known', 'person-unknown', `Nobody here has the reference ${reference}.`);
  if (others.length > 0)
    throw new Problem(
      'conflict',
      'person-ambiguous',
      'More than one person has this reference, in different systems. Use another reference of theirs.',
    );
  return residentOf(db, one.id);
}

/** Somebody whose id is known to be of a person. `others`: ids that were theirs as well, whatever is merged now. */
export async function residentOf(db: Transaction, personId: string, others: readonly string[] = []): Promise<Resident> {
  const [resident] = await db.rows<Resident>(
    `SELECT p.id, p.reference_id AS reference, p.full_name AS name, who.ids, homes.households,
       array(SELECT t.id FROM tenancies t WHERE t.organisation_id = $1 AND t.id = ANY (homes.households)
         AND jsonb_array_length(t.members) <= 1
         AND NOT EXISTS (SELECT FROM tenancy_parties y
           WHERE y.organisation_id = $1 AND y.tenancy_id = t.id AND y.person_id <> ALL (who.ids))) AS own
     FROM people p
     CROSS JOIN LATERAL (SELECT array(SELECT DISTINCT unnest(${samePeople('p.id')} || $3::uuid[])) AS ids) who
     CROSS JOIN LATERAL (SELECT array(SELECT DISTINCT y.tenancy_id FROM tenancy_parties y
       WHERE y.organisation_id = $1 AND y.person_id = ANY (who.ids) AND y.tenancy_id IS NOT NULL) AS households) homes
     WHERE p.organisation_id = $1 AND p.id = $2`,
    [db.organisationId, personId, others],
  );
  return resident!;
}

/** What every statement over what is held of them is bound to. */
export function bound({ organisationId }: Transaction, { ids, own, households }: Resident): readonly unknown[] {
  return [organisationId, ids, own, households];
}

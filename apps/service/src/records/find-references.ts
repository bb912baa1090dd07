import type { Transaction } from '../platform/database/database.js';
import { tenancyOfHome } from './tenancy-of-home.js';

/** An id, and the system that gives it out, e.g. `{ id: '4410', allocatedBy: 'hackney/person' }`. */
export interface GivenReference {
  readonly id: string;
  readonly allocatedBy: string;
}

export interface FoundReferences {
  readonly personId: string | null;
  /** The tenancy that was named, else the person's active one, else the home's. */
  readonly householdId: string | null;
  readonly homeId: string | null;
}

/**
 * `named.id` in a statement is the reference that a record goes by now, where the host merged it into another. $1: the
 * landlord, $2: the asked-for id, $3: who gave it out. It is found first, and on its own: under row level security a
 * condition with a query in it is never looked up in an index, and every record would be read.
 */
export const named = `WITH named AS MATERIALIZED (SELECT coalesce((
    SELECT m.into_reference_id FROM merged_references m
    WHERE m.organisation_id = $1 AND m.allocated_by = $3 AND m.reference_id = $2 LIMIT 1), $2) AS id)`;

const entities = { people: 'person', tenancies: 'tenancy', homes: 'home' } as const;

/** Finds whom and which home another system names, by its own references or any we know besides. Null: not known. */
export async function findReferences(
  db: Transaction,
  given: {
    readonly person?: GivenReference | undefined;
    readonly tenancy?: GivenReference | undefined;
    readonly home?: GivenReference | undefined;
  },
): Promise<FoundReferences> {
  const find = async (table: keyof typeof entities, reference: GivenReference | undefined) => {
    if (!reference) return null;
    const [row] = await db.rows<{ id: string }>(
      `${named}
       SELECT r.id FROM named JOIN ${table} r ON r.organisation_id = $1 AND r.reference_id = named.id
       WHERE r.allocated_by = $3 AND r.deleted_at IS NULL
       UNION ALL
       SELECT entity_id FROM other_references
       WHERE organisation_id = $1 AND entity = $4 AND reference_id = $2 AND allocated_by = $3
       LIMIT 1`,
      [db.organisationId, reference.id, reference.allocatedBy, entities[table]],
    );
    return row?.id ?? null;
  };
  const personId = await find('people', given.person);
  const homeId = await find('homes', given.home);
  const householdId = (await find('tenancies', given.tenancy)) ?? (await activeTenancyOf(db, personId, homeId));
  return { personId, householdId, homeId };
}

/** The tenancy that is active now: the person's, else the home's. */
async function activeTenancyOf(
  db: Transaction,
  personId: string | null,
  homeId: string | null,
): Promise<string | null> {
  const [row] = await db.rows<{ id: string | null }>(
    `SELECT coalesce(
       (SELECT t.id FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
        WHERE y.organisation_id = $1 AND y.person_id = $2 AND t.is_active AND t.deleted_at IS NULL
        ORDER BY t.start_date DESC NULLS LAST, t.id LIMIT 1),
       ${tenancyOfHome('$3')}) AS id`,
    [db.organisationId, personId, homeId],
  );
  return row?.id ?? null;
}

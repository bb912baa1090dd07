import type { RecordKey } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';
import { named } from './find-references.js';
import { tenancyOfHome } from './tenancy-of-home.js';

/** Whose record the host has open: the household, and the person when it is one person's record. */
export interface RecordOwner {
  readonly householdId: string | null;
  readonly personId: string | null;
}

/** Which system gives out the ids of each kind of record in this host, e.g. `{ person: 'hackney/person' }`. */
export type RecordSystems = Readonly<Record<RecordKey['type'], string>>;

/** Finds the household a host record belongs to, or undefined when we do not know the record yet. */
export async function householdOf(
  db: Transaction,
  systems: RecordSystems,
  record: RecordKey,
): Promise<RecordOwner | undefined> {
  const given = [db.organisationId, record.id, systems[record.type]];
  const queries: Record<RecordKey['type'], string> = {
    person: `SELECT p.id AS "personId", (
        SELECT t.id FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
        WHERE y.organisation_id = $1 AND y.person_id = p.id AND t.is_active AND t.deleted_at IS NULL
        ORDER BY t.start_date DESC NULLS LAST, t.id LIMIT 1) AS "householdId"
      FROM named JOIN people p ON p.organisation_id = $1 AND p.reference_id = named.id
      WHERE p.allocated_by = $3 AND p.deleted_at IS NULL`,
    tenancy: `SELECT NULL AS "personId", CASE WHEN t.is_active THEN t.id END AS "householdId"
      FROM named JOIN tenancies t ON t.organisation_id = $1 AND t.reference_id = named.id
      WHERE t.allocated_by = $3 AND t.deleted_at IS NULL`,
    home: `SELECT NULL AS "personId", ${tenancyOfHome('h.id')} AS "householdId"
      FROM named JOIN homes h ON h.organisation_id = $1 AND h.reference_id = named.id
      WHERE h.allocated_by = $3 AND h.deleted_at IS NULL`,
  };
  const [found] = await db.rows<RecordOwner>(`${named} ${queries[record.type]}`, given);
  return found;
}

/** Takes the household's turn: deciding and recording for one household never overlap. */
export async function lockHousehold(db: Transaction, householdId: string): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 0))', [db.organisationId, householdId]);
}

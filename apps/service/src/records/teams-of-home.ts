import type { RecordKey } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';
import type { RecordSystems } from './household-of.js';

/** The home of each kind of record: for a person, where they live, or lived last. */
const homeOf: Readonly<Record<RecordKey['type'], string>> = {
  person: `SELECT t.home_id AS id FROM people p
     JOIN tenancy_parties y ON y.organisation_id = $1 AND y.person_id = p.id
     JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id AND t.deleted_at IS NULL
     WHERE p.organisation_id = $1 AND p.reference_id = $2 AND p.allocated_by = $3 AND p.deleted_at IS NULL
     ORDER BY t.is_active DESC, t.start_date DESC NULLS LAST, t.id LIMIT 1`,
  tenancy: `SELECT t.home_id AS id FROM tenancies t
     WHERE t.organisation_id = $1 AND t.reference_id = $2 AND t.allocated_by = $3 AND t.deleted_at IS NULL`,
  home: `SELECT h.id FROM homes h
     WHERE h.organisation_id = $1 AND h.reference_id = $2 AND h.allocated_by = $3 AND h.deleted_at IS NULL`,
};

/**
 * Names of the teams that look after the home of a record, where that is none of `teams`; null where it is one of them,
 * where the landlord has set up no places, and where the record has no home. A place is the home, its block, or what
 * those stand in, by its reference in the housing system.
 */
export async function otherTeamsOf(
  db: Transaction,
  systems: RecordSystems,
  record: RecordKey,
  teams: readonly string[],
): Promise<string[] | null> {
  const [found] = await db.rows<{ isLimited: boolean; isTheirs: boolean; names: string[] }>(
    `WITH RECURSIVE home AS (${homeOf[record.type]}),
     around AS (
       SELECT h.connection_id, h.reference_id, h.parent_reference->>'id' AS parent, 0 AS depth
       FROM homes h JOIN home ON home.id = h.id WHERE h.organisation_id = $1
       UNION ALL
       SELECT h.connection_id, h.reference_id, h.parent_reference->>'id', a.depth + 1
       FROM around a JOIN homes h ON h.connection_id = a.connection_id AND h.reference_id = a.parent
       WHERE h.organisation_id = $1 AND a.depth < 6
     ),
     places AS (SELECT reference_id AS place FROM around UNION SELECT parent FROM around WHERE parent IS NOT NULL),
     covering AS (
       SELECT DISTINCT t.code, t.name FROM places p
       JOIN team_places c ON c.organisation_id = $1 AND c.place = p.place
       JOIN teams t ON t.organisation_id = $1 AND t.code = c.team_code
     )
     SELECT EXISTS (SELECT FROM team_places WHERE organisation_id = $1) AND EXISTS (SELECT FROM around) AS "isLimited",
            EXISTS (SELECT FROM covering WHERE code = ANY ($4)) AS "isTheirs",
            ARRAY(SELECT DISTINCT name FROM covering ORDER BY name) AS names`,
    [db.organisationId, record.id, systems[record.type], teams],
  );
  return found?.isLimited && !found.isTheirs ? found.names : null;
}
